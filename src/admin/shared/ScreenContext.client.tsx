'use client'
import { useConfig, useTranslation } from '@payloadcms/ui'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { Words } from '../../translations/index.ts'
import { type Formats, formatsOf, type Place } from './formats.ts'
import { makeTexts, type Texts } from './texts.ts'

interface ClinicOfScreen extends Place {
  readonly id: string
  readonly name: string
  readonly words: Words
}

const Context = createContext<ClinicOfScreen | undefined>(undefined)

export const ScreenProvider = ({
  children,
  clinic,
}: {
  readonly children: ReactNode
  readonly clinic: ClinicOfScreen
}) => <Context value={clinic}>{children}</Context>

export interface ScreenTools {
  readonly adminPath: string
  readonly apiPath: string
  readonly clinic: ClinicOfScreen
  readonly formats: Formats
  readonly texts: Texts
}

/** Texts, formats and paths of the screen at hand, for its parts in the browser. */
export const useScreen = (): ScreenTools => {
  const clinic = useContext(Context)
  const { config } = useConfig()
  const { t } = useTranslation()
  if (clinic === undefined) throw new Error('this part belongs inside a Screen')
  const formats = useMemo(() => formatsOf(clinic), [clinic])
  const texts = useMemo(() => makeTexts(t as never, clinic.words), [clinic, t])
  return {
    adminPath: config.routes.admin,
    apiPath: config.routes.api,
    clinic,
    formats,
    texts,
  }
}

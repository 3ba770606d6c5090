'use client'
import { useTranslation } from '@payloadcms/ui'
import { useMemo } from 'react'
import { makeTexts, type Texts } from './texts.ts'

/** Texts of ours in the generated panel, where the words of one clinic are not at hand. */
export const usePanelTexts = (): Texts => {
  const { t } = useTranslation()
  return useMemo(() => makeTexts(t as never, {}), [t])
}

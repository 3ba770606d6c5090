'use client'
import { useConfig, useTranslation } from '@payloadcms/ui'
import { useMemo } from 'react'
import { wordsFor, type Words } from '../../translations/index.ts'
import { makeTexts, type Texts } from './texts.ts'

/** What the plugin leaves in the panel's configuration: the words of its preset, as in all its labels. */
interface PanelCustom {
  readonly caseload?: { readonly labels: Words }
}

/** Texts of ours in the generated panel, where the words of one clinic are not at hand. @rule TEN-9 */
export const usePanelTexts = (): Texts => {
  const { i18n, t } = useTranslation()
  const { config } = useConfig()
  const labels = (config.admin.custom as PanelCustom | undefined)?.caseload?.labels
  return useMemo(
    () => makeTexts(t as never, labels === undefined ? {} : wordsFor(labels, i18n.language)),
    [i18n.language, labels, t],
  )
}

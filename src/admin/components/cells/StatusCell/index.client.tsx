'use client'
import { getTranslation } from '@payloadcms/translations'
import { Pill, useTranslation } from '@payloadcms/ui'
import type { DefaultCellComponentProps, SelectFieldClient } from 'payload'

type PillStyle = 'error' | 'light' | 'success' | 'warning'

const STYLES: Readonly<Record<string, PillStyle>> = {
  cancelled: 'light',
  'checked-in': 'warning',
  completed: 'success',
  confirmed: 'success',
  dead: 'error',
  delivered: 'success',
  failed: 'error',
  'in-progress': 'warning',
  'late-cancelled': 'error',
  'no-show': 'error',
  paid: 'success',
  'partially-paid': 'warning',
  pending: 'warning',
  sent: 'success',
  skipped: 'light',
  undelivered: 'error',
  unknown: 'warning',
}

/** A state in words and colour; the word alone is enough. */
export const StatusCell = ({ cellData, field }: DefaultCellComponentProps<SelectFieldClient>) => {
  const { i18n } = useTranslation()
  if (typeof cellData !== 'string') return null
  const option = field.options.find((one) => typeof one !== 'string' && one.value === cellData)
  const words = option === undefined || typeof option === 'string' ? cellData : option.label
  return <Pill pillStyle={STYLES[cellData] ?? 'light'}>{getTranslation(words, i18n)}</Pill>
}

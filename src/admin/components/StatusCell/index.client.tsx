'use client'
import { Pill } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'

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
export const StatusCell = ({ cellData }: DefaultCellComponentProps) => {
  if (typeof cellData !== 'string') return null
  const words = cellData.replaceAll('-', ' ')
  return <Pill pillStyle={STYLES[cellData] ?? 'light'}>{words}</Pill>
}

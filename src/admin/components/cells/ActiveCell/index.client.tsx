'use client'
import { Pill } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import { usePanelTexts } from '../../../shared/usePanelTexts.client.ts'

/** Whether a patient can be booked, in a word. @rule PAT-7 */
export const ActiveCell = ({ cellData, rowData }: DefaultCellComponentProps) => {
  const texts = usePanelTexts()
  const { deceasedAt } = rowData as { deceasedAt?: null | string }
  if (typeof deceasedAt === 'string') {
    return <Pill pillStyle="light">{texts('patient:deceased')}</Pill>
  }
  return cellData === false ? (
    <Pill pillStyle="light">{texts('patient:inactive')}</Pill>
  ) : (
    <Pill pillStyle="success">{texts('patient:active')}</Pill>
  )
}

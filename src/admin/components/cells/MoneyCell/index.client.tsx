'use client'
import { Pill } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import { formatMinor } from '../../../../domain/money/minor.ts'
import { usePanelTexts } from '../../../shared/usePanelTexts.client.ts'
import { useRowPlace } from '../../../shared/useTenantPlace.client.ts'

/** An amount with the currency's decimals: `₹1,250.00`. */
export const MoneyCell = ({ cellData, rowData }: DefaultCellComponentProps) => {
  const { currency, locale } = useRowPlace(rowData)
  return typeof cellData === 'number' ? (
    <span>{formatMinor(cellData, currency, locale)}</span>
  ) : null
}

/** Dues stand out while there are any (PAT-7). */
export const DuesCell = ({ cellData, rowData }: DefaultCellComponentProps) => {
  const texts = usePanelTexts()
  const { currency, locale } = useRowPlace(rowData)
  if (typeof cellData !== 'number') return null
  const text = formatMinor(cellData, currency, locale)
  return cellData > 0 ? (
    <Pill pillStyle="error">{texts('common:due', { amount: text })}</Pill>
  ) : (
    <span>{text}</span>
  )
}

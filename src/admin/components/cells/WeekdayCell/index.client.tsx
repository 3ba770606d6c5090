'use client'
import type { DefaultCellComponentProps } from 'payload'
import { useRowPlace } from '../../../shared/useTenantPlace.client.ts'
import { weekdayNames } from '../../../shared/weekdays.ts'

export const WeekdayCell = ({ cellData, rowData }: DefaultCellComponentProps) => {
  const { locale } = useRowPlace(rowData)
  return <span>{weekdayNames(locale)[Number(cellData)] ?? ''}</span>
}

'use client'
import type { DefaultCellComponentProps } from 'payload'
import { useRowPlace } from '../../../shared/useTenantPlace.client.ts'
import { toReadableText } from '../../../shared/zonedText.ts'

/** An instant in the zone of the row's location, else of its tenant. */
export const InstantCell = ({
  cellData,
  rowData,
  zoneField,
}: DefaultCellComponentProps & { readonly zoneField?: string }) => {
  const row = rowData as Record<string, unknown>
  const place = useRowPlace(row)
  const own = zoneField === undefined ? undefined : row[zoneField]
  const timezone = typeof own === 'string' && own !== '' ? own : place.timezone
  if (typeof cellData !== 'string') return null
  return <time dateTime={cellData}>{toReadableText(cellData, timezone, place.locale)}</time>
}

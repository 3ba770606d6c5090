'use client'
import { useField } from '@payloadcms/ui'
import type { JSONFieldClientProps } from 'payload'
import type { PriceLine } from '../../../../domain/catalog/price.ts'
import { formatMinor } from '../../../../domain/money/minor.ts'
import { useTenantPlace } from '../../../shared/useTenantPlace.client.ts'

const WORDS: Readonly<Record<PriceLine['step'], string>> = {
  base: 'Price of the therapist',
  fallback: 'Price of the type: the therapist has none of their own',
  manual: 'Set by hand',
  'not-billable': 'This type is not billed',
}

/** Why the price is what it is, line by line (PRC-6). */
export const PriceExplanation = ({ path }: JSONFieldClientProps) => {
  const { value } = useField<PriceLine[]>({ path })
  const { currency, locale } = useTenantPlace()
  if (!Array.isArray(value) || value.length === 0) return null
  return (
    <ul aria-label="Why this price" style={{ listStyle: 'none', marginBottom: '1rem', padding: 0 }}>
      {value.map((line) => (
        <li key={line.step}>
          {WORDS[line.step]}
          {line.note === undefined ? '' : ` (${line.note})`}:{' '}
          <strong>{formatMinor(line.amountMinor, currency, locale)}</strong>
        </li>
      ))}
    </ul>
  )
}

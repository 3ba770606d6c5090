'use client'
import { useField } from '@payloadcms/ui'
import type { JSONFieldClientProps } from 'payload'
import type { PriceLine } from '../../../../domain/catalog/price.ts'
import { formatMinor } from '../../../../domain/money/minor.ts'
import { priceText } from '../../../shared/priceText.ts'
import { usePanelTexts } from '../../../shared/usePanelTexts.client.ts'
import { useTenantPlace } from '../../../shared/useTenantPlace.client.ts'

/** Why the price is what it is, line by line. @rule PRC-6 */
export const PriceExplanation = ({ path }: JSONFieldClientProps) => {
  const { value } = useField<PriceLine[]>({ path })
  const { currency, locale } = useTenantPlace()
  const texts = usePanelTexts()
  if (!Array.isArray(value) || value.length === 0) return null
  return (
    <ul
      aria-label={texts('price:title')}
      style={{ listStyle: 'none', marginBottom: '1rem', padding: 0 }}
    >
      {value.map((line) => (
        <li key={line.step}>
          {priceText(line, texts)}:{' '}
          <strong>{formatMinor(line.amountMinor, currency, locale)}</strong>
        </li>
      ))}
    </ul>
  )
}

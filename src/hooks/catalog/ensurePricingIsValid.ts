import type { CollectionBeforeChangeHook } from 'payload'
import { negativePrice } from '../../domain/catalog/errors.ts'
import { isMinor } from '../../domain/money/minor.ts'
import { ensureDuration } from '../../operations/scheduling/priceSession.ts'
import type { Pricing } from '../../payload-types.ts'

/** @rule PRC-1 */
export const ensurePricingIsValid: CollectionBeforeChangeHook<Pricing> = ({
  data,
  originalDoc,
}) => {
  const next: Partial<Pricing> = { ...originalDoc, ...data }
  if (next.durationMinutes !== undefined) ensureDuration(next.durationMinutes, 'durationMinutes')
  if (next.priceMinor !== undefined && !(isMinor(next.priceMinor) && next.priceMinor >= 0)) {
    throw negativePrice({ field: 'priceMinor' })
  }
  return data
}

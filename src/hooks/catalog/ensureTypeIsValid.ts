import type { CollectionBeforeChangeHook } from 'payload'
import {
  invalidBuffer,
  invalidColour,
  invalidDuration,
  invalidMaxSessions,
  negativePrice,
} from '../../domain/catalog/errors.ts'
import { DURATION_LIMITS, MAX_BUFFER_MINUTES } from '../../domain/catalog/price.ts'
import { isMinor } from '../../domain/money/minor.ts'
import type { TherapyType } from '../../payload-types.ts'

const isWholeBetween = (value: unknown, min: number, max: number): boolean =>
  Number.isInteger(value) && Number(value) >= min && Number(value) <= max

/** @rule TYP-1 TYP-2 TYP-3 TYP-4 */
export const ensureTypeIsValid: CollectionBeforeChangeHook<TherapyType> = ({
  data,
  originalDoc,
}) => {
  const next: Partial<TherapyType> = { ...originalDoc, ...data }
  const { max, min } = DURATION_LIMITS
  if (!isWholeBetween(next.defaultDurationMinutes, min, max)) {
    throw invalidDuration({ field: 'defaultDurationMinutes', max, min })
  }
  for (const field of ['bufferBeforeMinutes', 'bufferAfterMinutes'] as const) {
    if (!isWholeBetween(next[field] ?? 0, 0, MAX_BUFFER_MINUTES)) {
      throw invalidBuffer({ field, max: MAX_BUFFER_MINUTES })
    }
  }
  for (const field of ['defaultPriceMinor', 'cancellationFeeMinor'] as const) {
    const value = next[field] ?? 0
    if (!isMinor(value) || value < 0) throw negativePrice({ field })
  }
  if (next.colour && !/^#[0-9a-f]{6}$/i.test(next.colour)) throw invalidColour({ field: 'colour' })
  if (next.maxPerDay != null && !isWholeBetween(next.maxPerDay, 1, 1_000)) {
    throw invalidMaxSessions({ field: 'maxPerDay' })
  }
  return { ...data, name: next.name?.trim() }
}

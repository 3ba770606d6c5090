import type { CollectionBeforeChangeHook } from 'payload'
import { idOf } from '../../domain/ids.ts'
import { MINUTE_MS } from '../../domain/scheduling/intervals.ts'
import {
  ensureDuration,
  manualPriceOf,
  priceFor,
} from '../../operations/scheduling/priceSession.ts'
import type { Session } from '../../payload-types.ts'

type Draft = Partial<Session>
type Explanation = NonNullable<Session['price']>['explanation']

const needsPrice = (next: Draft, before: Draft | undefined): boolean =>
  before === undefined ||
  idOf(next.therapist) !== idOf(before.therapist) ||
  idOf(next.therapyType) !== idOf(before.therapyType) ||
  (next.manualPrice?.priceMinor ?? null) !== (before.manualPrice?.priceMinor ?? null)

const endsAt = (next: Draft, durationMinutes: number): string | undefined => {
  const startMs = Date.parse(next.startsAt ?? '')
  return Number.isNaN(startMs)
    ? undefined
    : new Date(startMs + durationMinutes * MINUTE_MS).toISOString()
}

/**
 * The price, with its explanation and the buffers of the type, is frozen when booked; a change of
 * therapist or type, or a manual price, looks it up again. Moving only the time keeps it.
 * @rule PRC-2 PRC-3 PRC-4 TYP-2
 */
export const freezePrice: CollectionBeforeChangeHook<Session> = async ({
  data,
  originalDoc,
  req,
}) => {
  const before = originalDoc
  const previous = before?.id === undefined ? undefined : before
  const next: Draft = { ...previous, ...data }
  const tenant = idOf(next.tenant)
  const therapist = idOf(next.therapist)
  const therapyType = idOf(next.therapyType)
  if (!tenant || !therapist || !therapyType) return data
  if (!needsPrice(next, previous)) {
    const durationMinutes = next.durationMinutes ?? previous?.price?.durationMinutes ?? 0
    ensureDuration(durationMinutes, 'durationMinutes')
    return { ...data, durationMinutes, endsAt: endsAt(next, durationMinutes) }
  }
  const manual = manualPriceOf(req, tenant, next.manualPrice)
  const { price, type } = await priceFor(req, { manual, tenant, therapist, therapyType })
  const durationMinutes = next.durationMinutes ?? price.durationMinutes
  ensureDuration(durationMinutes, 'durationMinutes')
  return {
    ...data,
    bufferAfterMinutes: type.bufferAfterMinutes,
    bufferBeforeMinutes: type.bufferBeforeMinutes,
    durationMinutes,
    endsAt: endsAt(next, durationMinutes),
    price: { ...price, explanation: price.explanation as unknown as Explanation },
  }
}

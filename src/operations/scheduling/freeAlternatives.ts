import type { PayloadRequest } from 'payload'
import type { SlotFact } from '../../domain/scheduling/errors.ts'
import { MINUTE_MS } from '../../domain/scheduling/intervals.ts'
import { nearestSlots } from '../../domain/scheduling/slots.ts'
import { addDays, wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import { nowMs } from '../common/services.ts'
import type { BookingFacts } from './bookingFacts.ts'
import { searchSlots } from './findFreeSlots.ts'
import type { Wish } from './bookingWish.ts'

const DAYS_AROUND = [-1, 0, 1, 2, 3, 4, 5, 6, 7]

/** The three nearest free slots of the same therapist, for a refusal that helps. @rule SES-4 */
export const freeAlternatives = async (
  req: PayloadRequest,
  of: { facts: BookingFacts; wish: Wish },
): Promise<SlotFact[]> => {
  const { facts, wish } = of
  if (facts.location === null) return []
  const { on } = wallTimeAt(wish.startMs, facts.location.timezone)
  const slots = await searchSlots(req, {
    dates: DAYS_AROUND.map((days) => addDays(on, days)),
    durationMinutes: (wish.endMs - wish.startMs) / MINUTE_MS,
    except: wish.session,
    facts,
    from: on,
    location: wish.location,
    mode: wish.mode,
    notBeforeMs: nowMs(req),
    tenant: wish.tenant,
    therapist: wish.therapist,
    therapyType: wish.therapyType,
    to: on,
  })
  return nearestSlots(slots, wish.startMs).map((slot) => ({
    endsAt: new Date(slot.endMs).toISOString(),
    startsAt: new Date(slot.startMs).toISOString(),
  }))
}

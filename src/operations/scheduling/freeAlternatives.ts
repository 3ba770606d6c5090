import type { PayloadRequest } from 'payload'
import type { SlotFact } from '../../domain/scheduling/errors.ts'
import { HOUR_MS, type Interval, MINUTE_MS, overlaps } from '../../domain/scheduling/intervals.ts'
import { type FreeSlot, nearestSlots } from '../../domain/scheduling/slots.ts'
import { addDays, isoAt, wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import { nowMs } from '../common/services.ts'
import type { BookingFacts } from './bookingFacts.ts'
import { busyTimes } from './claims.ts'
import { findFreeSlots } from './findFreeSlots.ts'
import { wantedClaims, type Wish } from './bookingWish.ts'

const DAYS_AROUND = [-1, 0, 1]
const DAYS_BEYOND = [2, 3, 4, 5, 6, 7]
const WANTED = 3

/** Nearer than any slot of the days beyond can be, also where the clocks change. */
const isNear = (slot: FreeSlot, wishedMs: number): boolean =>
  Math.abs(slot.startMs - wishedMs) < 23 * HOUR_MS

/**
 * The three nearest slots of the same therapist that are free for the patient and the room too, for a
 * refusal that helps.
 * @rule SES-4
 */
export const freeAlternatives = async (
  req: PayloadRequest,
  of: { facts: BookingFacts; wish: Wish },
): Promise<SlotFact[]> => {
  const { facts, wish } = of
  const { location, type, windows } = facts
  if (location === null || type === null) return []
  const { on } = wallTimeAt(wish.startMs, location.timezone)
  const { mode, session: except, tenant, therapist, therapyType } = wish
  const resources = wantedClaims(wish)
  const searchOn = async (days: readonly number[]): Promise<FreeSlot[]> => {
    const ofPatient: Interval[] = []
    const slots = await findFreeSlots(req, {
      busyBetween: async (range) => {
        const claims = await busyTimes(req, { ...range, except, resources, tenant })
        ofPatient.push(...claims.filter(({ kind }) => kind === 'patient'))
        // Buffers are of therapists and room, not of the patient.
        return claims.filter(({ kind }) => kind !== 'patient')
      },
      dates: days.map((ahead) => addDays(on, ahead)),
      durationMinutes: (wish.endMs - wish.startMs) / MINUTE_MS,
      except,
      location: wish.location,
      mode,
      notBeforeMs: nowMs(req),
      tenant,
      therapist,
      therapyType,
      timezone: location.timezone,
      type,
      windows,
    })
    return slots.filter((slot) => !ofPatient.some((busy) => overlaps(busy, slot)))
  }
  const around = await searchOn(DAYS_AROUND)
  const isEnough = around.filter((slot) => isNear(slot, wish.startMs)).length >= WANTED
  const slots = isEnough ? around : [...around, ...(await searchOn(DAYS_BEYOND))]
  return nearestSlots(slots, wish.startMs, WANTED).map((slot) => ({
    endsAt: isoAt(slot.endMs),
    startsAt: isoAt(slot.startMs),
  }))
}

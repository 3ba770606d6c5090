import type { PayloadRequest } from 'payload'
import { DURATION_LIMITS, type PriceSnapshot, resolvePrice } from '../../domain/catalog/price.ts'
import { invalidDuration, rangeTooLong } from '../../domain/catalog/errors.ts'
import { notFound } from '../../domain/errors.ts'
import { invalidDate } from '../../domain/people/errors.ts'
import { DAY_MS, HOUR_MS, type Interval } from '../../domain/scheduling/intervals.ts'
import { type FreeSlot, freeSlots, windowKey } from '../../domain/scheduling/slots.ts'
import { addDays, daysBetween, isDate, wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import { type Mode, type OpenWindow, windowsOn } from '../../domain/scheduling/windows.ts'
import { nowMs } from '../common/services.ts'
import { tenantContext } from '../common/tenantContext.ts'
import { type BookingFacts, readBookingFacts } from './bookingFacts.ts'
import { busyTimes } from './claims.ts'
import { startsOfTherapist, startsOfType } from './limits.ts'

export const MAX_RANGE_DAYS = 31

export interface SlotQuery {
  /** Minutes; without it as the price says. */
  readonly durationMinutes?: number | undefined
  /** Local calendar date, first day. */
  readonly from: string
  readonly location: string
  readonly mode?: Mode | undefined
  readonly tenant: string
  readonly therapist: string
  readonly therapyType: string
  /** Local calendar date, last day, included; at most 31 days. */
  readonly to: string
}

export interface Slot {
  readonly endsAt: string
  readonly location: string
  readonly placesLeft: number
  readonly price: PriceSnapshot
  readonly startsAt: string
  readonly therapist: string
}

export const datesFrom = (from: string, to: string): string[] => {
  for (const [field, on] of Object.entries({ from, to })) {
    if (!isDate(on)) throw invalidDate({ field })
  }
  const days = daysBetween(from, to)
  if (days < 0 || days >= MAX_RANGE_DAYS) throw rangeTooLong({ maxDays: MAX_RANGE_DAYS })
  return Array.from({ length: days + 1 }, (_, index) => addDays(from, index))
}

/** How many sessions of the windows and of the type are left, per window and per date. */
const readLimits = async (
  req: PayloadRequest,
  of: Interval &
    SlotQuery & { facts: BookingFacts; timezone: string; windows: readonly OpenWindow[] },
) => {
  const sessionsInWindow = new Map<string, number>()
  const limited = of.windows.filter(({ row }) => row.maxSessions !== null)
  if (limited.length > 0) {
    const starts = await startsOfTherapist(req, of)
    for (const window of limited) {
      const inside = starts.filter((ms) => window.startMs <= ms && ms < window.endMs)
      sessionsInWindow.set(windowKey(window), inside.length)
    }
  }
  const { maxPerDay = null, maxPerDayScope: scope = 'therapist' } = of.facts.type ?? {}
  if (maxPerDay === null) return { sessionsInWindow }
  const taken = new Map<string, number>()
  for (const ms of await startsOfType(req, { ...of, scope })) {
    const { on } = wallTimeAt(ms, of.timezone)
    taken.set(on, (taken.get(on) ?? 0) + 1)
  }
  return {
    sessionsInWindow,
    typePlacesLeft: (on: string) => Math.max(0, maxPerDay - (taken.get(on) ?? 0)),
  }
}

export interface SearchInput extends SlotQuery {
  readonly dates: readonly string[]
  readonly durationMinutes: number
  readonly except?: string | undefined
  readonly facts: BookingFacts
  readonly notBeforeMs: number
}

/** The free slots on some dates, given what was read already. @rule AVL-5 */
export const searchSlots = async (req: PayloadRequest, of: SearchInput): Promise<FreeSlot[]> => {
  const { facts } = of
  if (facts.location === null || facts.type === null) return []
  const windows = of.dates.flatMap((on) => windowsOn(facts.windows, on))
  const first = windows[0]
  if (first === undefined) return []
  const startMs = Math.min(...windows.map((window) => window.startMs)) - DAY_MS
  const endMs = Math.max(...windows.map((window) => window.endMs)) + DAY_MS
  const [{ settings }, busy, limits] = await Promise.all([
    tenantContext(req, of.tenant),
    busyTimes(req, {
      endMs,
      except: of.except,
      startMs,
      tenant: of.tenant,
      therapist: of.therapist,
    }),
    readLimits(req, { ...of, endMs, startMs, timezone: facts.location.timezone, windows }),
  ])
  return freeSlots({
    ...limits,
    bufferAfterMinutes: facts.type.bufferAfterMinutes,
    bufferBeforeMinutes: facts.type.bufferBeforeMinutes,
    busy,
    durationMinutes: of.durationMinutes,
    notBeforeMs: of.notBeforeMs,
    stepMinutes: settings.scheduling.slotStepMinutes,
    windows,
    wish: {
      locationId: of.location,
      mode: of.mode ?? 'in-person',
      therapyTypeId: of.therapyType,
    },
  })
}

/** Most slots end when another begins: each instant is written once. */
const isoWriter = (): ((ms: number) => string) => {
  const written = new Map<number, string>()
  return (ms) => {
    const iso = written.get(ms) ?? new Date(ms).toISOString()
    written.set(ms, iso)
    return iso
  }
}

/**
 * Free slots of one therapist for one type, with places left and price (AVL-6). A cache is never asked.
 * Refuses `range-too-long`, `invalid-duration`, `not-found`.
 * @rule AVL-5 AVL-6 PRC-2
 */
export const findFreeSlots = async (req: PayloadRequest, of: SlotQuery): Promise<Slot[]> => {
  const dates = datesFrom(of.from, of.to)
  const [context, facts] = await Promise.all([
    tenantContext(req, of.tenant),
    readBookingFacts(req, { ...of, patient: null }),
  ])
  if (facts.therapist === null) throw notFound({ field: 'therapist' })
  if (facts.type === null) throw notFound({ field: 'therapyType' })
  if (facts.location === null) throw notFound({ field: 'location' })
  if (!facts.therapist.active || !facts.type.active || !facts.location.active) return []
  const price = resolvePrice({
    currency: context.currency,
    therapistRow: facts.price,
    type: facts.type,
  })
  const durationMinutes = of.durationMinutes ?? price.durationMinutes
  if (durationMinutes < DURATION_LIMITS.min || durationMinutes > DURATION_LIMITS.max) {
    throw invalidDuration({ field: 'durationMinutes', ...DURATION_LIMITS })
  }
  const now = nowMs(req)
  const horizonOn = wallTimeAt(
    now + context.settings.scheduling.bookingHorizonDays * 24 * HOUR_MS,
    facts.location.timezone,
  ).on
  const slots = await searchSlots(req, {
    ...of,
    dates: dates.filter((on) => on <= horizonOn),
    durationMinutes,
    facts,
    notBeforeMs: now,
  })
  const isoAt = isoWriter()
  return slots.map((slot) => ({
    endsAt: isoAt(slot.endMs),
    location: of.location,
    placesLeft: slot.placesLeft,
    price,
    startsAt: isoAt(slot.startMs),
    therapist: of.therapist,
  }))
}

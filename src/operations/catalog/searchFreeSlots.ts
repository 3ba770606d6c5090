import type { PayloadRequest } from 'payload'
import { readsWholeTenant } from '../../access/collectionAccess.ts'
import { grantIn, grantsOf, PLATFORM } from '../../access/permissions.ts'
import { userIdOf } from '../../access/rights.ts'
import { invalidDuration } from '../../domain/catalog/errors.ts'
import { DURATION_LIMITS, type PriceSnapshot, resolvePrice } from '../../domain/catalog/price.ts'
import { forbidden, notFound } from '../../domain/errors.ts'
import { DAY_MS } from '../../domain/scheduling/intervals.ts'
import type { FreeSlot } from '../../domain/scheduling/slots.ts'
import { isoAt, wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import type { Mode } from '../../domain/scheduling/windows.ts'
import { slugs } from '../../slugs.ts'
import { tenantOfVisible } from '../common/findVisible.ts'
import { nowMs } from '../common/services.ts'
import { datesFrom, findFreeSlots } from '../scheduling/findFreeSlots.ts'
import { keepSlots, slotsKept } from './keptSlots.ts'
import {
  type PlaceFacts,
  readSlotFacts,
  type SlotFacts,
  slotFactsOf,
  type TherapistHours,
} from './slotFacts.ts'

export interface SlotSearch {
  /** Without it as the price says. */
  readonly durationMinutes?: number | undefined
  /** Local calendar date, first day. */
  readonly from: string
  /** Without it every open location of the clinic. */
  readonly location?: string | undefined
  readonly mode?: Mode | undefined
  /** Without it every therapist who works then. */
  readonly therapist?: string | undefined
  readonly therapyType: string
  /** Local calendar date, last day, included; at most 31 days. */
  readonly to: string
}

/** What slots of one therapist at one place have in common. */
export interface Offer {
  readonly location: string
  readonly price: PriceSnapshot
  readonly therapist: string
}

export interface OfferedSlots {
  readonly offer: Offer
  /** In time order. */
  readonly slots: readonly FreeSlot[]
}

/** The dates that have begun at an instant somewhere in the zone. */
const datesWithin = (
  dates: readonly string[],
  { atMs, timezone }: { atMs: number; timezone: string },
): readonly string[] => {
  // No zone is a day away from UTC.
  if ((dates.at(-1) ?? '') < isoAt(atMs - DAY_MS).slice(0, 10)) return dates
  const { on: lastOn } = wallTimeAt(atMs, timezone)
  return dates.filter((on) => on <= lastOn)
}

type Dated = { readonly dates: readonly string[] } & SlotSearch

const slotsAt = async (
  req: PayloadRequest,
  of: Dated,
  at: { facts: SlotFacts; hours: TherapistHours; place: PlaceFacts },
): Promise<OfferedSlots | undefined> => {
  const { facts, hours, place } = at
  if (!hours.active || !facts.type.active || !place.active) return undefined
  const { currency, settings } = facts.context
  const price = resolvePrice({ currency, therapistRow: hours.price, type: facts.type })
  const durationMinutes = of.durationMinutes ?? price.durationMinutes
  if (durationMinutes < DURATION_LIMITS.min || durationMinutes > DURATION_LIMITS.max) {
    throw invalidDuration({ field: 'durationMinutes', ...DURATION_LIMITS })
  }
  const slots = await findFreeSlots(req, {
    ...of,
    busyBetween: () => hours.busy.map(([startMs, endMs]) => ({ endMs, startMs })),
    dates: datesWithin(of.dates, {
      atMs: nowMs(req) + settings.scheduling.bookingHorizonDays * DAY_MS,
      timezone: place.timezone,
    }),
    durationMinutes,
    location: place.id,
    mode: of.mode,
    notBeforeMs: nowMs(req),
    tenant: facts.tenant,
    therapist: hours.id,
    timezone: place.timezone,
    type: facts.type,
    windows: hours.windows,
  })
  return { offer: { location: place.id, price, therapist: hours.id }, slots }
}

const tenantsOfWholeSearch = (req: PayloadRequest): null | string[] => {
  const whole = grantsOf(req, 'slots.search').filter(({ reach }) => reach === 'all')
  return whole.some(({ tenant }) => tenant === PLATFORM) ? null : whole.map(({ tenant }) => tenant)
}

/** As the caller may see them; what is out of sight is `not-found`. */
const ensureVisible = async (
  req: PayloadRequest,
  of: SlotSearch,
  facts: SlotFacts,
): Promise<void> => {
  if (!readsWholeTenant(req, slugs.therapyTypes, facts.tenant)) {
    await tenantOfVisible(req, slugs.therapyTypes, { field: 'therapyType', id: of.therapyType })
  }
  if (of.location === undefined) return
  if (facts.locations.length === 0) throw notFound({ field: 'location' })
  if (!readsWholeTenant(req, slugs.locations, facts.tenant)) {
    await tenantOfVisible(req, slugs.locations, { field: 'location', id: of.location })
  }
}

const ensureMaySearch = (req: PayloadRequest, of: SlotSearch, facts: SlotFacts): void => {
  const grant = grantIn(req, 'slots.search', facts.tenant)
  const isOthers = of.therapist !== undefined && of.therapist !== userIdOf(req)
  if (grant === undefined || (grant.reach !== 'all' && isOthers)) {
    throw forbidden({ action: 'slots.search' })
  }
  if (of.therapist !== undefined && facts.therapists.length === 0) {
    throw notFound({ field: 'therapist' })
  }
}

/** So many letters of facts take as much room as one slot. */
const FACTS_PER_SLOT = 20

/** Whether the slots depend on nothing but their facts and on which of them lie in the past. */
const areOfFactsAlone = (req: PayloadRequest, of: SlotSearch, facts: SlotFacts): boolean => {
  const horizonMs = facts.context.settings.scheduling.bookingHorizonDays * DAY_MS
  return (
    facts.type.maxPerDay === null &&
    facts.therapists.every(({ windows }) => windows.every((row) => row.maxSessions === null)) &&
    of.to < isoAt(nowMs(req) + horizonMs - DAY_MS).slice(0, 10)
  )
}

const compute = async (
  req: PayloadRequest,
  of: Dated,
  facts: SlotFacts,
): Promise<OfferedSlots[]> => {
  const found = await Promise.all(
    facts.therapists.flatMap((hours) =>
      facts.locations.map((place) => slotsAt(req, of, { facts, hours, place })),
    ),
  )
  return found.filter((offered) => offered !== undefined)
}

/**
 * Free slots for a type, of one therapist or of all, at one location or at all, with places left and
 * price. Everything they depend on is read each time; where it is as it was, they are not computed anew.
 * Refuses `not-found`, `forbidden` (a therapist asks for their own only), `range-too-long`,
 * `invalid-duration`.
 * @rule AVL-5 AVL-6 PRC-2
 */
export const searchFreeSlots = async (
  req: PayloadRequest,
  of: SlotSearch,
): Promise<readonly OfferedSlots[]> => {
  const dates = datesFrom(of.from, of.to)
  const factsText = await readSlotFacts(req, {
    // Wherever on earth the days are, with a day to spare.
    endMs: Date.parse(of.to) + 3 * DAY_MS,
    location: of.location,
    startMs: Date.parse(of.from) - 2 * DAY_MS,
    therapist: of.therapist,
    therapyType: of.therapyType,
    user: userIdOf(req),
    wholeIn: tenantsOfWholeSearch(req),
  })
  if (factsText === undefined) throw notFound({ field: 'therapyType' })
  const key = JSON.stringify([userIdOf(req), of])
  const kept = slotsKept<readonly OfferedSlots[]>(req.payload, key, factsText)
  const facts = kept?.facts ?? (await slotFactsOf(req, factsText))
  await ensureVisible(req, of, facts)
  ensureMaySearch(req, of, facts)
  const atMs = nowMs(req)
  if (kept !== undefined && kept.atMs <= atMs && atMs <= kept.untilMs) return kept.offered
  const offered = await compute(req, { ...of, dates }, facts)
  if (areOfFactsAlone(req, of, facts)) {
    const firsts = offered.map(({ slots }) => slots[0]?.startMs ?? Infinity)
    // The facts are kept too, also where nothing is free.
    const ofFacts = Math.ceil(factsText.length / FACTS_PER_SLOT)
    const weight = offered.reduce((sum, { slots }) => sum + slots.length, ofFacts)
    const untilMs = Math.min(...firsts)
    keepSlots(req.payload, key, { atMs, facts, factsText, offered, untilMs, weight })
  }
  return offered
}

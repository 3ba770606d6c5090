import type { PayloadRequest } from 'payload'
import { queueFor } from '../../db/query.ts'
import type { Refusal } from '../../domain/errors.ts'
import { wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import { windowFor, windowsOn } from '../../domain/scheduling/windows.ts'
import { tenantContext } from '../common/tenantContext.ts'
import { BEFORE_LOCK, type Check, type Judge, typeLimitOf, UNDER_LOCK } from './bookingChecks.ts'
import { type BookingFacts, holdPatient, readBookingFacts } from './bookingFacts.ts'
import { wantedClaims, type Wish } from './bookingWish.ts'
import { dayLimitScopeId } from './limits.ts'

export interface Judgement {
  readonly facts: BookingFacts
  /** Outside the working hours, on purpose. */
  readonly isOverbooked: boolean
  /** In the order of SES-2. Empty: it may be booked. */
  readonly refusals: readonly Refusal[]
}

const lockKeys = (judge: Judge): string[] => {
  const { wish, window } = judge
  const resources = [...wantedClaims(wish), ...(wish.previous ?? [])]
  const keys = resources.map(({ kind, resource }) => `${wish.tenant}:${kind}:${resource}`)
  const typeLimit = typeLimitOf(judge)
  if (typeLimit !== undefined) {
    keys.push(
      `${wish.tenant}:type:${wish.therapyType}:${dayLimitScopeId(typeLimit)}:${typeLimit.on}`,
    )
  }
  if (typeof window !== 'string' && window.row.maxSessions !== null) {
    keys.push(`${wish.tenant}:window:${window.row.id}:${window.on}`)
  }
  return keys
}

const run = async (
  checks: readonly Check[],
  judge: Judge,
  findAll: boolean,
): Promise<Refusal[]> => {
  const refusals: Refusal[] = []
  for (const check of checks) {
    const refusal = await check(judge)
    if (refusal === undefined) continue
    refusals.push(refusal)
    if (!findAll) break
  }
  return refusals
}

/**
 * Judges a booking or a move. The first failure answers; with `findAll` (a dry run) all of them, and no
 * lock is taken. Who loses a race learns it before queueing, so that a storm does not stand in line.
 * @rule SES-2 SES-3 SES-4 SES-5 TYP-4
 */
export const judgeBooking = async (
  req: PayloadRequest,
  wish: Wish,
  options: { findAll?: boolean } = {},
): Promise<Judgement> => {
  const findAll = options.findAll === true
  const [context, facts] = await Promise.all([
    tenantContext(req, wish.tenant),
    readBookingFacts(req, wish),
  ])
  const timezone = facts.location?.timezone ?? context.timezone
  const windows = windowsOn(facts.windows, wallTimeAt(wish.startMs, timezone).on)
  const window = windowFor(windows, wish, {
    locationId: wish.location,
    mode: wish.mode,
    therapyTypeId: wish.therapyType,
  })
  const judge: Judge = { context, facts, req, window, wish }
  const isOverbooked = window === 'outside'
  const early = await run([...BEFORE_LOCK, ...UNDER_LOCK], judge, findAll)
  if (findAll || early.length > 0) return { facts, isOverbooked, refusals: early }
  await holdPatient(req, wish.tenant, wish.patient)
  await queueFor(req, lockKeys(judge))
  return { facts, isOverbooked, refusals: await run(UNDER_LOCK, judge, false) }
}

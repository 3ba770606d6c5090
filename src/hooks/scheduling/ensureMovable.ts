import type { CollectionBeforeChangeHook } from 'payload'
import { userIdOf } from '../../access/rights.ts'
import { moveNotAllowed, sessionStarted } from '../../domain/scheduling/errors.ts'
import { allowedMoves, type Status } from '../../domain/scheduling/statusMachine.ts'
import { nowMs } from '../../operations/common/services.ts'
import { wantedClaims } from '../../operations/scheduling/bookingWish.ts'
import { judgeBooking } from '../../operations/scheduling/judgeBooking.ts'
import { movedFields, wishOf } from '../../operations/scheduling/sessionDraft.ts'
import type { Session } from '../../payload-types.ts'

const MOVABLE: readonly Status[] = ['requested', 'scheduled', 'confirmed', 'checked-in']

/**
 * A session is moved before it starts: the checks of SES-2 run without its own claims, it is scheduled
 * again, loses its confirmation and counts its sequence up.
 * @rule SES-15 SES-16 SES-25
 */
export const ensureMovable: CollectionBeforeChangeHook<Session> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const before = originalDoc as Session
  if (operation !== 'update') return data
  const next: Session = { ...before, ...data }
  if (movedFields(before, next).length === 0) {
    // Nothing moves, so nothing is overbooked anew either.
    return { ...data, overbooking: before.overbooking ?? {} }
  }
  const from = before.status as Status
  if (from === 'in-progress' || Date.parse(before.startsAt) <= nowMs(req)) throw sessionStarted({})
  if (!MOVABLE.includes(from)) {
    throw moveNotAllowed({ allowed: allowedMoves(from), from, to: 'scheduled' })
  }
  const [wish, previous] = [wishOf(next), wishOf(before)]
  if (wish === undefined) return data
  const { isOverbooked, refusals } = await judgeBooking(req, {
    ...wish,
    previous: previous === undefined ? [] : wantedClaims(previous),
  })
  if (refusals[0] !== undefined) throw refusals[0]
  return {
    ...data,
    confirmation: { at: null, by: null, method: null },
    overbooking: isOverbooked
      ? { by: userIdOf(req) ?? null, reason: wish.overbookReason }
      : { by: null, reason: null },
    sequence: (before.sequence ?? 0) + 1,
    status: 'scheduled',
  }
}

import type { CollectionBeforeChangeHook } from 'payload'
import { userIdOf } from '../../access/rights.ts'
import { judgeBooking } from '../../operations/scheduling/judgeBooking.ts'
import { wishOf } from '../../operations/scheduling/sessionDraft.ts'
import type { Session } from '../../payload-types.ts'

/**
 * A new session passes the checks of SES-2, under the locks of what it claims. The promise itself is
 * kept by the claims guard; this gives the clear answer.
 * @rule SES-2 SES-3 SES-4 SES-5
 */
export const ensureBookable: CollectionBeforeChangeHook<Session> = async ({
  data,
  operation,
  req,
}) => {
  const wish = operation === 'create' ? wishOf(data) : undefined
  if (wish === undefined) return data
  const { isOverbooked, refusals } = await judgeBooking(req, wish)
  if (refusals[0] !== undefined) throw refusals[0]
  return {
    ...data,
    overbooking: isOverbooked
      ? { by: userIdOf(req) ?? null, reason: wish.overbookReason }
      : { by: null, reason: null },
  }
}

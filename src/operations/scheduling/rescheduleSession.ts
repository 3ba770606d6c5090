import type { PayloadRequest } from 'payload'
import { grantIn } from '../../access/permissions.ts'
import { forbidden } from '../../domain/errors.ts'
import type { Session } from '../../payload-types.ts'
import { slugs } from '../../slugs.ts'
import { tenantOfVisible } from '../common/findVisible.ts'
import { inOperation } from '../operation/recordOperation.ts'
import { MOVE_REASON } from './recordEvent.ts'

export interface RescheduleInput {
  readonly coTherapist?: null | string | undefined
  readonly durationMinutes?: number | undefined
  readonly location?: string | undefined
  readonly mode?: 'in-person' | 'telehealth' | undefined
  /** Outside the working hours, with the right to do so. */
  readonly overbookReason?: string | undefined
  /** Kept in the session's history. */
  readonly reason?: string | undefined
  readonly room?: null | string | undefined
  /** ISO instant, or wall time at the location without an offset. */
  readonly startsAt?: string | undefined
  readonly therapist?: string | undefined
}

/**
 * Moves a session before it starts: it keeps row, number and price, is scheduled again, loses its
 * confirmation, and its reminders are planned anew. The same checks as a plain PATCH run, in its hooks.
 * Refuses as booking, `session-started`, `move-not-allowed`.
 * @rule SES-15 PRC-4
 */
export const rescheduleSession = (
  req: PayloadRequest,
  id: string,
  { overbookReason, reason, ...input }: RescheduleInput,
): Promise<Session> =>
  inOperation(
    req,
    { action: 'sessions.reschedule', document: id, resource: slugs.sessions },
    async (note) => {
      const tenant = await tenantOfVisible(req, slugs.sessions, { id })
      note({ tenant, ...(reason !== undefined && { facts: { reason } }) })
      if (grantIn(req, 'sessions.reschedule', tenant) === undefined) {
        throw forbidden({ action: 'sessions.reschedule' })
      }
      return req.payload.update({
        id,
        collection: slugs.sessions,
        context: { [MOVE_REASON]: reason },
        data: {
          ...input,
          ...(overbookReason === undefined ? {} : { overbooking: { reason: overbookReason } }),
        },
        depth: 0,
        overrideAccess: false,
        req,
      })
    },
  )

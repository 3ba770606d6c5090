import type { PayloadRequest } from 'payload'
import { userIdOf } from '../../access/rights.ts'
import type { EventSource, Status } from '../../domain/scheduling/statusMachine.ts'
import type { SessionEvent } from '../../payload-types.ts'
import { slugs } from '../../slugs.ts'
import { nowMs } from '../common/services.ts'

/** Where a reschedule leaves its reason on the request, for the hook that writes the history. */
export const MOVE_REASON = 'caseloadMoveReason'

export interface SessionEventInput {
  readonly changes?: Record<string, unknown> | undefined
  readonly from: null | Status
  readonly reason?: string | undefined
  readonly role?: string | undefined
  readonly session: string
  readonly tenant: string
  readonly to: Status
}

const sourceOf = (req: PayloadRequest): EventSource => {
  if (req.payloadAPI === 'local') return 'job'
  // The admin panel sends its forms as multipart; integrators send JSON.
  return (req.headers.get('referer') ?? '').includes('/admin') ? 'screen' : 'api'
}

/** Writes one append-only row of a session's history and answers its id. @rule SES-11 */
export const recordEvent = async (
  req: PayloadRequest,
  event: SessionEventInput,
): Promise<string> => {
  // The system writes history; nobody has a right to, so hooks and access are not asked.
  const row = (await req.payload.db.create({
    collection: slugs.sessionEvents,
    data: {
      ...event,
      at: new Date(nowMs(req)).toISOString(),
      by: userIdOf(req) ?? null,
      requestId: req.headers.get('x-request-id'),
      source: sourceOf(req),
    },
    req,
  })) as SessionEvent
  return row.id
}

import type { PayloadRequest } from 'payload'
import { userIdOf } from '../../access/rights.ts'
import { queryOne } from '../../db/query.ts'
import type { EventSource, Status } from '../../domain/scheduling/statusMachine.ts'
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

const RECORD = `
  insert into session_events (tenant_id, session_id, "from", "to", at, by_id, role, source, reason,
                              changes, request_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`

/** Writes one append-only row of a session's history and answers its id. @rule SES-11 */
export const recordEvent = async (
  req: PayloadRequest,
  event: SessionEventInput,
): Promise<string> => {
  // The system writes history; nobody has a right to, so hooks and access are not asked.
  const { id } = await queryOne<{ id: string }>(req, RECORD, [
    event.tenant,
    event.session,
    event.from,
    event.to,
    new Date(nowMs(req)).toISOString(),
    userIdOf(req) ?? null,
    event.role ?? null,
    sourceOf(req),
    event.reason ?? null,
    event.changes === undefined ? null : JSON.stringify(event.changes),
    req.headers.get('x-request-id'),
  ])
  return id
}

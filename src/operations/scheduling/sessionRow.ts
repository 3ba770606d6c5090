import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import { notFound } from '../../domain/errors.ts'
import { isUuid } from '../../domain/ids.ts'
import type { AttendanceStatus } from '../../domain/scheduling/attendance.ts'
import type { Status } from '../../domain/scheduling/statusMachine.ts'

/** A session as the moves read it, locked for the rest of the transaction. */
export interface SessionRow {
  readonly attendance: { id: string; status: AttendanceStatus }
  readonly coTherapist: null | string
  readonly endsAtMs: number
  readonly id: string
  readonly location: string
  readonly patient: string
  readonly priceMinor: number
  readonly startsAtMs: number
  readonly status: Status
  readonly tenant: string
  readonly therapist: string
  readonly timezone: string
  readonly typeFeeMinor: null | number
}

/**
 * Locks one session before its state is judged: the edited document comes first in the lock order
 * (integrity §2).
 */
export const lockSession = async (req: PayloadRequest, id: string): Promise<SessionRow> => {
  if (!isUuid(id)) throw notFound({})
  await query(req, 'select 1 from sessions where id = $1 for update', [id])
  const [row] = await query<{ session: SessionRow }>(
    req,
    `select jsonb_build_object('attendance', jsonb_build_object('id', a.id, 'status', a.status),
              'coTherapist', s.co_therapist_id,
              'endsAtMs', extract(epoch from s.ends_at) * 1000, 'id', s.id,
              'location', s.location_id, 'patient', s.patient_id,
              'priceMinor', coalesce(s.price_price_minor, 0),
              'startsAtMs', extract(epoch from s.starts_at) * 1000, 'status', s.status,
              'tenant', s.tenant_id, 'therapist', s.therapist_id, 'timezone', s.timezone,
              'typeFeeMinor', y.cancellation_fee_minor) as session
       from sessions s
       join attendances a on a.session_id = s.id and a.patient_id = s.patient_id
       join therapy_types y on y.id = s.therapy_type_id
      where s.id = $1`,
    [id],
  )
  if (row === undefined) throw notFound({})
  return row.session
}

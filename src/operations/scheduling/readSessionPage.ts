import type { PayloadRequest } from 'payload'
import { may } from '../../access/permissions.ts'
import { queryOne } from '../../db/query.ts'
import type { PriceSnapshot } from '../../domain/catalog/price.ts'
import type { AttendanceStatus } from '../../domain/scheduling/attendance.ts'
import { type CancellationReason, judgeCancellation } from '../../domain/scheduling/cancellation.ts'
import type { Status } from '../../domain/scheduling/statusMachine.ts'
import { wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import { slugs } from '../../slugs.ts'
import { tenantOfVisible } from '../common/findVisible.ts'
import { nowMs } from '../common/services.ts'
import { tenantContext } from '../common/tenantContext.ts'
import { recordEvent } from '../operation/recordEvent.ts'
import { type ChargeSummary, readCharge } from '../money/readCharge.ts'
import { type Offered, readOffered } from './readOffered.ts'
import {
  readSessionHistory,
  readSessionMessages,
  type SessionHistoryRow,
  type SessionMessage,
} from './readSessionTrail.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** A session with the names of everything it points to. Amounts are null where they are hidden. */
export interface SessionFacts {
  readonly attendance: AttendanceStatus
  readonly bookedBy: null | string
  readonly cancellation: null | {
    readonly feeMinor: null | number
    readonly reason: null | string
    readonly reasonCode: CancellationReason
    readonly side: 'clinic' | 'patient' | null
  }
  readonly coTherapist: null | string
  readonly coTherapistName: null | string
  readonly confirmation: null | { readonly at: string; readonly by: null | string }
  readonly durationMinutes: number
  readonly endedAt: null | string
  readonly endsAt: string
  readonly id: string
  readonly location: Named
  readonly mode: 'in-person' | 'telehealth'
  readonly notes: string
  readonly number: null | string
  readonly overbookingReason: null | string
  readonly patient: { readonly number: string } & Named
  readonly patientNotes: string
  readonly price: null | Pick<PriceSnapshot, 'explanation' | 'priceMinor'>
  readonly priority: 'emergency' | 'routine' | 'urgent'
  readonly room: null | string
  readonly startedAt: null | string
  readonly startsAt: string
  readonly status: Status
  readonly tenant: string
  readonly therapist: string
  readonly therapistName: string
  readonly timezone: string
  readonly type: { readonly colour: null | string } & Named
}

export interface SessionPage {
  readonly canEdit: boolean
  readonly canWaiveFee: boolean
  readonly charge: ChargeSummary | null
  readonly history: readonly SessionHistoryRow[]
  readonly isAmountVisible: boolean
  /** What cancelling from the patient's side would mean now; the fee only where amounts are seen. */
  readonly lateCancellation: {
    readonly feeMinor: null | number
    readonly freeUntil: string
    readonly isLate: boolean
  }
  /** Null for those who may not read messages. */
  readonly messages: null | readonly SessionMessage[]
  readonly offered: Offered
  readonly session: SessionFacts
  /** Today at the session's location. */
  readonly today: string
}

const iso = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** $1 session, $2 whether amounts may be read. */
const SESSION = `
  select jsonb_build_object('id', s.id, 'number', s.number, 'tenant', s.tenant_id,
           'status', s.status, 'mode', s.mode, 'priority', s.priority, 'timezone', s.timezone,
           'startsAt', ${iso('s.starts_at')}, 'endsAt', ${iso('s.ends_at')},
           'startedAt', ${iso('s.started_at')}, 'endedAt', ${iso('s.ended_at')},
           'durationMinutes', extract(epoch from s.ends_at - s.starts_at) / 60,
           'therapist', s.therapist_id, 'therapistName', u.full_name,
           'coTherapist', s.co_therapist_id, 'coTherapistName', v.full_name,
           'patient', jsonb_build_object('id', p.id, 'name', p.full_name, 'number', p.number),
           'type', jsonb_build_object('id', y.id, 'name', y.name, 'colour', y.colour),
           'location', jsonb_build_object('id', l.id, 'name', l.name), 'room', r.name,
           'notes', coalesce(s.notes, ''), 'patientNotes', coalesce(s.patient_notes, ''),
           'overbookingReason', s.overbooking_reason, 'bookedBy', b.full_name,
           'attendance', a.status,
           'confirmation', case when s.confirmation_at is not null then
             jsonb_build_object('at', ${iso('s.confirmation_at')}, 'by', s.confirmation_by) end,
           'cancellation', case when s.cancellation_reason_code is not null then
             jsonb_build_object('reasonCode', s.cancellation_reason_code,
               'reason', s.cancellation_reason, 'side', s.cancellation_side,
               'feeMinor', case when $2 then s.cancellation_fee_minor end) end,
           'price', case when $2 then jsonb_build_object('priceMinor', s.price_price_minor,
             'explanation', coalesce(s.price_explanation, '[]')) end) as session,
         coalesce(s.price_price_minor, 0)::float8 as price_minor,
         y.cancellation_fee_minor::float8 as type_fee_minor
    from sessions s
    join users u on u.id = s.therapist_id
    left join users v on v.id = s.co_therapist_id
    left join users b on b.id = s.booked_by_id
    join patients p on p.id = s.patient_id
    join therapy_types y on y.id = s.therapy_type_id
    join locations l on l.id = s.location_id
    left join rooms r on r.id = s.room_id
    left join attendances a on a.session_id = s.id and a.patient_id = s.patient_id
   where s.id = $1`

interface Row {
  price_minor: number
  session: SessionFacts
  type_fee_minor: null | number
}

/**
 * One session for its page: who, when, where, price, charge, history, messages, and what the caller may
 * do with it now. Refuses `not-found` for unknown, foreign and hidden sessions alike.
 * @rule TEN-4 SES-11 PRC-6 USR-9
 */
export const readSessionPage = async (req: PayloadRequest, id: string): Promise<SessionPage> => {
  const tenant = await tenantOfVisible(req, slugs.sessions, { id })
  const isAmountVisible = may(req, 'payments.read', tenant)
  const row = await queryOne<Row>(req, SESSION, [id, isAmountVisible])
  const { session } = row
  const { settings } = await tenantContext(req, tenant)
  const [charge, history, messages, offered] = await Promise.all([
    readCharge(req, id),
    readSessionHistory(req, { id, tenant }),
    readSessionMessages(req, { id, tenant }),
    readOffered(req, session),
  ])
  await recordEvent(req, {
    action: 'read',
    document: id,
    patients: [session.patient.id],
    resource: slugs.sessions,
    tenant,
  })
  const judged = judgeCancellation({
    nowMs: nowMs(req),
    policy: settings.scheduling.cancellation,
    priceMinor: row.price_minor,
    side: 'patient',
    startsAtMs: Date.parse(session.startsAt),
    typeFeeMinor: row.type_fee_minor,
  })
  return {
    canEdit: may(req, 'sessions.update', tenant),
    canWaiveFee: may(req, 'sessions.waive-fee', tenant),
    charge,
    history,
    isAmountVisible,
    lateCancellation: {
      feeMinor: isAmountVisible ? judged.feeMinor : null,
      freeUntil: new Date(judged.freeUntilMs).toISOString(),
      isLate: judged.isLate && session.status !== 'checked-in',
    },
    messages,
    offered,
    session,
    today: wallTimeAt(nowMs(req), session.timezone).on,
  }
}

import { MINUTE_MS } from '../../src/domain/scheduling/intervals.ts'
import { type Clinic, locationId, operatorId, roomId, tenantId, therapistId } from './clinic.ts'
import type { Row, Rows } from './copy.ts'
import { idOf } from './ids.ts'
import { contactId, patientId } from './people.ts'
import type { Visit } from './visits.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

export const at = (ms: number): string => new Date(ms).toISOString()

/** Unique in the whole set. */
export const visitIndex = ({ index, set }: Clinic, { number }: Visit): number =>
  index * set.sessions + number
export const sessionId = (clinic: Clinic, visit: Visit): string =>
  idOf('session', visitIndex(clinic, visit))
export const attendanceId = (clinic: Clinic, visit: Visit): string =>
  idOf('attendance', visitIndex(clinic, visit))

/** When it was last touched: cancelled an hour after booking and so in time, or over. */
export const closedMs = ({ bookedMs, endMs, status }: Visit): number | undefined => {
  if (status === 'cancelled') return bookedMs + HOUR_MS
  return status === 'completed' || status === 'no-show' ? endMs : undefined
}

const stampsOf = (visit: Visit): Row => ({
  updated_at: at(closedMs(visit) ?? visit.bookedMs),
  created_at: at(visit.bookedMs),
})

const price = ({ type }: Visit): Row => ({
  price_price_minor: type.defaultPriceMinor,
  price_currency: 'INR',
  price_duration_minutes: type.defaultDurationMinutes,
  price_source: 'type',
  price_explanation: [{ amountMinor: type.defaultPriceMinor, step: 'fallback' }],
})

const cancellation = (clinic: Clinic, visit: Visit): Row => {
  const is = visit.status === 'cancelled'
  return {
    cancellation_reason_code: is ? 'patient-ill' : null,
    cancellation_side: is ? 'patient' : null,
    cancellation_at: is ? at(closedMs(visit) ?? 0) : null,
    cancellation_by_id: is ? operatorId(clinic) : null,
    cancellation_fee_minor: is ? 0 : null,
  }
}

const sessionRow = (clinic: Clinic, visit: Visit): Row => {
  const { status } = visit
  return {
    id: sessionId(clinic, visit),
    tenant_id: tenantId(clinic),
    number: `S-${String(visit.number + 1).padStart(6, '0')}`,
    status,
    patient_id: patientId(clinic, visit.patient),
    therapist_id: therapistId(clinic, visit.therapist),
    therapy_type_id: visit.type.id,
    location_id: locationId(clinic),
    room_id: visit.usesRoom ? roomId(clinic, visit.therapist) : null,
    starts_at: at(visit.startMs),
    duration_minutes: visit.type.defaultDurationMinutes,
    ...price(visit),
    confirmation_at: status === 'confirmed' ? at(visit.bookedMs) : null,
    confirmation_by: status === 'confirmed' ? 'staff' : null,
    confirmation_method: status === 'confirmed' ? 'manual' : null,
    ...cancellation(clinic, visit),
    ends_at: at(visit.endMs),
    timezone: 'Asia/Kolkata',
    started_at: status === 'completed' ? at(visit.startMs) : null,
    ended_at: status === 'completed' ? at(visit.endMs) : null,
    buffer_before_minutes: 0,
    buffer_after_minutes: clinic.bufferAfterMinutes,
    booked_by_id: operatorId(clinic),
    ...stampsOf(visit),
  }
}

const ATTENDED: Readonly<Record<string, string>> = { completed: 'present', 'no-show': 'absent' }

const addAttendance = (rows: Rows, clinic: Clinic, visit: Visit): void => {
  rows.add('attendances', {
    id: attendanceId(clinic, visit),
    tenant_id: tenantId(clinic),
    session_id: sessionId(clinic, visit),
    patient_id: patientId(clinic, visit.patient),
    status: ATTENDED[visit.status] ?? 'expected',
    price_minor: visit.type.defaultPriceMinor,
    ...stampsOf(visit),
  })
}

const addEvents = (rows: Rows, clinic: Clinic, visit: Visit): void => {
  const common = {
    tenant_id: tenantId(clinic),
    session_id: sessionId(clinic, visit),
    by_id: operatorId(clinic),
    source: 'api',
  }
  const event = (nth: number, ms: number, [from, to]: readonly [null | string, string]): void => {
    const id = idOf('event', visitIndex(clinic, visit) * 2 + nth)
    const on = { at: at(ms), updated_at: at(ms), created_at: at(ms) }
    rows.add('session_events', { id, ...common, from, to, ...on })
  }
  event(0, visit.bookedMs, [null, 'scheduled'])
  const closed = closedMs(visit)
  if (closed !== undefined) event(1, closed, ['scheduled', visit.status])
}

/** What the trigger would have claimed; the exclusion constraint judges it all the same. */
const addClaims = (rows: Rows, clinic: Clinic, visit: Visit): void => {
  if (visit.status === 'cancelled' || visit.status === 'no-show') return
  const freeMs = visit.endMs + clinic.bufferAfterMinutes * MINUTE_MS
  const claim = (nth: number, kind: string, of: { resource: string; untilMs: number }): void => {
    rows.add('booking_claims', {
      id: idOf('claim', visitIndex(clinic, visit) * 4 + nth),
      tenant_id: tenantId(clinic),
      kind,
      resource_id: of.resource,
      during: `[${at(visit.startMs)},${at(of.untilMs)})`,
      session_id: sessionId(clinic, visit),
    })
  }
  claim(0, 'therapist', { resource: therapistId(clinic, visit.therapist), untilMs: freeMs })
  claim(1, 'patient', { resource: patientId(clinic, visit.patient), untilMs: visit.endMs })
  if (visit.usesRoom) {
    claim(2, 'room', { resource: roomId(clinic, visit.therapist), untilMs: freeMs })
  }
}

/** A confirmation that was sent, or a reminder that waits for its day. */
const addMessage = (
  rows: Rows,
  clinic: Clinic,
  { nowMs, visit }: { nowMs: number; visit: Visit },
): void => {
  const reminderMs = visit.startMs - DAY_MS
  const waits = visit.status !== 'cancelled' && reminderMs > nowMs + DAY_MS
  const ms = waits ? reminderMs : visit.bookedMs
  rows.add('notifications', {
    id: idOf('notification', visitIndex(clinic, visit)),
    tenant_id: tenantId(clinic),
    kind: waits ? 'reminder' : 'confirmation',
    channel: 'email',
    status: waits ? 'queued' : 'sent',
    contact_id: contactId(clinic, visit.patient),
    patient_id: patientId(clinic, visit.patient),
    session_id: sessionId(clinic, visit),
    recipient: `contact.${visit.patient}@bench.example`,
    planned_at: at(ms),
    sent_at: waits ? null : at(ms),
    dedupe_key: `bench:${visitIndex(clinic, visit)}`,
    updated_at: at(visit.bookedMs),
    created_at: at(visit.bookedMs),
  })
}

/** Sessions with their attendance, history, claims and messages. `nowMs`: messages before it are sent. */
export const addSessions = (
  rows: Rows,
  clinic: Clinic,
  of: { nowMs: number; visits: readonly Visit[] },
): void => {
  for (const visit of of.visits) {
    rows.add('sessions', sessionRow(clinic, visit))
    addAttendance(rows, clinic, visit)
    addEvents(rows, clinic, visit)
    addClaims(rows, clinic, visit)
    addMessage(rows, clinic, { nowMs: of.nowMs, visit })
  }
}

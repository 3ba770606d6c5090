import type { PayloadRequest } from 'payload'
import { grantIn, may } from '../../access/permissions.ts'
import { userIdOf } from '../../access/rights.ts'
import { query } from '../../db/query.ts'
import { forbidden } from '../../domain/errors.ts'
import { DAY_MS } from '../../domain/scheduling/intervals.ts'
import { type Status, OPEN_STATUSES } from '../../domain/scheduling/statusMachine.ts'
import { addDays, dayInterval, wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import { nowMs } from '../common/services.ts'
import { slugs } from '../../slugs.ts'
import { tenantContext } from '../common/tenantContext.ts'
import { type Offered, readOffered } from '../scheduling/readOffered.ts'
import { recordEvent } from './recordEvent.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** One of the viewer's own sessions, as their day shows it. */
export interface MySession {
  readonly coTherapist: null | string
  readonly durationMinutes: number
  /** Null where amounts are hidden, and while nothing is charged. */
  readonly dueMinor: null | number
  readonly endsAt: string
  readonly id: string
  readonly isCoTherapist: boolean
  readonly isOverbooked: boolean
  readonly location: Named
  readonly mode: 'in-person' | 'telehealth'
  readonly notes: string
  readonly number: null | string
  readonly patient: Named
  readonly patientNotes: string
  readonly priceMinor: null | number
  readonly priority: 'emergency' | 'routine' | 'urgent'
  readonly room: null | string
  readonly startsAt: string
  readonly status: Status
  readonly tenant: string
  readonly therapist: string
  readonly timezone: string
  readonly type: { readonly colour: null | string; readonly name: string }
}

export interface MyDay {
  /** The day that is shown and today, local dates of the clinic. */
  readonly on: string
  readonly sessions: readonly ({ readonly offered: Offered } & MySession)[]
  readonly today: string
  /** Over, and still neither completed nor a no-show; the latest first. */
  readonly unclosed: readonly MySession[]
  /** Begin within 24 hours and nobody has confirmed them. */
  readonly unconfirmed: readonly MySession[]
  /** The seven days after the one that is shown. */
  readonly week: readonly { readonly on: string; readonly sessions: readonly MySession[] }[]
}

const WEEK_DAYS = 7
const MOST_UNCLOSED = 50

const iso = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** $1 tenant, $2 therapist, $3 whether amounts may be read. */
const MY_SESSIONS = `
  select jsonb_build_object('id', s.id, 'number', s.number, 'tenant', s.tenant_id,
           'startsAt', ${iso('s.starts_at')}, 'endsAt', ${iso('s.ends_at')},
           'durationMinutes', extract(epoch from s.ends_at - s.starts_at) / 60,
           'timezone', s.timezone, 'status', s.status, 'mode', s.mode, 'priority', s.priority,
           'isOverbooked', s.overbooking_reason is not null,
           'notes', coalesce(s.notes, ''), 'patientNotes', coalesce(s.patient_notes, ''),
           'therapist', s.therapist_id, 'coTherapist', s.co_therapist_id,
           'isCoTherapist', s.therapist_id <> $2,
           'patient', jsonb_build_object('id', p.id, 'name', p.full_name),
           'type', jsonb_build_object('name', y.name, 'colour', y.colour),
           'location', jsonb_build_object('id', l.id, 'name', l.name), 'room', r.name,
           'priceMinor', case when $3 then s.price_price_minor end,
           'dueMinor', case when $3 then (select sum(c.cost_minor - c.settled_minor - c.waived_minor)
             from charges c where c.session_id = s.id) end) as session
    from sessions s
    join patients p on p.id = s.patient_id
    join therapy_types y on y.id = s.therapy_type_id
    join locations l on l.id = s.location_id
    left join rooms r on r.id = s.room_id
   where s.tenant_id = $1 and (s.therapist_id = $2 or s.co_therapist_id = $2)`

const IN_RANGE = `${MY_SESSIONS} and s.starts_at >= $4 and s.starts_at < $5
   order by s.starts_at, s.id`

const UNCLOSED = `${MY_SESSIONS} and s.ends_at < $4 and s.status::text = any ($5)
   order by s.starts_at desc, s.id limit ${MOST_UNCLOSED}`

const UNCONFIRMED = `${MY_SESSIONS} and s.starts_at >= $4 and s.starts_at < $5
   and s.status = 'scheduled' order by s.starts_at, s.id`

const isoOf = (ms: number): string => new Date(ms).toISOString()

/**
 * The day of one therapist: their own sessions and co-sessions, the week after, and what waits for them.
 * Nothing of colleagues is read, and amounts only where the tenant shows them to therapists.
 * Refuses `forbidden`.
 * @rule RPT-3 RPT-8 USR-9
 */
export const readMyDay = async (
  req: PayloadRequest,
  { day, tenant }: { day?: string | undefined; tenant: string },
): Promise<MyDay> => {
  const me = userIdOf(req)
  if (me === undefined || grantIn(req, 'sessions.read', tenant) === undefined) {
    throw forbidden({ action: 'sessions.read' })
  }
  const now = nowMs(req)
  const { timezone } = await tenantContext(req, tenant)
  const dayOf = (ms: number): string => wallTimeAt(ms, timezone).on
  const today = dayOf(now)
  const on = day ?? today
  const read = async (sql: string, values: readonly unknown[]): Promise<MySession[]> => {
    const own = [tenant, me, may(req, 'payments.read', tenant)]
    const rows = await query<{ session: MySession }>(req, sql, [...own, ...values])
    return rows.map(({ session }) => session)
  }
  const [range, unclosed, unconfirmed] = await Promise.all([
    read(IN_RANGE, [
      isoOf(dayInterval(on, timezone).startMs),
      isoOf(dayInterval(addDays(on, WEEK_DAYS), timezone).endMs),
    ]),
    read(UNCLOSED, [isoOf(now), [...OPEN_STATUSES]]),
    read(UNCONFIRMED, [isoOf(now), isoOf(now + DAY_MS)]),
  ])
  await recordEvent(req, {
    action: 'read',
    facts: { on, view: 'today' },
    patients: [...range, ...unclosed, ...unconfirmed].map(({ patient }) => patient.id),
    resource: slugs.sessions,
    tenant,
  })
  const sessionsOn = (date: string): MySession[] =>
    range.filter(({ startsAt }) => dayOf(Date.parse(startsAt)) === date)
  return {
    on,
    sessions: await Promise.all(
      sessionsOn(on).map(async (session) => ({
        ...session,
        offered: await readOffered(req, session),
      })),
    ),
    today,
    unclosed,
    unconfirmed,
    week: Array.from({ length: WEEK_DAYS }, (_, index) => {
      const date = addDays(on, index + 1)
      return { on: date, sessions: sessionsOn(date) }
    }),
  }
}

import type { PayloadRequest } from 'payload'
import { grantIn } from '../../access/permissions.ts'
import { membershipIn, userIdOf } from '../../access/rights.ts'
import { queryOne } from '../../db/query.ts'
import { rangeTooLong } from '../../domain/catalog/errors.ts'
import { forbidden } from '../../domain/errors.ts'
import { addDays, dayInterval, daysBetween, isDate } from '../../domain/scheduling/wallClock.ts'
import { invalidDate } from '../../domain/people/errors.ts'
import { BLOCKING_STATUSES, type Status } from '../../domain/scheduling/statusMachine.ts'
import { slugs } from '../../slugs.ts'
import { tenantAsked } from '../common/tenantAsked.ts'
import { tenantContext } from '../common/tenantContext.ts'
import { recordEvent } from '../operation/recordEvent.ts'

const MAX_DAYS = 62

export interface CalendarQuery {
  readonly from: string
  readonly location?: string | undefined
  readonly room?: string | undefined
  readonly status?: Status | undefined
  readonly tenant?: string | undefined
  readonly therapist?: string | undefined
  readonly therapyType?: string | undefined
  readonly to: string
}

interface Named {
  readonly id: string
  readonly name: string
}

/** A session in full, or a busy block of a colleague with nothing but its time. */
export type CalendarSession =
  | {
      readonly endsAt: string
      readonly isMasked: true
      readonly startsAt: string
      readonly therapist: Named
    }
  | {
      readonly colour: null | string
      readonly endsAt: string
      readonly id: string
      readonly isMasked: false
      readonly isOverbooked: boolean
      readonly location: Named
      readonly mode: string
      readonly number: null | string
      readonly patient: Named
      readonly priority: string
      readonly room: Named | null
      readonly startsAt: string
      readonly status: Status
      readonly therapist: Named
      readonly therapyType: Named
      readonly timezone: string
    }

const named = (table: string, name: string): string =>
  `json_build_object('id', ${table}.id, 'name', ${table}.${name})`

const iso = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

const MASKED = `($4::uuid is not null and s.therapist_id <> $4
                   and s.co_therapist_id is distinct from $4)`

/**
 * One range query, which writes its answer itself; what the caller may not know is never read out of the
 * database (USR-7).
 */
const CALENDAR = `
  select '[' || coalesce(string_agg(q.session::text, ','), '') || ']' as sessions,
         string_agg(q.opened::text, ',') as patients
    from (
  select case when ${MASKED} then json_build_object(
             'isMasked', true, 'startsAt', ${iso('s.starts_at')}, 'endsAt', ${iso('s.ends_at')},
             'therapist', ${named('u', 'full_name')})
           else json_build_object(
             'isMasked', false, 'id', s.id, 'number', s.number, 'startsAt', ${iso('s.starts_at')},
             'endsAt', ${iso('s.ends_at')}, 'timezone', s.timezone, 'status', s.status, 'mode', s.mode,
             'priority', s.priority, 'isOverbooked', s.overbooking_reason is not null,
             'therapist', ${named('u', 'full_name')}, 'patient', ${named('p', 'full_name')},
             'therapyType', ${named('y', 'name')}, 'colour', y.colour,
             'location', ${named('l', 'name')},
             'room', case when r.id is not null then ${named('r', 'name')} end) end as session,
         case when not ${MASKED} then p.id end as opened
    from sessions s
    join users u on u.id = s.therapist_id
    join patients p on p.id = s.patient_id
    join therapy_types y on y.id = s.therapy_type_id
    join locations l on l.id = s.location_id
    left join rooms r on r.id = s.room_id
   where s.tenant_id = $1 and s.starts_at >= $2 and s.starts_at < $3
     and ($5::uuid is null or s.therapist_id = $5 or s.co_therapist_id = $5)
     -- A masked block stays whatever is asked: a filter would tell what it hides.
     and ($6::uuid is null or s.location_id = $6 or ${MASKED})
     and ($7::uuid is null or s.room_id = $7 or ${MASKED})
     and ($8::uuid is null or s.therapy_type_id = $8 or ${MASKED})
     and ($9::text is null or s.status::text = $9 or ${MASKED})
     and (cardinality($10::uuid[]) = 0 or s.location_id = any ($10))
     and ($4::uuid is null or s.therapist_id = $4 or s.co_therapist_id = $4
          or s.status::text = any ($11))
   order by s.starts_at, s.id) as q`

interface Answer {
  /** Whom it names, joined by commas; null where it names nobody. */
  patients: null | string
  sessions: string
}

/**
 * The sessions of some local days, first and last included, in time order, as the JSON of a list of
 * `CalendarSession`. A therapist sees their own in full and colleagues' as busy blocks.
 * Refuses `invalid-date`, `range-too-long`, `forbidden`, `tenant-mismatch`.
 * @rule CAL-9 USR-7
 */
export const readCalendar = async (req: PayloadRequest, of: CalendarQuery): Promise<string> => {
  for (const field of ['from', 'to'] as const) if (!isDate(of[field])) throw invalidDate({ field })
  const days = daysBetween(of.from, of.to)
  if (days < 0) throw invalidDate({ field: 'to' })
  if (days >= MAX_DAYS) throw rangeTooLong({ maxDays: MAX_DAYS })
  const tenant = tenantAsked(req, of.tenant)
  const grant = grantIn(req, 'sessions.read', tenant)
  if (grant === undefined) throw forbidden({ action: 'sessions.read' })
  const { timezone } = membershipIn(req, tenant) ?? (await tenantContext(req, tenant))
  const { patients, sessions } = await queryOne<Answer>(req, CALENDAR, [
    tenant,
    new Date(dayInterval(of.from, timezone).startMs).toISOString(),
    new Date(dayInterval(addDays(of.to, 1), timezone).startMs).toISOString(),
    grant.reach === 'all' ? null : userIdOf(req),
    of.therapist ?? null,
    of.location ?? null,
    of.room ?? null,
    of.therapyType ?? null,
    of.status ?? null,
    [...grant.locations],
    [...BLOCKING_STATUSES],
  ])
  await recordEvent(req, {
    action: 'read',
    facts: { from: of.from, to: of.to, view: 'calendar' },
    patients: patients?.split(',') ?? [],
    resource: slugs.sessions,
    tenant,
  })
  return sessions
}

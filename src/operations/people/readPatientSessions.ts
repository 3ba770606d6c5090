import type { PayloadRequest } from 'payload'
import { grantIn, may } from '../../access/permissions.ts'
import { userIdOf } from '../../access/rights.ts'
import { query } from '../../db/query.ts'
import type { Status } from '../../domain/scheduling/statusMachine.ts'
import { nowMs } from '../common/services.ts'

export interface PatientSession {
  /** Null while nothing is charged, or where amounts are hidden. */
  readonly dueMinor: null | number
  readonly endsAt: string
  readonly id: string
  readonly location: string
  readonly number: string
  readonly priceMinor: null | number
  readonly startsAt: string
  readonly status: Status
  readonly therapist: string
  readonly therapyType: string
  readonly timezone: string
}

export interface PatientSessions {
  readonly hasMorePast: boolean
  readonly past: readonly PatientSession[]
  readonly pastTotal: number
  readonly upcoming: readonly PatientSession[]
}

export const SESSIONS_PER_PAGE = 10

const iso = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

const OF_PATIENT = `
    from sessions s
   where s.tenant_id = $1 and s.patient_id = $2 and s.status not in ('held', 'expired')
     and ($3::uuid is null or s.therapist_id = $3 or s.co_therapist_id = $3)
     and (cardinality($4::uuid[]) = 0 or s.location_id = any ($4))`

/** $6: whether amounts are read at all. */
const columns = (page: string): string => `
  select s.id, s.number, ${iso('s.starts_at')} as "startsAt", ${iso('s.ends_at')} as "endsAt",
         s.timezone, s.status, u.full_name as therapist, y.name as "therapyType", l.name as location,
         case when $6::boolean then s.price_price_minor::float8 end as "priceMinor",
         case when $6::boolean then (
           select sum(c.cost_minor - c.settled_minor - c.waived_minor)::float8
             from charges c where c.tenant_id = $1 and c.session_id = s.id) end as "dueMinor"
    from (${page}) s
    join users u on u.id = s.therapist_id
    join therapy_types y on y.id = s.therapy_type_id
    join locations l on l.id = s.location_id`

const UPCOMING = `${columns(`select s.* ${OF_PATIENT} and s.ends_at > $5
  order by s.starts_at, s.id limit ${SESSIONS_PER_PAGE}`)} order by s.starts_at, s.id`

const PAST = `${columns(`select s.* ${OF_PATIENT} and s.ends_at <= $5
  order by s.starts_at desc, s.id limit ${SESSIONS_PER_PAGE} offset $7`)}
  order by s.starts_at desc, s.id`

const COUNT = `select count(*)::int as total ${OF_PATIENT} and s.ends_at <= $5`

/**
 * The sessions of a patient whom the caller was found to see: the next ones, and a page of past ones.
 * A therapist gets their own, a limited front desk those of its locations. @rule PAT-8 USR-7 TEN-11
 */
export const readPatientSessions = async (
  req: PayloadRequest,
  { page, patient, tenant }: { page: number; patient: string; tenant: string },
): Promise<PatientSessions> => {
  const grant = grantIn(req, 'sessions.read', tenant)
  if (grant === undefined) return { hasMorePast: false, past: [], pastTotal: 0, upcoming: [] }
  const own = grant.reach === 'all' ? null : (userIdOf(req) ?? null)
  const values = [tenant, patient, own, [...grant.locations], new Date(nowMs(req)).toISOString()]
  const amounts = may(req, 'payments.read', tenant)
  const offset = (page - 1) * SESSIONS_PER_PAGE
  type Row = PatientSession & Record<string, unknown>
  const [upcoming, past, [count]] = await Promise.all([
    query<Row>(req, UPCOMING, [...values, amounts]),
    query<Row>(req, PAST, [...values, amounts, offset]),
    query<{ total: number }>(req, COUNT, values),
  ])
  const pastTotal = count?.total ?? 0
  return { hasMorePast: offset + past.length < pastTotal, past, pastTotal, upcoming }
}

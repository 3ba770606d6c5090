import type { PayloadRequest } from 'payload'
import { query, queryOne } from '../../db/query.ts'
import {
  chartMonths,
  type Comparison,
  type Figure,
  figureOf,
  shareOf,
} from '../../domain/operation/periods.ts'
import { UNCOUNTED_STATUSES } from '../../domain/scheduling/statusMachine.ts'
import { addDays, boundaryOf } from '../../domain/scheduling/wallClock.ts'

/** What a figure is asked of. */
export interface Scope extends Comparison {
  /** Only these locations; empty: all. */
  readonly locations: readonly string[]
  readonly month: string
  readonly tenant: string
  readonly timezone: string
}

const instantOn = (on: string, timezone: string): string =>
  new Date(boundaryOf(on, 0, timezone)).toISOString()

/** From, until (excluded), and the same of the month before, as instants. */
const instantsOf = ({ before, now, timezone }: Scope): string[] =>
  [now, before].flatMap(({ fromOn, toOn }) => [
    instantOn(fromOn, timezone),
    instantOn(addDays(toOn, 1), timezone),
  ])

const COUNTED = `s.tenant_id = $1 and s.status::text <> all ($6)
     and ((s.starts_at >= $2 and s.starts_at < $3) or (s.starts_at >= $4 and s.starts_at < $5))
     and (cardinality($7::uuid[]) = 0 or s.location_id = any ($7))`

const SESSIONS = `
  select count(*) filter (where s.starts_at >= $2)::int as value,
         count(*) filter (where s.starts_at < $2)::int as before
    from sessions s where ${COUNTED}`

/** Sessions of the days that were not called off: held, missed or still to come. @rule RPT-2 */
export const countSessions = async (req: PayloadRequest, scope: Scope): Promise<Figure> => {
  const { before, value } = await queryOne<{ before: number; value: number }>(req, SESSIONS, [
    scope.tenant,
    ...instantsOf(scope),
    [...UNCOUNTED_STATUSES],
    [...scope.locations],
  ])
  return figureOf(value, before)
}

export interface TherapistUse {
  readonly availableMinutes: number
  readonly bookedMinutes: number
  readonly share: number
  readonly therapist: { readonly id: string; readonly name: string }
}

export interface Utilisation extends Figure {
  readonly availableMinutes: number
  readonly bookedMinutes: number
  readonly therapists: readonly TherapistUse[]
}

interface UseRow {
  readonly available: number
  readonly availableBefore: number
  readonly booked: number
  readonly bookedBefore: number
  readonly id: string
  readonly name: string
}

const MINUTES = `(split_part(a.end_time, ':', 1)::int - split_part(a.start_time, ':', 1)::int) * 60
           + split_part(a.end_time, ':', 2)::int - split_part(a.start_time, ':', 2)::int`

/** Whoever can be booked now; a session that two therapists hold takes the time of both. */
const UTILISATION = `
  with people as (
    select distinct m.user_id as id from memberships m join memberships_roles r on r.parent_id = m.id
     where m.tenant_id = $1 and m.active and r.value = 'therapist'),
  days as (
    select d::date::text as day, extract(dow from d) as dow, true as is_now
      from generate_series($8::date, $9::date, interval '1 day') d
    union all
    select d::date::text, extract(dow from d), false
      from generate_series($10::date, $11::date, interval '1 day') d),
  open as (
    select a.therapist_id as id, d.is_now, sum(${MINUTES}) as minutes
      from availability a
      join days d on d.dow = a.day_of_week and d.day >= coalesce(a.effective_from_on, d.day)
                 and d.day <= coalesce(a.effective_to_on, d.day)
     where a.tenant_id = $1 and a.active
       and (cardinality($7::uuid[]) = 0 or a.location_id = any ($7))
     group by 1, 2),
  taken as (
    select t.id, s.starts_at >= $2 as is_now,
           sum(extract(epoch from s.ends_at - s.starts_at) / 60) as minutes
      from sessions s cross join lateral (values (s.therapist_id), (s.co_therapist_id)) t(id)
     where ${COUNTED} and t.id is not null
     group by 1, 2)
  select p.id, u.full_name as name,
         coalesce((select minutes from open where id = p.id and is_now), 0)::float8 as available,
         coalesce((select minutes from open where id = p.id and not is_now), 0)::float8 as "availableBefore",
         coalesce((select minutes from taken where id = p.id and is_now), 0)::float8 as booked,
         coalesce((select minutes from taken where id = p.id and not is_now), 0)::float8 as "bookedBefore"
    from people p join users u on u.id = p.id
   order by u.full_name, p.id`

const sum = (rows: readonly UseRow[], of: keyof Omit<UseRow, 'id' | 'name'>): number =>
  rows.reduce((total, row) => total + row[of], 0)

/**
 * Booked ÷ available minutes of the therapists who work here now, on the wall clock.
 * @rule RPT-4
 */
export const computeUtilisation = async (
  req: PayloadRequest,
  scope: Scope,
): Promise<Utilisation> => {
  const all = await query<UseRow>(req, UTILISATION, [
    scope.tenant,
    ...instantsOf(scope),
    [...UNCOUNTED_STATUSES],
    [...scope.locations],
    ...[scope.now, scope.before].flatMap(({ fromOn, toOn }) => [fromOn, toOn]),
  ])
  const [availableMinutes, bookedMinutes] = [sum(all, 'available'), sum(all, 'booked')]
  const before = shareOf(sum(all, 'bookedBefore'), sum(all, 'availableBefore'))
  return {
    ...figureOf(shareOf(bookedMinutes, availableMinutes), before),
    availableMinutes,
    bookedMinutes,
    therapists: all
      .filter(({ available, booked }) => available > 0 || booked > 0)
      .map(({ available, booked, id, name }) => ({
        availableMinutes: available,
        bookedMinutes: booked,
        share: shareOf(booked, available),
        therapist: { id, name },
      })),
  }
}

const REVENUE = `
  select left(t.effective_on, 7) as month, -sum(e.amount_minor)::float8 as total,
         -coalesce(sum(e.amount_minor) filter (where t.effective_on <= $4), 0)::float8 as "sameDays"
    from ledger_transfers t
    join ledger_entries e on e.transfer_id = t.id
    join ledger_accounts a on a.id = e.account_id and a.tenant_id = t.tenant_id and a.kind = 'revenue'
   where t.tenant_id = $1 and t.effective_on >= $2 and t.effective_on <= $3
   group by 1`

export interface Revenue extends Figure {
  /** The last six months, the oldest first; the present one up to today. */
  readonly months: readonly { readonly month: string; readonly revenueMinor: number }[]
}

/**
 * What the ledger's revenue account earned on the days: fees of sessions on the session's own date, less
 * what cancellations took back, paid or not.
 * @rule MON-5 MON-6 MON-12
 */
export const sumRevenue = async (req: PayloadRequest, scope: Scope): Promise<Revenue> => {
  const months = chartMonths(scope.month)
  const rows = await query<{ month: string; sameDays: number; total: number }>(req, REVENUE, [
    scope.tenant,
    `${months[0] ?? scope.month}-01`,
    scope.now.toOn,
    scope.before.toOn,
  ])
  const of = (month: string) => rows.find((row) => row.month === month)
  const value = of(scope.month)?.total ?? 0
  return {
    ...figureOf(value, of(scope.before.fromOn.slice(0, 7))?.sameDays ?? 0),
    months: months.map((month) => ({ month, revenueMinor: of(month)?.total ?? 0 })),
  }
}

/** What was posted after a day and also counts after it: an event entered late counts from its own date. */
const since = (day: string, end: string): string => `coalesce((
    select sum(e.amount_minor) from ledger_transfers t
      join ledger_entries e on e.transfer_id = t.id
      join ledger_accounts a on a.id = e.account_id and a.kind = 'patient-receivable'
     where t.tenant_id = $1 and t.effective_on > ${day} and t.created_at >= ${end}), 0)`

const DUES = `
  with owed as (
    select coalesce(sum(balance_minor), 0) as minor from ledger_accounts
     where tenant_id = $1 and kind = 'patient-receivable')
  select (minor - case when $6 then 0 else ${since('$2', '$3::timestamptz')} end)::float8 as value,
         (minor - ${since('$4', '$5::timestamptz')})::float8 as before
    from owed`

/** What patients owe at the end of the days; up to today: what they owe now. @rule MON-4 */
export const sumDues = async (
  req: PayloadRequest,
  { isPresent, scope }: { isPresent: boolean; scope: Scope },
): Promise<Figure> => {
  const endOf = (on: string): string => instantOn(addDays(on, 1), scope.timezone)
  const { before, value } = await queryOne<{ before: number; value: number }>(req, DUES, [
    scope.tenant,
    scope.now.toOn,
    endOf(scope.now.toOn),
    scope.before.toOn,
    endOf(scope.before.toOn),
    isPresent,
  ])
  return figureOf(value, before)
}

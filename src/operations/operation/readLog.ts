import type { PayloadRequest } from 'payload'
import { may } from '../../access/permissions.ts'
import { membershipIn } from '../../access/rights.ts'
import { queryBuilt } from '../../db/query.ts'
import { rangeTooLong } from '../../domain/catalog/errors.ts'
import { forbidden } from '../../domain/errors.ts'
import { invalidDate } from '../../domain/people/errors.ts'
import {
  addDays,
  dayInterval,
  daysBetween,
  isDate,
  wallTimeAt,
} from '../../domain/scheduling/wallClock.ts'
import { systemClock } from '../../providers/clock/clock.ts'
import { tenantAsked } from '../common/tenantAsked.ts'
import { tenantContext } from '../common/tenantContext.ts'

export interface LogQuery {
  readonly action?: string | undefined
  /** First and last day, local dates of the clinic; without them the last thirty. */
  readonly from?: string | undefined
  readonly page?: number | undefined
  readonly patient?: string | undefined
  readonly resource?: string | undefined
  readonly tenant?: string | undefined
  readonly to?: string | undefined
  readonly user?: string | undefined
}

interface Named {
  readonly id: string
  readonly name: string
}

export interface LogLine {
  readonly action: string
  readonly address: null | string
  readonly at: string
  readonly changes: null | Readonly<Record<string, readonly [unknown, unknown]>>
  readonly document: null | string
  readonly id: string
  readonly patientCount: number
  /** The first few of them. */
  readonly patients: readonly Named[]
  readonly requestId: null | string
  readonly resource: string
  readonly role: null | string
  readonly user: Named | null
}

export interface LogPage {
  readonly from: string
  readonly hasMore: boolean
  readonly lines: readonly LogLine[]
  readonly page: number
  readonly to: string
}

const PER_PAGE = 50
const MOST_DAYS = 366
const DAYS = 30
const MOST_NAMED = 5

/** Only what was asked stands in the statement, so that the index of patients is used. */
const LOG = (conditions: readonly string[]): string => `
  select l.id, to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, l.action,
         l.resource, l.document, l.role, l.address, l.request_id as "requestId", l.changes,
         coalesce(jsonb_array_length(l.patients), 0) as "patientCount",
         case when u.id is not null then jsonb_build_object('id', u.id, 'name', u.full_name) end as user,
         (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.full_name)), '[]')
            from (select jsonb_array_elements_text(l.patients) as id limit ${MOST_NAMED}) n
            join patients p on p.id = n.id::uuid) as patients
    from (select * from audit_log where ${conditions.join(' and ')}
           order by at desc, id desc limit ${PER_PAGE + 1} offset $4) l
    left join users u on u.id = l.user_id
   order by l.at desc, l.id desc`

const rangeOf = (
  { from, to }: LogQuery,
  { now, timezone }: { now: number; timezone: string },
): { from: string; to: string } => {
  for (const [field, value] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (value !== undefined && !isDate(value)) throw invalidDate({ field })
  }
  const last = to ?? wallTimeAt(now, timezone).on
  const first = from ?? addDays(last, 1 - DAYS)
  const days = daysBetween(first, last)
  if (days < 0) throw invalidDate({ field: 'to' })
  if (days >= MOST_DAYS) throw rangeTooLong({ maxDays: MOST_DAYS })
  return { from: first, to: last }
}

/**
 * Who did and opened what in some days of a clinic, the newest first.
 * Refuses `forbidden`, `tenant-mismatch`, `invalid-date`, `range-too-long`.
 * @rule AUD-6
 */
export const readLog = async (req: PayloadRequest, of: LogQuery): Promise<LogPage> => {
  const tenant = tenantAsked(req, of.tenant)
  if (!may(req, 'audit.read', tenant)) throw forbidden({ action: 'audit.read' })
  const { timezone } = membershipIn(req, tenant) ?? (await tenantContext(req, tenant))
  // The log is written by the database's clock.
  const range = rangeOf(of, { now: systemClock.nowMs(), timezone })
  const page = of.page ?? 1
  const values: unknown[] = [
    tenant,
    new Date(dayInterval(range.from, timezone).startMs).toISOString(),
    new Date(dayInterval(addDays(range.to, 1), timezone).startMs).toISOString(),
    (page - 1) * PER_PAGE,
  ]
  const conditions = ['tenant_id = $1', 'at >= $2', 'at < $3']
  const filters: readonly (readonly [sql: string, value: unknown])[] = [
    ['user_id = ', of.user],
    ['patients @> ', of.patient === undefined ? undefined : JSON.stringify([of.patient])],
    ['resource = ', of.resource],
    ['action = ', of.action],
  ]
  for (const [sql, value] of filters) {
    if (value !== undefined) conditions.push(`${sql}$${values.push(value)}`)
  }
  const rows = await queryBuilt<LogLine & Record<string, unknown>>(req, LOG(conditions), values)
  return { ...range, hasMore: rows.length > PER_PAGE, lines: rows.slice(0, PER_PAGE), page }
}

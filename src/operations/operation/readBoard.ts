import type { PayloadRequest } from 'payload'
import { grantIn, may, type Permission } from '../../access/permissions.ts'
import { membershipIn } from '../../access/rights.ts'
import { query } from '../../db/query.ts'
import { forbidden } from '../../domain/errors.ts'
import { offeredActions, opensAtMs } from '../../domain/scheduling/offeredActions.ts'
import type { MoveAction, Mover, Status } from '../../domain/scheduling/statusMachine.ts'
import { addDays, dayInterval, wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import { nowMs } from '../common/services.ts'
import { slugs } from '../../slugs.ts'
import { type TenantContext, tenantContext } from '../common/tenantContext.ts'
import { recordEvent } from './recordEvent.ts'

interface Named {
  readonly id: string
  readonly name: string
}

interface BoardRow extends Record<string, unknown> {
  readonly contact: { readonly name: string; readonly phone: null | string } | null
  /** Null where there are none to see. */
  readonly duesMinor: null | number
  readonly endsAt: string
  readonly id: string
  readonly location: Named
  readonly mode: string
  readonly number: string
  readonly patient: { readonly number: string } & Named
  readonly room: Named | null
  readonly startsAt: string
  readonly status: Status
  readonly therapist: Named
  readonly therapyType: Named
  readonly timezone: string
}

export type BoardSession = { readonly actions: readonly MoveAction[] } & BoardRow

export interface Board {
  /** Expected, here, seen or missed today, in time order; cancelled ones are counted only. */
  readonly arrivals: readonly BoardSession[]
  readonly canRecordPayments: boolean
  readonly cancelledToday: number
  /** Nobody came, and it is late enough to say so. */
  readonly missing: readonly BoardSession[]
  readonly nowAt: string
  readonly running: readonly BoardSession[]
  readonly todayOn: string
  /** Scheduled today or tomorrow, still to begin, and nobody has said they come. */
  readonly unconfirmed: readonly BoardSession[]
}

const named = (table: string, name: string): string =>
  `jsonb_build_object('id', ${table}.id, 'name', ${table}.${name})`

const iso = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

/** What the caller may not know is never read: phones by $7, dues by $8. */
const SESSIONS = `
  select s.id, s.number, ${iso('s.starts_at')} as "startsAt", ${iso('s.ends_at')} as "endsAt",
         s.timezone, s.status, s.mode, ${named('u', 'full_name')} as therapist,
         ${named('y', 'name')} as "therapyType", ${named('l', 'name')} as location,
         jsonb_build_object('id', p.id, 'name', p.full_name, 'number', p.number) as patient,
         case when r.id is not null then ${named('r', 'name')} end as room,
         case when $7::boolean and c.id is not null
           then jsonb_build_object('name', c.full_name, 'phone', c.phone) end as contact,
         case when $8::boolean then d.shown_minor::float8 end as "duesMinor"
    from sessions s
    join users u on u.id = s.therapist_id
    join patients p on p.id = s.patient_id
    join therapy_types y on y.id = s.therapy_type_id
    join locations l on l.id = s.location_id
    left join rooms r on r.id = s.room_id
    left join contacts c on c.id = p.primary_contact_id
    left join ledger_accounts d on d.id = p.dues_account_id
   where s.tenant_id = $1 and s.starts_at >= $2 and s.starts_at < $3
     and ($4::uuid is null or s.therapist_id = $4 or s.co_therapist_id = $4)
     and ($5::uuid is null or s.location_id = $5)
     and (cardinality($6::uuid[]) = 0 or s.location_id = any ($6))
     and s.status not in ('held', 'expired', 'rescheduled')
   order by s.starts_at, s.id`

export interface BoardInput {
  readonly location?: string | undefined
  readonly tenant: string
  readonly therapist?: string | undefined
}

const readRows = async (
  req: PayloadRequest,
  of: BoardInput & { todayOn: string; timezone: string },
): Promise<BoardRow[]> => {
  const grant = grantIn(req, 'sessions.read', of.tenant)
  if (grant?.reach !== 'all') throw forbidden({ action: 'sessions.read' })
  const at = (days: number): string =>
    new Date(dayInterval(addDays(of.todayOn, days), of.timezone).startMs).toISOString()
  return query<BoardRow>(req, SESSIONS, [
    of.tenant,
    at(0),
    at(2),
    of.therapist ?? null,
    of.location ?? null,
    [...grant.locations],
    may(req, 'contacts.read', of.tenant),
    may(req, 'payments.read', of.tenant),
  ])
}

const OF_DESK: readonly MoveAction[] = ['cancel', 'check-in', 'confirm', 'no-show']

/** The desk's actions on a session: by role, state and time. */
const actionsOn = (
  req: PayloadRequest,
  { id: tenant, settings }: TenantContext,
  { startsAt, status }: BoardRow,
): MoveAction[] => {
  const roles = membershipIn(req, tenant)?.roles ?? []
  return offeredActions({
    movers: roles.filter(
      (role): role is 'admin' & Mover => role === 'admin' || role === 'operator',
    ),
    nowMs: nowMs(req),
    settings: settings.scheduling,
    startsAtMs: Date.parse(startsAt),
    status,
  }).filter(
    (action) => OF_DESK.includes(action) && may(req, `sessions.${action}` as Permission, tenant),
  )
}

const HERE: readonly Status[] = ['checked-in', 'in-progress']
const CANCELLED: readonly Status[] = ['cancelled', 'late-cancelled']
const EXPECTED: readonly Status[] = ['scheduled', 'confirmed']

/**
 * The front desk's day: who comes, who has not said so, who is here, who did not come.
 * Refuses `forbidden` to whoever does not see the whole clinic's sessions.
 * @rule RPT-1 TEN-11 USR-9
 */
export const readBoard = async (req: PayloadRequest, of: BoardInput): Promise<Board> => {
  const context = await tenantContext(req, of.tenant)
  const now = nowMs(req)
  const todayOn = wallTimeAt(now, context.timezone).on
  const tomorrowMs = dayInterval(todayOn, context.timezone).endMs
  const rows = await readRows(req, { ...of, timezone: context.timezone, todayOn })
  await recordEvent(req, {
    action: 'read',
    facts: { view: 'board' },
    patients: rows.map(({ patient }) => patient.id),
    resource: slugs.sessions,
    tenant: of.tenant,
  })
  const sessions = rows.map((row) => ({ ...row, actions: actionsOn(req, context, row) }))
  const today = sessions.filter(({ startsAt }) => Date.parse(startsAt) < tomorrowMs)
  const isTooLate = ({ startsAt, status }: BoardRow): boolean =>
    EXPECTED.includes(status) &&
    now >=
      opensAtMs('no-show', {
        settings: context.settings.scheduling,
        startsAtMs: Date.parse(startsAt),
      })
  return {
    arrivals: today.filter(({ status }) => !CANCELLED.includes(status)),
    canRecordPayments: may(req, 'payments.record', of.tenant),
    cancelledToday: today.filter(({ status }) => CANCELLED.includes(status)).length,
    missing: today.filter(isTooLate),
    nowAt: new Date(now).toISOString(),
    running: today.filter(({ status }) => HERE.includes(status)),
    todayOn,
    unconfirmed: sessions.filter(
      ({ startsAt, status }) => status === 'scheduled' && Date.parse(startsAt) >= now,
    ),
  }
}

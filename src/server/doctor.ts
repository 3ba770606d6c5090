import type { Payload } from 'payload'
import { asSystem } from '../db/scope.ts'
import type { Adapter } from '../db/types.ts'
import { verifyChain } from '../operations/operation/verifyEvents.ts'
import { missingGuards, pendingMigrations, wrongKeys } from './health.ts'

export interface Check {
  /** What is wrong; empty: nothing. */
  readonly findings: readonly string[]
  readonly name: string
  readonly ok: boolean
}

const MIN_POSTGRES = 150_000

const rowsOf = async (payload: Payload, sql: string): Promise<Record<string, string>[]> => {
  const { pool } = payload.db as unknown as Adapter
  const { rows } = await asSystem('check-guards', () => pool.query(sql))
  return rows as Record<string, string>[]
}

const checkPostgres = async (payload: Payload): Promise<string[]> => {
  const [row] = await rowsOf(payload, `select current_setting('server_version_num') as version`)
  return Number(row?.version) >= MIN_POSTGRES ? [] : ['PostgreSQL is older than 15']
}

/** The role that serves must not be able to look past the guards. */
const checkRole = async (payload: Payload): Promise<string[]> => {
  const [row] = await rowsOf(
    payload,
    `select current_user as name, rolsuper::text as super, rolbypassrls::text as bypass,
            (select count(*) from pg_class c where c.relowner = r.oid)::text as owned
       from pg_roles r where rolname = current_user`,
  )
  return [
    ...(row?.super === 'true' ? [`${row.name} is a superuser`] : []),
    ...(row?.bypass === 'true' ? [`${row.name} bypasses row-level security`] : []),
    ...(row?.owned === '0' ? [] : [`${row?.name ?? 'the role'} owns tables`]),
  ]
}

const checkLedger = async (payload: Payload): Promise<string[]> => {
  const rows = await rowsOf(
    payload,
    'select violation, reference from fin.violations order by 1, 2 limit 50',
  )
  return rows.map(({ reference, violation }) => `${violation ?? ''} ${reference ?? ''}`)
}

/** Every session claims what it takes, and nothing else is claimed. */
const checkClaims = async (payload: Payload): Promise<string[]> => {
  const rows = await rowsOf(
    payload,
    `with wanted as (
       select s.tenant_id, s.id, c.* from sessions s cross join lateral claims.of_session(s) c),
     held as (
       select tenant_id, session_id, kind, resource_id, lane, during from booking_claims)
     select distinct id from (
       (table wanted except table held) union all (table held except table wanted)) d
      order by id limit 50`,
  )
  return rows.map(({ id }) => `session ${id ?? ''} and its claims disagree`)
}

const checkMessages = async (payload: Payload): Promise<string[]> => {
  const [row] = await rowsOf(
    payload,
    `select count(*)::text as late from notifications
      where status = 'queued' and greatest(planned_at, coalesce(not_before_at, planned_at))
            < now() - interval '5 minutes'`,
  )
  return row?.late === '0' ? [] : [`${row?.late ?? ''} due messages are unsent for five minutes`]
}

const UNSEALED = `
  select count(*)::text as lines, extract(epoch from now() - min(at))::int::text as age
    from audit_log l
   where l.at < now() - interval '60 seconds'
     and not exists (select from audit_seals s where s.log_id = l.id)`

/** Each chain is whole, and its end is not left open. @rule AUD-4 */
const checkAudit = async (payload: Payload): Promise<string[]> => {
  const findings: string[] = []
  const chains = await rowsOf(
    payload,
    `select tenant_id::text as tenant from audit_heads
      union select tenant_id::text from audit_seals order by 1`,
  )
  for (const { tenant = '' } of chains) {
    const { broken } = await verifyChain(payload, tenant)
    if (broken === null) continue
    const { fault, id, seq } = broken
    findings.push(`${tenant}: line ${seq ?? 'outside the chain'} (${id ?? 'unknown'}) is ${fault}`)
  }
  const [open] = await rowsOf(payload, UNSEALED)
  if (open?.lines !== '0') {
    findings.push(`${open?.lines ?? ''} lines are unsealed, the oldest for ${open?.age ?? ''} s`)
  }
  return findings
}

const CHECKS: Readonly<Record<string, (payload: Payload) => Promise<string[]>>> = {
  audit: checkAudit,
  claims: checkClaims,
  database: checkPostgres,
  guards: missingGuards,
  keys: wrongKeys,
  ledger: checkLedger,
  messages: checkMessages,
  migrations: pendingMigrations,
  role: checkRole,
}

/** `caseload doctor`: runs every check; one that cannot run has found something. */
export const examine = async (payload: Payload): Promise<Check[]> => {
  const checks: Check[] = []
  for (const [name, check] of Object.entries(CHECKS)) {
    const findings = await check(payload).catch((error: unknown) => [
      error instanceof Error ? error.message : 'failed',
    ])
    checks.push({ findings, name, ok: findings.length === 0 })
  }
  return checks
}

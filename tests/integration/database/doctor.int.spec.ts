import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { asSystem } from '../../../src/db/scope.ts'
import { migrations } from '../../../src/db/migrations/index.ts'
import { type Check, examine } from '../../../src/server/doctor.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { asRoot } from '../../support/sql.ts'
import { fillClinic, type FullClinic } from './tenantRows.ts'

let app: TestApp
let clinic: FullClinic

beforeAll(async () => {
  app = await startTestApp()
  clinic = await fillClinic(app)
  // The clinic of the tests lives in a time of its own; the worker has been there.
  await app.sql(`update notifications set status = 'sent'`)
}, 120_000)
afterAll(() => app.close())

const NAMES = [
  ...['audit', 'claims', 'database', 'guards', 'keys'],
  ...['ledger', 'messages', 'migrations', 'role'],
]

const findingsOf = (checks: readonly Check[]): Record<string, readonly string[]> =>
  Object.fromEntries(
    checks
      .filter(({ findings }) => findings.length > 0)
      .map(({ findings, name }) => [name, findings]),
  )

/** Breaks one row past its guards. */
const past = (table: string, sql: string): string =>
  `alter table ${table} disable trigger user; ${sql}; alter table ${table} enable trigger user`

interface Illness {
  readonly by: () => string
  readonly findings: () => Record<string, unknown>
  readonly heal: () => string
  readonly what: string
}

const disagree = (): object => ({
  claims: [`session ${String(clinic.session.id)} and its claims disagree`],
})
const session = (): string => `where id = '${String(clinic.session.id)}'`
const claims = (): string => `where session_id = '${String(clinic.session.id)}'`
const cash = (): string => `where kind = 'cash' and tenant_id = '${clinic.tenant.id}'`
/** The trigger writes the claims anew. */
const CLAIM_AGAIN = (): string =>
  `update sessions set status = 'cancelled' ${session()}; update sessions set status = 'scheduled' ${session()}`

const ILLNESSES: readonly Illness[] = [
  {
    by: () => past('sessions', `update sessions set status = 'cancelled' ${session()}`),
    findings: disagree as never,
    heal: () => `update sessions set status = 'scheduled' ${session()}`,
    what: 'claims of a session that is cancelled',
  },
  {
    by: () => `delete from booking_claims ${claims()}`,
    findings: disagree as never,
    heal: CLAIM_AGAIN,
    what: 'a session without claims',
  },
  {
    by: () => `delete from booking_claims ${claims()} and kind = 'therapist'`,
    findings: disagree as never,
    heal: CLAIM_AGAIN,
    what: 'a session without the claim on its therapist',
  },
  {
    by: () =>
      past(
        'sessions',
        `update sessions set starts_at = starts_at + interval '1 hour',
        ends_at = ends_at + interval '1 hour' ${session()}`,
      ),
    findings: disagree as never,
    heal: () => `update sessions set starts_at = starts_at - interval '1 hour',
      ends_at = ends_at - interval '1 hour' ${session()}`,
    what: 'claims at another time than the session',
  },
  {
    by: () =>
      past('sessions', `update sessions set therapist_id = '${clinic.therapist2.id}' ${session()}`),
    findings: disagree as never,
    heal: () => `update sessions set therapist_id = '${clinic.therapist.id}' ${session()}`,
    what: 'claims on another therapist than the session has',
  },
  {
    by: () => 'drop index settings_one_per_tenant',
    findings: () => ({ guards: ['index settings_one_per_tenant'] }),
    heal: () => 'create unique index settings_one_per_tenant on settings (tenant_id)',
    what: 'a guard that is gone',
  },
  {
    by: () =>
      past(
        'ledger_accounts',
        `update ledger_accounts set balance_minor = balance_minor + 1,
        shown_minor = shown_minor + 1 ${cash()}`,
      ),
    findings: () => ({
      ledger: [
        expect.stringMatching(/^balance-differs [0-9a-f-]{36}$/),
        `books-not-zero ${clinic.tenant.id} INR`,
      ],
    }),
    heal: () =>
      past(
        'ledger_accounts',
        `update ledger_accounts set balance_minor = balance_minor - 1,
        shown_minor = shown_minor - 1 ${cash()}`,
      ),
    what: 'money that nobody paid',
  },
  {
    by: () => `insert into notifications (tenant_id, kind, channel, status, planned_at, dedupe_key)
      values ('${clinic.tenant.id}', 'reminder', 'email', 'queued', now() - interval '6 minutes', 'late')`,
    findings: () => ({ messages: ['1 due messages are unsent for five minutes'] }),
    heal: () => `delete from notifications where dedupe_key = 'late'`,
    what: 'a message that is due for six minutes',
  },
  {
    by: () => 'delete from payload_migrations',
    findings: () => ({ migrations: migrations.map(({ name }) => name) }),
    heal: () => `insert into payload_migrations (name, batch)
      values ${migrations.map(({ name }) => `('${name}', 1)`).join(', ')}`,
    what: 'a migration that is pending',
  },
  {
    by: () => 'alter table rooms owner to caseload_runtime',
    findings: () => ({ guards: ['role caseload_runtime'], role: ['caseload_runtime owns tables'] }),
    heal: () => 'alter table rooms owner to caseload_owner',
    what: 'a server that owns a table',
  },
]

describe('doctor', () => {
  it('should find a clinic well that books, bills, is paid and writes', async () => {
    const checks = await examine(app.payload)
    expect(checks).toEqual(NAMES.map((name) => ({ findings: [], name, ok: true })))
  })

  it.each(ILLNESSES)('should find $what, and nothing else', async ({ by, findings, heal }) => {
    await asRoot(app.database, by())
    const checks = await examine(app.payload)
    await asRoot(app.database, heal())
    expect(findingsOf(checks)).toEqual(findings())
    expect(checks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(Object.keys(findings()))
    expect(findingsOf(await examine(app.payload))).toEqual({})
  })

  it('should not mind a message that is put off, or due only now', async () => {
    await app.sql(
      `insert into notifications (tenant_id, kind, channel, status, planned_at, not_before_at, dedupe_key)
       values ($1, 'reminder', 'email', 'queued', now() - interval '1 hour', now() + interval '1 hour', 'put off'),
              ($1, 'reminder', 'email', 'queued', now() - interval '4 minutes', null, 'now')`,
      [clinic.tenant.id],
    )
    const checks = await examine(app.payload)
    await app.sql(`delete from notifications where dedupe_key in ('put off', 'now')`)
    expect(findingsOf(checks)).toEqual({})
  })

  it('should find something where a check cannot run', async () => {
    await asRoot(app.database, 'revoke select on fin.violations from caseload_runtime')
    const checks = await examine(app.payload)
    await asRoot(app.database, 'grant select on fin.violations to caseload_runtime')
    expect(checks.find(({ name }) => name === 'ledger')).toMatchObject({ ok: false })
  })

  it('should look at every clinic, also where somebody asks it in the scope of none', async () => {
    await asRoot(app.database, `delete from booking_claims ${claims()}`)
    const checks = await asSystem('test', () => examine(app.payload))
    await asRoot(app.database, CLAIM_AGAIN())
    expect(findingsOf(checks)).toEqual(disagree())
  })
})

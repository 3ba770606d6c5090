import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { emailOf, PASSWORD } from '../../../bench/load/clinic.ts'
import { loadSet } from '../../../bench/load/load.ts'
import { DATA_SETS } from '../../../bench/load/sets.ts'
import { examine } from '../../../src/server/doctor.ts'
import { slugs } from '../../../src/slugs.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

const SMALL = { ...DATA_SETS.S, patients: 20, sessions: 100, tenants: 2, therapists: 2 }
const TODAY = '2026-06-01'

const TABLES = `
  select table_name as name from information_schema.tables
   where table_schema = 'public' and table_type = 'BASE TABLE'
     and table_name not in ('payload_migrations', 'guard_inventory') order by 1`

/** Every row of every table, as text. */
const digest = async ({ sql }: Pick<TestDatabase, 'sql'>): Promise<Record<string, string>> => {
  const digests: Record<string, string> = {}
  for (const { name } of await sql<{ name: string }>(TABLES)) {
    const [row] = await sql<{ count: string; md5: string }>(
      `select count(*)::text as count, md5(coalesce(string_agg(t::text, '' order by t::text), ''))
         from "${name}" t`,
    )
    digests[name] = `${row?.count ?? ''} ${row?.md5 ?? ''}`
  }
  return digests
}

let app: TestApp

beforeAll(async () => {
  app = await startTestApp({ nowMs: Date.parse(`${TODAY}T06:00:00Z`) })
  await loadSet(app.database.rootUrl, { set: SMALL, today: TODAY })
  // The reminders lie in the time of the data set, the doctor in ours.
  await app.sql(`update notifications set status = 'sent' where status = 'queued'`)
}, 120_000)
afterAll(() => app.close())

const countOf = async (from: string): Promise<number> => {
  const [row] = await app.sql<{ count: number }>(`select count(*)::int as count from ${from}`)
  return row?.count ?? -1
}

describe('the loader of data sets', () => {
  it('should leave a database in which the doctor finds nothing', async () => {
    const checks = await examine(app.payload)
    expect(checks.filter(({ ok }) => !ok)).toEqual([])
    expect(checks.length).toBeGreaterThan(6)
  })

  it('should leave books without a violation, with money in them', async () => {
    expect(await countOf('fin.violations')).toBe(0)
    expect(await countOf('ledger_entries')).toBeGreaterThan(400)
    expect(await countOf('payment_allocations')).toBeGreaterThan(20)
    expect(
      await countOf(`ledger_accounts where kind = 'patient-credit' and balance_minor < 0`),
    ).toBeGreaterThan(0)
  })

  it('should load as many of each as the set says, with claims for every session that takes time', async () => {
    expect(await countOf('tenants')).toBe(2)
    expect(await countOf('patients')).toBe(40)
    expect(await countOf('sessions')).toBe(200)
    const blocking = await countOf('sessions where claims.is_blocking(status::text)')
    expect(await countOf(`booking_claims where kind = 'therapist'`)).toBe(blocking)
    expect(blocking).toBeGreaterThan(150)
  })

  it('should leave the triggers on that it did without', async () => {
    expect(await countOf(`pg_trigger where not tgisinternal and tgenabled <> 'O'`)).toBe(0)
  })

  it('should leave people who sign in and see the patients of their own clinic only', async () => {
    const { token, user } = await app.payload.login({
      collection: slugs.users,
      data: { email: emailOf(1, 'operator'), password: PASSWORD },
    })
    expect(token).toBeTruthy()
    const { body, status } = await app.rest('GET', '/patients?limit=100', {
      headers: { authorization: `JWT ${token ?? ''}` },
    })
    const [tenant] = (user as unknown as { tenants: { tenant: string }[] }).tenants
    expect(status).toBe(200)
    expect(body.totalDocs).toBe(20)
    expect(new Set(body.docs.map((doc: { tenant: string }) => doc.tenant))).toEqual(
      new Set([tenant?.tenant]),
    )
  })

  it('should refuse a database that is not empty', async () => {
    const before = await countOf('users')
    await expect(loadSet(app.database.rootUrl, { set: SMALL, today: TODAY })).rejects.toThrow(
      'only an empty database is loaded',
    )
    expect(await countOf('users')).toBe(before)
  })
})

describe('two loads of the same set on the same day', () => {
  const databases: TestDatabase[] = []
  const load = async (today: string): Promise<Record<string, string>> => {
    const database = await createTestDatabase()
    databases.push(database)
    await loadSet(database.rootUrl, { set: SMALL, today })
    return digest(database)
  }
  afterAll(async () => {
    for (const database of databases) await database.drop()
  })

  it('should give the same rows, and another day other ones', async () => {
    const first = await load(TODAY)
    expect(first.sessions).toMatch(/^200 /)
    expect(await load(TODAY)).toEqual(first)
    expect((await load('2026-06-02')).sessions).not.toBe(first.sessions)
  }, 120_000)
})

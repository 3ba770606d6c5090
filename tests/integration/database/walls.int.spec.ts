import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { EXPECTED_GUARDS } from '../../../src/db/guards/expected.ts'
import { SYSTEM_TABLES } from '../../../src/db/guards/expectedTables.ts'
import { REMOVE_GUARDS } from '../../../src/db/guards/remove.ts'
import { RUNTIME_ROLE } from '../../../src/db/pool.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { undone, withClient } from '../../support/sql.ts'
import { fillClinic, fillRareTables, type FullClinic } from './tenantRows.ts'

const WALLED = EXPECTED_GUARDS.filter((guard) => guard.startsWith('wall ')).map((guard) =>
  guard.slice('wall '.length),
)
/** Every table that has a tenant, as the inventory says. */
const TABLES = WALLED.filter((table) => !(SYSTEM_TABLES as readonly string[]).includes(table))

const readGuard = (name: string): string =>
  readFileSync(new URL(`../../../src/db/guards/${name}`, import.meta.url), 'utf8')

let app: TestApp
let mine: FullClinic
let theirs: FullClinic
let client: pg.Client

beforeAll(async () => {
  app = await startTestApp()
  mine = await fillClinic(app)
  theirs = await fillClinic(app)
  await fillRareTables(app, [mine, theirs])
  client = new pg.Client({ connectionString: app.database.appUrl })
  await client.connect()
  await client.query(`set role ${RUNTIME_ROLE}`)
})
afterAll(async () => {
  await client.end()
  await app.close()
})

const lookAs = (scope: string): Promise<unknown> =>
  client.query(`select set_config('app.tenants', $1, false)`, [scope])

const countOf = async (table: string, tenant?: string): Promise<number> => {
  const where = tenant === undefined ? '' : ` where tenant_id = '${tenant}'`
  const { rows } = await client.query<{ count: string }>(`select count(*) from "${table}"${where}`)
  return Number(rows[0]?.count)
}

/** What a statement comes to: the rows it changed, or the state it was refused with. */
const changedBy = (sql: string): Promise<number | string> =>
  undone(client, async () => {
    try {
      return (await client.query(sql)).rowCount ?? 0
    } catch (error) {
      return (error as { code?: string }).code ?? String(error)
    }
  })

const NOT_ALLOWED = '42501'

describe.each(TABLES)('the rows of %s', (table) => {
  it('should be there in both clinics, or this test tells nothing', async () => {
    await lookAs('*')
    expect(await countOf(table, mine.tenant.id)).toBeGreaterThan(0)
    expect(await countOf(table, theirs.tenant.id)).toBeGreaterThan(0)
  })

  it('should be those of the tenants that a connection works for', async () => {
    await lookAs(mine.tenant.id)
    expect(await countOf(table, theirs.tenant.id)).toBe(0)
    expect(await countOf(table)).toBe(await countOf(table, mine.tenant.id))
    await lookAs([mine.tenant.id, theirs.tenant.id].sort().join(','))
    expect(await countOf(table, theirs.tenant.id)).toBeGreaterThan(0)
  })

  it.each([
    ['none', ''],
    ['of nobody', '00000000-0000-7000-8000-000000000000'],
  ])('should be hidden from a connection that works for %s', async (_, scope) => {
    await lookAs(scope)
    expect(await countOf(table)).toBe(0)
  })

  it('should neither be changed nor deleted by another tenant', async () => {
    await lookAs(mine.tenant.id)
    const where = `where tenant_id = '${theirs.tenant.id}'`
    for (const sql of [
      `update "${table}" set tenant_id = tenant_id ${where}`,
      `delete from "${table}" ${where}`,
    ]) {
      expect([0, NOT_ALLOWED]).toContain(await changedBy(sql))
    }
  })

  it('should not be written for another tenant, whatever the row', async () => {
    await lookAs('*')
    const copy = await withClient(app.database, 'superuser', async (root) => {
      const { rows } = await root.query<{ row: object }>(
        `select to_jsonb(t) as row from "${table}" t where tenant_id = $1 limit 1`,
        [theirs.tenant.id],
      )
      return JSON.stringify(rows[0]?.row).replaceAll("'", "''")
    })
    await lookAs(mine.tenant.id)
    // Triggers and keys may refuse it first; written it must never be.
    expect(
      typeof (await changedBy(
        `insert into "${table}" select * from jsonb_populate_record(null::"${table}", '${copy}')`,
      )),
    ).toBe('string')
  })
})

describe.each(SYSTEM_TABLES)('the rows of %s', (table) => {
  it.each([
    ['a clinic', () => mine.tenant.id],
    ['the platform', () => '00000000-0000-0000-0000-000000000000'],
    ['none', () => ''],
  ])('should be out of sight and reach of a connection that works for %s', async (_, scope) => {
    await lookAs(scope())
    expect(await countOf(table)).toBe(0)
    expect([0, NOT_ALLOWED]).toContain(await changedBy(`delete from "${table}"`))
  })
})

describe('the owner of the tables', () => {
  it('should stand behind the wall too', async () => {
    await withClient(app.database, 'owner', async (owner) => {
      await owner.query(`set app.tenants = ''`)
      const { rows } = await owner.query<{ count: string }>('select count(*) from patients')
      expect(rows[0]?.count).toBe('0')
    })
  })
})

describe('the platform', () => {
  it('should see who works where, and nothing of a clinic', async () => {
    await lookAs('00000000-0000-0000-0000-000000000000')
    const seen = []
    for (const table of TABLES) if ((await countOf(table)) > 0) seen.push(table)
    expect(seen.toSorted()).toEqual([
      'audit_heads',
      'audit_log',
      'audit_seals',
      'memberships',
      'memberships_rels',
      'memberships_roles',
    ])
    // The platform's own lines, and their chain.
    for (const table of ['audit_log', 'audit_heads', 'audit_seals']) {
      const { rows } = await client.query(
        `select 1 from ${table} where tenant_id <> '00000000-0000-0000-0000-000000000000'`,
      )
      expect(rows).toEqual([])
    }
  })
})

describe('a connection that says something else than tenants', () => {
  it.each(['garbage', "*,'", '*x'])('should be refused: %s', async (scope) => {
    await lookAs(scope)
    await expect(client.query('select count(*) from patients')).rejects.toThrow('uuid')
  })
})

describe('a table of a host with a tenant', () => {
  const lookOfIt = `select relrowsecurity and relforcerowsecurity as walled from pg_class where relname = 'host_things'`

  it('should stand behind the wall while the guards do, and be free when they are gone', async () => {
    await withClient(app.database, 'owner', (owner) =>
      undone(owner, async () => {
        await owner.query('create table host_things (id uuid primary key, tenant_id uuid)')
        await owner.query(readGuard('80-walls.sql'))
        expect((await owner.query(lookOfIt)).rows).toEqual([{ walled: true }])
        await owner.query(REMOVE_GUARDS)
        expect((await owner.query(lookOfIt)).rows).toEqual([{ walled: false }])
        await owner.query(`set local app.tenants = ''`)
        await owner.query('insert into host_things values (gen_random_uuid(), null)')
        expect((await owner.query('select from host_things')).rowCount).toBe(1)
      }),
    )
  })
})

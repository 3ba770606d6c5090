import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import { EXPECTED_GUARDS } from '../../../src/db/guards/expected.ts'
import { TENANT_RELATIONS } from '../../../src/db/guards/expectedRelations.ts'
import { query } from '../../../src/db/query.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { undone } from '../../support/sql.ts'
import { fillClinic, fillRareTables, type FullClinic } from './tenantRows.ts'

let app: TestApp
let foreign: FullClinic
let own: FullClinic
let owner: pg.Client

beforeAll(async () => {
  app = await startTestApp()
  own = await fillClinic(app)
  foreign = await fillClinic(app)
  await fillRareTables(app, [own, foreign])
  owner = new pg.Client({ connectionString: app.database.ownerUrl })
  await owner.connect()
  await owner.query("set app.tenants = '*'")
}, 120_000)
afterAll(async () => {
  await owner.end()
  await app.close()
})

interface Fault {
  readonly code: string
  readonly column?: string
  readonly constraint?: string
}

/** What came of a statement of the owner, taken back in any case. */
const faultOf = (sql: string, values: readonly unknown[] = []): Promise<Fault> =>
  undone(owner, async () => {
    try {
      const { rowCount } = await owner.query(sql, [...values])
      return { code: `done, ${rowCount ?? 0} rows` }
    } catch (error) {
      const { code, column, constraint } = error as Fault
      return { code, ...(column && { column }), ...(constraint && { constraint }) }
    }
  })

/** As `faultOf`, with no trigger of ours in the way: what the constraints alone say. */
const bareFaultOf = (table: string, sql: string): Promise<Fault> =>
  faultOf(`alter table ${table} disable trigger user; ${NO_PRIMARIES}; ${sql}`)

/** One primary contact a patient is another rule. */
const NO_PRIMARIES = 'update patients_guardians set is_primary = false'

const listed = (kind: string): string[] =>
  EXPECTED_GUARDS.filter((guard) => guard.startsWith(`${kind} `)).map((guard) =>
    guard.slice(kind.length + 1),
  )
const CHILDREN = listed('trigger')
  .filter((name) => name.endsWith('.fill_tenant'))
  .map((name) => name.replace('.fill_tenant', ''))
const TENANT_TABLES = listed('not-null').map((name) => name.replace('.tenant_id', ''))
const OWN_TENANT = TENANT_TABLES.filter((table) => !CHILDREN.includes(table))

interface Link {
  readonly column: string
  readonly parent: string
  readonly table: string
  readonly target: string
}

const linkOf = async (relation: string): Promise<Link> => {
  const [table, name] = relation.split('.')
  const [link] = await app.sql<Link>(
    `select conrelid::regclass::text as table, confrelid::regclass::text as parent,
            (select attname from pg_attribute where attrelid = conrelid and attnum = conkey[2]) as column,
            (select attname from pg_attribute where attrelid = confrelid and attnum = confkey[2]) as target
       from pg_constraint where conrelid = $1::regclass and conname = $2`,
    [table, name],
  )
  return link as Link
}

/** Points a row of the one clinic at a row of the other. */
const crossing = ({ column, parent, table, target }: Link): string =>
  `update ${table} set ${column} = (
     select ${target} from ${parent} where tenant_id = '${foreign.tenant.id}' limit 1)
   where ctid = (select ctid from ${table} where tenant_id = '${own.tenant.id}'
                  order by ${column} is null limit 1)`

const oneOf = (table: string): string =>
  `ctid = (select ctid from ${table} where tenant_id = '${own.tenant.id}' limit 1)`

describe.each([...TENANT_RELATIONS])('%s', (relation) => {
  const [table = '', name] = relation.split('.')

  it('should refuse the owner who links a row of one clinic to a row of another', async () => {
    const { code } = await faultOf(crossing(await linkOf(relation)))
    expect(['23503', '23514']).toContain(code)
  })

  it('should refuse it by itself, with every trigger off', async () => {
    const link = await linkOf(relation)
    const [count] = await app.sql<{ foreign: boolean; own: boolean }>(
      `select exists (select from ${link.table} where tenant_id = $1) as own,
              exists (select from ${link.parent} where tenant_id = $2) as foreign`,
      [own.tenant.id, foreign.tenant.id],
    )
    expect(count).toEqual({ foreign: true, own: true })
    expect(await bareFaultOf(table, crossing(link))).toEqual({ code: '23503', constraint: name })
  })
})

describe('the tenant of a row', () => {
  it.each(TENANT_TABLES)('should be there for rows of %s in both clinics', async (table) => {
    const rows = await app.sql(
      `select tenant_id from ${table} where tenant_id in ($1, $2) group by tenant_id`,
      [own.tenant.id, foreign.tenant.id],
    )
    expect(rows).toHaveLength(2)
  })

  it.each(OWN_TENANT)('should not change in %s, whoever asks', async (table) => {
    const move = `update ${table} set tenant_id = '${foreign.tenant.id}' where ${oneOf(table)}`
    expect(await faultOf(move)).toMatchObject({ code: '23514' })
    const [only] = await app.sql<{ off: string }>(
      `select string_agg(format('alter table %s disable trigger %I', tgrelid::regclass, tgname), '; ') as off
         from pg_trigger where tgrelid = $1::regclass and not tgisinternal and tgname <> 'keep_tenant'`,
      [table],
    )
    expect(await faultOf(`${only?.off ?? 'select 1'}; ${move}`)).toEqual({
      code: '23514',
      constraint: 'tenant_fixed',
    })
  })

  it.each(CHILDREN)('should stay that of its parent in %s', async (table) => {
    const stays = await undone(owner, async () => {
      await owner.query(
        `update ${table} set tenant_id = '${foreign.tenant.id}' where tenant_id = '${own.tenant.id}'`,
      )
      const { rows } = await owner.query(
        `select count(*)::int as moved from ${table} where tenant_id = '${foreign.tenant.id}'`,
      )
      return rows as unknown
    })
    const before = await app.sql(
      `select count(*)::int as moved from ${table} where tenant_id = '${foreign.tenant.id}'`,
    )
    expect(stays).toEqual(before)
  })

  it.each(TENANT_TABLES)('should never be empty in %s', async (table) => {
    const empty = `update ${table} set tenant_id = null where ${oneOf(table)}`
    expect(await bareFaultOf(table, empty)).toEqual({ code: '23502', column: 'tenant_id' })
  })

  it.each(CHILDREN)('should be filled in from the parent for a new row of %s', async (table) => {
    const filled = await undone(owner, async () => {
      await owner.query(
        `create temp table one on commit drop as select * from ${table} where ${oneOf(table)}`,
      )
      await owner.query(`delete from ${table} where id in (select id from one)`)
      const { rows } = await owner.query<{ tenant: string }>(
        `insert into ${table}
         select (jsonb_populate_record(null::${table},
                   to_jsonb(one) || jsonb_build_object('tenant_id', $1::text))).* from one
         returning tenant_id as tenant`,
        [foreign.tenant.id],
      )
      return rows
    })
    expect(filled).toEqual([{ tenant: own.tenant.id }])
  })

  it('should not be one that does not exist', async () => {
    const stray = `insert into locations (tenant_id, name) values (gen_random_uuid(), 'Nowhere')`
    expect((await faultOf(stray)).code).toBe('23503')
  })
})

describe('what has history', () => {
  it.each([
    ['patient', 'delete from patients where id = $1', (): unknown => own.patient],
    ['session', 'delete from sessions where id = $1', (): unknown => own.session.id],
    ['tenant', 'delete from tenants where id = $1', (): unknown => own.tenant.id],
    ['therapist', 'delete from users where id = $1', (): unknown => own.therapist.id],
    [
      'membership of a therapist',
      'delete from memberships where user_id = $1',
      (): unknown => own.therapist.id,
    ],
    ['location', 'delete from locations where id = $1', (): unknown => own.location],
    ['type', 'delete from therapy_types where id = $1', (): unknown => own.type],
  ])('should not let go of its %s, nor lose the link', async (_, sql, id) => {
    // PostgreSQL 18 has a state of its own for a deletion that is restricted.
    expect(['23001', '23503']).toContain((await faultOf(sql, [id()])).code)
  })
})

describe('an operator whose deletion meets a link that was made meanwhile', () => {
  it('should read that it is in use', async () => {
    const req = await app.reqOf(own.operator)
    await expect(
      query(req, 'delete from locations where id = $1', [own.location]),
    ).rejects.toMatchObject({ code: 'in-use', status: 409 })
  })
})

const APPEND_ONLY = ['ledger_entries', 'ledger_transfers', 'payment_allocations', 'session_events']
const BY_POSTING = ['charges', 'ledger_accounts']
const REFUSED = { code: '23514', constraint: 'history_append_only' }

describe.each([...APPEND_ONLY, ...BY_POSTING])('the history in %s', (table) => {
  it.each([
    ['update', `update ${table} set created_at = created_at`],
    ['delete', `delete from ${table}`],
    ['truncate', `truncate ${table} cascade`],
  ])('should refuse the owner who asks to %s', async (_, sql) => {
    expect(await faultOf(sql)).toEqual(REFUSED)
  })
})

describe('history as a whole', () => {
  it('should refuse the owner who writes a charge', async () => {
    const copy = `insert into charges select (jsonb_populate_record(c, jsonb_build_object(
      'id', gen_random_uuid(), 'source_id', gen_random_uuid()))).* from charges c limit 1`
    expect(await faultOf(copy)).toEqual(REFUSED)
  })

  it.each(['patients', 'payments', 'sessions', 'tenants', 'users'])(
    'should refuse the owner who truncates %s with all that hangs on it',
    async (table) => {
      expect(await faultOf(`truncate ${table} cascade`)).toEqual(REFUSED)
    },
  )

  it('should refuse the owner who inserts over what is there', async () => {
    const again = `insert into ledger_entries select * from ledger_entries
                   on conflict (id) do update set amount_minor = excluded.amount_minor`
    expect(await faultOf(again)).toEqual(REFUSED)
  })
})

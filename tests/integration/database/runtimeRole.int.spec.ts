import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type pg from 'pg'
import { sqlStateOf } from '../../../src/db/errors.ts'
import { EXPECTED_GUARDS } from '../../../src/db/guards/expected.ts'
import { RUNTIME_ROLE, scopedPoolClass } from '../../../src/db/pool.ts'
import { asSystem } from '../../../src/db/scope.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

/** `ledger_entries.update` and the like: what the inventory says that the server must not do. */
const DENIED = EXPECTED_GUARDS.flatMap((guard) => {
  const [, target, action] = /^denied (.+)\.(\w+)$/.exec(guard) ?? []
  return target === undefined || action === undefined ? [] : [{ action, target }]
})

const STATEMENTS: Record<string, (target: string, column: string) => string> = {
  delete: (table) => `delete from ${table}`,
  insert: (table) => `insert into ${table} default values`,
  truncate: (table) => `truncate ${table}`,
  update: (table, column) => `update ${table} set ${column} = ${column}`,
}

const DDL = [
  'alter role caseload_runtime superuser',
  'alter system set log_statement = none',
  'alter table booking_claims drop constraint booking_claims_no_overlap',
  'alter table sessions disable trigger claims_follow_session',
  'alter table sessions owner to caseload_runtime',
  `copy (select 1) to program 'true'`,
  'create function public.mine() returns int language sql as $$ select 1 $$',
  'create or replace function claims.is_blocking(text) returns boolean language sql as $$ select false $$',
  'create or replace view fin.violations as select 1',
  'create policy mine on sessions using (true)',
  'create role mine superuser',
  'create schema mine',
  'create table public.mine ()',
  'drop function guards.refuse_change cascade',
  'drop index sessions_number_unique',
  'drop schema fin cascade',
  'drop table ledger_entries',
  'drop trigger keep_history on ledger_entries',
  'set role postgres',
  'set session authorization postgres',
  `set session_replication_role = 'replica'`,
]

describe.each([
  ['a login of its own', (): string => database.appUrl],
  ["the owner's login, because there is only one", (): string => database.ownerUrl],
])('the server with %s', (_, url) => {
  let pool: pg.Pool
  beforeAll(() => {
    pool = new (scopedPoolClass({ asRuntimeRole: true }))({ connectionString: url(), max: 2 })
  })
  afterAll(() => pool.end())

  const stateOf = (sql: string): Promise<string | undefined> =>
    asSystem('test', () => pool.query(sql)).then(() => 'done', sqlStateOf)

  it('should be neither superuser nor owner, and bypass nothing', async () => {
    const { rows } = await pool.query(
      `select current_user as name, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolcanlogin,
              (select count(*)::int from pg_class where relowner = r.oid) as owned,
              (select count(*)::int from pg_proc where proowner = r.oid) as functions
         from pg_roles r where rolname = current_user`,
    )
    expect(rows).toEqual([
      {
        functions: 0,
        name: RUNTIME_ROLE,
        owned: 0,
        rolbypassrls: false,
        rolcanlogin: false,
        rolcreatedb: false,
        rolcreaterole: false,
        rolsuper: false,
      },
    ])
  })

  it('should read and write ordinary rows', async () => {
    expect(await stateOf('select * from ledger_entries')).toBe('done')
    expect(await stateOf('update tenants set name = name')).toBe('done')
  })

  it.each(DENIED.filter(({ action }) => action !== 'execute'))(
    'should not be able to $action $target',
    async ({ action, target }) => {
      const [column] = await database.sql<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = $1::regclass and attnum = 1`,
        [target],
      )
      expect(await stateOf(STATEMENTS[action]?.(target, column?.name ?? '') ?? '')).toBe('42501')
    },
  )

  it.each(DENIED.filter(({ action }) => action === 'execute'))(
    'should not be able to run $target, also not from a table of its own',
    async ({ target }) => {
      const [found] = await database.sql<{ call: string; trigger: boolean }>(
        `select prorettype = 'trigger'::regtype as trigger,
                format('%s(%s)', oid::regproc, array_to_string(array(
                  select 'null::' || format_type(t, null) from unnest(proargtypes) t), ', ')) as call
           from pg_proc where oid = $1::regproc`,
        [target],
      )
      const statement = {
        false: `select ${found?.call ?? ''}`,
        true: `create temp table mine (id uuid, tenant_id uuid);
               create trigger mine before insert on mine for each row execute function ${target}()`,
      }[String(found?.trigger)]
      expect(await stateOf(statement ?? '')).toBe('42501')
    },
  )

  it.each(DDL)('should be denied: %s', async (sql) => {
    expect(await stateOf(sql)).toBe('42501')
  })
})

it('should pin the search path of every function that runs with the rights of the owner', async () => {
  const open = await database.sql(
    `select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
        and not exists (select from unnest(p.proconfig) c where c like 'search_path=pg_catalog%')`,
  )
  expect(open).toEqual([])
})

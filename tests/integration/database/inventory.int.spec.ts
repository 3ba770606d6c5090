import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { EXPECTED_GUARDS } from '../../../src/db/guards/expected.ts'
import { PLATFORM_RELATIONS, TENANT_RELATIONS } from '../../../src/db/guards/expectedRelations.ts'
import { ACCOUNT_KINDS, TRANSFER_KINDS } from '../../../src/domain/money/ledger.ts'
import {
  NOTIFICATION_STATUSES,
  STATUS_RANK,
} from '../../../src/domain/messaging/notificationStates.ts'
import { isBlocking, STATUSES } from '../../../src/domain/scheduling/statusMachine.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const names = async (sql: string): Promise<string[]> => {
  const rows = await database.sql<{ name: string }>(sql)
  return rows.map(({ name }) => name).sort()
}

const listed = (kind: string): string[] =>
  EXPECTED_GUARDS.filter((guard) => guard.startsWith(`${kind} `))
    .map((guard) => guard.slice(kind.length + 1))
    .sort()

const TENANT_TABLES = listed('not-null').map((name) => name.replace('.tenant_id', ''))

/** Tables without a tenant: the platform's own, and what Payload keeps for itself. */
const PLATFORM_TABLES = [
  'account_states',
  'guard_inventory',
  'membership_powers',
  'payload_kv',
  'payload_migrations',
  'payload_preferences',
  'payload_preferences_rels',
  'platform_keys',
  'sign_in_epochs',
  'sign_in_failures',
  'sign_in_records',
  'tenants',
  'user_mfa',
  'user_mfa_backup_codes',
  'users',
  'users_texts',
]

/** Lines of it are about a tenant or about the platform; its own guards stand in its file. */
const OF_BOTH = ['audit_log']

/** Relations that go with the person they belong to. */
const GO_WITH_THE_PERSON = [
  'payload_preferences_rels.payload_preferences_rels_parent_fk',
  'payload_preferences_rels.payload_preferences_rels_users_fk',
  'sign_in_epochs.sign_in_epochs_of_user',
  'sign_in_records.sign_in_records_of_user',
  'user_mfa.user_mfa_of_user',
  'user_mfa_backup_codes.user_mfa_backup_codes_of_user',
  'users_texts.users_texts_parent_fk',
]

/** Functions that only put guards in place; nothing that runs later asks them. */
const TOOLS = [
  'guards.apply_tenancy',
  'guards.ensure_constraint',
  'guards.give_child_tenant',
  'guards.raise_wall',
]

/** Columns that look like relations, and why they are none. */
const NO_RELATIONS = [
  // What happened stays told, whatever becomes of what it was about.
  'audit_heads.log_id',
  'audit_heads.tenant_id', // also the nil uuid, the platform's own chain
  'audit_log.request_id',
  'audit_log.tenant_id',
  'audit_log.user_id',
  'audit_seals.log_id',
  'audit_seals.tenant_id',
  'booking_claims.resource_id', // a person, a patient or a room
  'charges.source_id', // an attendance or an opening balance
  'ledger_transfers.source_id', // text: also payments and what they void
  'notifications.message_id', // the provider's
  'payment_allocations.charge_id', // text: charges are no collection
  'session_events.request_id', // of the HTTP request
]

const PUBLIC = `c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`
const RELATIONS = `
  select c.relname || '.' || k.conname as name, c.relname as child, t.relname as parent, k.*,
         array(select attname::text from unnest(k.conkey) with ordinality u (num, at)
                 join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num order by at) as cols,
         array(select attname::text from unnest(k.confkey) with ordinality u (num, at)
                 join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num order by at) as targets
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_class t on t.oid = k.confrelid
   where k.contype = 'f' and ${PUBLIC}`
const hasTenant = (table: string): string =>
  `exists (select from pg_attribute where attrelid = ${table} and attname = 'tenant_id' and not attisdropped)`

describe('the list of guards', () => {
  it('should know every table, as one of a tenant or as one of the platform', async () => {
    const tables = await names(`select c.relname as name from pg_class c where ${PUBLIC}`)
    expect(tables).toEqual([...TENANT_TABLES, ...PLATFORM_TABLES, ...OF_BOTH].sort())
  })

  it('should guard the tenant of every table that has one: never empty, never another', async () => {
    const tables = await names(
      `select c.relname as name from pg_class c where ${PUBLIC} and ${hasTenant('c.oid')}
          and c.relname <> all ('{${OF_BOTH.join()}}')`,
    )
    expect(TENANT_TABLES).toEqual(tables)
    expect(listed('trigger').filter((name) => name.endsWith('.keep_tenant'))).toEqual(
      tables.map((name) => `${name}.keep_tenant`).sort(),
    )
  })

  it('should hold every relation between tenant rows', async () => {
    const relations = await names(
      `select name from (${RELATIONS}) r where ${hasTenant('conrelid')} and ${hasTenant('confrelid')}`,
    )
    expect([...TENANT_RELATIONS].sort()).toEqual(relations)
  })

  it('should hold every other relation, but those that go with a person', async () => {
    const relations = await names(
      `select name from (${RELATIONS}) r
        where not (${hasTenant('conrelid')} and ${hasTenant('confrelid')})`,
    )
    expect([...PLATFORM_RELATIONS, ...GO_WITH_THE_PERSON].sort()).toEqual(relations)
  })

  it('should leave no relation between tenant rows that is not of one tenant', async () => {
    const loose = await names(
      `select name from (${RELATIONS}) r
        where ${hasTenant('conrelid')} and ${hasTenant('confrelid')}
          and (cols[1] <> 'tenant_id' or targets[1] <> 'tenant_id' or cardinality(cols) <> 2
               or not convalidated or confmatchtype <> 's')`,
    )
    expect(loose).toEqual([])
  })

  it('should leave no relation that a deletion cuts or takes along, but to a parent', async () => {
    const cut = await names(
      `select name from (${RELATIONS}) r
        where not (confdeltype in ('r', 'a')
                   or confdeltype = 'c' and cols && array['_parent_id', 'parent_id'])`,
    )
    expect(cut).toEqual([
      'booking_claims.booking_claims_of_session', // claims follow their session
      'patients_rels.patients_rels_users_fk', // only members are in a care team, and those are kept
      'payload_preferences_rels.payload_preferences_rels_users_fk',
      'sign_in_epochs.sign_in_epochs_of_user',
      'sign_in_records.sign_in_records_of_user',
      'user_mfa.user_mfa_of_user',
      'user_mfa_backup_codes.user_mfa_backup_codes_of_user',
    ])
  })

  it('should leave no column that points at something without a relation', async () => {
    const columns = await names(
      `select c.relname || '.' || a.attname as name
         from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where ${PUBLIC} and ${hasTenant('c.oid')}
          and (a.attname like '%\\_id' or a.atttypid = 'uuid'::regtype and a.attname <> 'id')
          and not exists (select from pg_constraint k
                           where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any (k.conkey))`,
    )
    expect(columns).toEqual(NO_RELATIONS)
  })

  it('should hold every rule on rows', async () => {
    const rules = await names(
      `select c.relname || '.' || k.conname as name from pg_constraint k
         join pg_class c on c.oid = k.conrelid where ${PUBLIC} and k.contype in ('c', 'x')`,
    )
    expect(listed('constraint')).toEqual(expect.arrayContaining(rules))
    expect(rules.length).toBeGreaterThan(15)
  })

  it('should hold every unique key, but keys of single rows', async () => {
    const constraints = await names(
      `select c.relname || '.' || k.conname as name from pg_constraint k
         join pg_class c on c.oid = k.conrelid
        where ${PUBLIC} and k.contype in ('p', 'u')
          and pg_get_constraintdef(k.oid) not in
              ('PRIMARY KEY (id)', 'PRIMARY KEY (guard)', 'UNIQUE (tenant_id, id)')`,
    )
    const indexes = await names(
      `select i.relname as name from pg_index x join pg_class i on i.oid = x.indexrelid
        where i.relnamespace = 'public'::regnamespace and x.indisunique
          and not exists (select from pg_constraint where conindid = i.oid)
          and i.relname not like 'payload\\_%'`,
    )
    expect(listed('constraint')).toEqual(expect.arrayContaining(constraints))
    // Payload's own key of the settings is the same as ours.
    expect([...listed('index'), 'settings_tenant_idx'].sort()).toEqual(indexes)
  })

  it('should hold every trigger', async () => {
    const triggers = await names(
      `select c.relname || '.' || t.tgname as name from pg_trigger t
         join pg_class c on c.oid = t.tgrelid where not t.tgisinternal and not c.relispartition`,
    )
    expect(listed('trigger')).toEqual(triggers)
  })

  it('should hold every function, but the tools that put guards in place', async () => {
    const functions = await names(
      `select n.nspname || '.' || p.proname as name from pg_proc p
         join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('guards', 'claims', 'counters', 'fin', 'audit')`,
    )
    expect([...listed('function'), ...TOOLS].sort()).toEqual(functions)
  })

  it('should hold every view, and every function outside Payload be of a guard or an extension', async () => {
    const views = await names(`select schemaname || '.' || viewname as name from pg_views
      where schemaname not in ('pg_catalog', 'information_schema')`)
    expect(listed('view')).toEqual(views)
    const strays = await names(
      `select p.oid::regprocedure::text as name from pg_proc p
        where p.pronamespace = 'public'::regnamespace
          and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
    )
    expect(strays).toEqual([])
  })

  it('should deny the server every function that it is not given on purpose', async () => {
    const given = await names(
      `select n.nspname || '.' || p.proname as name from pg_proc p
         join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('guards', 'claims', 'counters', 'fin', 'audit') and p.prosecdef
          and has_function_privilege('caseload_runtime', p.oid, 'execute')`,
    )
    expect(given).toEqual([
      'audit.ensure_partitions',
      'audit.record',
      'audit.seal',
      'counters.next',
      'fin.close_patient_accounts',
      'fin.forgiveness',
      'fin.lock_charges',
      'fin.post',
      'fin.set_currency',
    ])
    const denied = await names(
      `select n.nspname || '.' || p.proname || '.execute' as name from pg_proc p
         join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('guards', 'claims', 'counters', 'fin', 'audit') and p.prosecdef
          and not has_function_privilege('caseload_runtime', p.oid, 'execute')`,
    )
    expect(listed('denied').filter((name) => name.endsWith('.execute'))).toEqual(denied)
  })

  it('should let the server write only what it says, in every schema', async () => {
    const denied = await names(
      `select c.relname || '.' || lower(p.privilege) as name
         from pg_class c cross join (values ('INSERT'), ('UPDATE'), ('DELETE')) p (privilege)
        where ${PUBLIC} and not has_table_privilege('caseload_runtime', c.oid, p.privilege)`,
    )
    expect(listed('denied')).toEqual(expect.arrayContaining(denied))
    const schemas = await names(
      `select nspname as name from pg_namespace where has_schema_privilege('caseload_runtime', oid, 'create')
        and nspname not like 'pg\\_%'`,
    )
    expect(schemas).toEqual([])
  })
})

describe('lists that SQL and the domain both have', () => {
  it.each(STATUSES)('should agree whether a session that is %s takes time', async (status) => {
    const rows = await database.sql('select claims.is_blocking($1) as blocking', [status])
    expect(rows).toEqual([{ blocking: isBlocking(status) }])
  })

  it('should agree on the statuses of sessions and of messages', async () => {
    const valuesOf = (type: string) =>
      names(`select e.enumlabel as name from pg_enum e where e.enumtypid = '${type}'::regtype`)
    expect(await valuesOf('enum_sessions_status')).toEqual([...STATUSES].sort())
    expect(await valuesOf('enum_notifications_status')).toEqual([...NOTIFICATION_STATUSES].sort())
  })

  it.each(NOTIFICATION_STATUSES)(
    'should agree on the rank of a message that is %s',
    async (status) => {
      const rows = await database.sql('select guards.notification_rank($1) as rank', [status])
      expect(rows).toEqual([{ rank: STATUS_RANK[status] }])
    },
  )

  it('should agree on the kinds of transfers', async () => {
    const [row] = await database.sql<{ definition: string }>(
      `select pg_get_constraintdef(oid) as definition from pg_constraint
        where conname = 'ledger_transfers_kind'`,
    )
    const kinds = [...(row?.definition ?? '').matchAll(/'([a-z-]+)'/g)].map(([, kind]) => kind)
    expect(kinds.sort()).toEqual([...TRANSFER_KINDS].sort())
  })

  it('should agree on which accounts show the other sign', async () => {
    const rows = await database.sql<{ kind: string; shown: number }>(
      'select kind, fin.shown(kind, 5)::int as shown from unnest($1::text[]) kind',
      [[...ACCOUNT_KINDS]],
    )
    const turned = rows.filter(({ shown }) => shown < 0).map(({ kind }) => kind)
    expect(turned.sort()).toEqual(['opening-balance', 'patient-credit', 'revenue'])
  })
})

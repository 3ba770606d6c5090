import { EXPECTED_GUARDS } from '../../../src/db/guards/expected.ts'

/** One way to lose a guard, as whoever owns the database could. */
export interface Loss {
  /** As the inventory then tells it. */
  readonly finding: string
  readonly guard: string
  readonly how: string
  readonly sql: string
}

type Way = readonly [how: string, sql: (table: string, name: string) => string, mark?: string]

const CHANGED = ' (changed)'

/** A new definition that differs by a comment alone. */
const replaced = (name: string): string =>
  `do $do$ begin execute regexp_replace(pg_get_functiondef('${name}'::regproc), 'AS \\$function\\$',
     'AS $function$ -- changed' || chr(10)); end $do$`

const columnGranted = (table: string, privilege: string): string =>
  `do $do$ begin execute (select format('grant ${privilege} (%I) on ${table} to caseload_runtime', attname)
     from pg_attribute where attrelid = '${table}'::regclass and attnum = 1); end $do$`

const dropNotNull = (table: string): string => `alter table ${table} alter tenant_id drop not null`

const WAYS: Readonly<Record<string, readonly Way[]>> = {
  constraint: [
    ['dropped', (table, name) => `alter table ${table} drop constraint if exists ${name} cascade`],
  ],
  'denied execute': [
    ['granted', (table, name) => `grant execute on function ${table}.${name} to caseload_runtime`],
    [
      'granted to everybody',
      (table, name) => `grant execute on function ${table}.${name} to public`,
    ],
  ],
  'denied row': [
    ['granted', (table, name) => `grant ${name} on ${table} to caseload_runtime`],
    ['granted to everybody', (table, name) => `grant ${name} on ${table} to public`],
  ],
  'denied row and column': [
    ['granted', (table, name) => `grant ${name} on ${table} to caseload_runtime`],
    ['granted to everybody', (table, name) => `grant ${name} on ${table} to public`],
    ['granted for a column', columnGranted],
  ],
  function: [
    ['replaced', (schema, name) => replaced(`${schema}.${name}`), CHANGED],
    [
      'without its search path',
      (schema, name) => `alter function ${schema}.${name} reset all`,
      CHANGED,
    ],
  ],
  index: [['dropped', (_, name) => `drop index if exists ${name}`]],
  'not-null': [['dropped', dropNotNull]],
  partitions: [
    ['changeable', () => 'alter table audit.log_default disable trigger keep_history'],
    ['emptied at once', () => 'drop trigger keep_all_history on audit.log_default'],
    ['open past the wall', () => 'grant select on audit.log_default to caseload_runtime'],
  ],
  trigger: [
    ['dropped', (table, name) => `drop trigger if exists ${name} on ${table}`],
    ['switched off', (table, name) => `alter table ${table} disable trigger ${name}`],
    ['on replicas only', (table, name) => `alter table ${table} enable replica trigger ${name}`],
  ],
  wall: [
    ['down', (table) => `alter table ${table} disable row level security`],
    ['open to the owner', (table) => `alter table ${table} no force row level security`],
    ['without its policy', (table) => `drop policy tenant_wall on ${table}`, CHANGED],
    ['with a gate', (table) => `create policy gate on ${table} using (true)`, CHANGED],
    ['for all to see', (table) => `alter policy tenant_wall on ${table} using (true)`, CHANGED],
    [
      'for all to write',
      (table) => `alter policy tenant_wall on ${table} with check (true)`,
      CHANGED,
    ],
  ],
  view: [
    ['dropped', (schema, name) => `drop view if exists ${schema}.${name}`],
    ['emptied', (schema, name) => emptied(`${schema}.${name}`), CHANGED],
  ],
}

const emptied = (view: string): string =>
  `do $do$ begin execute format('create or replace view ${view} as select * from (%s) v where false',
     rtrim(pg_get_viewdef('${view}'::regclass), ';')); end $do$`

/** What cannot go alone. */
const FIRST: Readonly<Record<string, string>> = {
  'not-null audit_heads.tenant_id':
    'alter table audit_heads drop constraint if exists audit_heads_pkey;',
  'not-null audit_seals.tenant_id':
    'alter table audit_seals drop constraint if exists audit_seals_pkey;',
  'not-null encryption_keys.tenant_id':
    'alter table encryption_keys drop constraint if exists encryption_keys_pkey;',
  'not-null number_counters.tenant_id':
    'alter table number_counters drop constraint if exists number_counters_pkey;',
}
export const GOES_ALONG: Readonly<Record<string, readonly string[]>> = {
  'constraint memberships.memberships_one_per_user': EXPECTED_GUARDS.filter((guard) =>
    guard.endsWith('_works_here'),
  ),
  'not-null audit_heads.tenant_id': ['constraint audit_heads.audit_heads_pkey'],
  'not-null audit_seals.tenant_id': ['constraint audit_seals.audit_seals_pkey'],
  'not-null encryption_keys.tenant_id': ['constraint encryption_keys.encryption_keys_pkey'],
  'not-null number_counters.tenant_id': ['constraint number_counters.number_counters_pkey'],
  'trigger audit_log.keep_history': ['partitions audit_log'],
}

const DENIED_KIND: Readonly<Record<string, string>> = {
  delete: 'denied row',
  execute: 'denied execute',
  insert: 'denied row and column',
  truncate: 'denied row',
  update: 'denied row and column',
}

interface Parts {
  readonly kind: string
  readonly name: string
  readonly table: string
}

/** `denied fin.post.execute` is about `post` of `fin`; `denied charges.insert` about `insert` on `charges`. */
const partsOf = (guard: string): Parts => {
  const [kind = '', target = ''] = guard.split(' ')
  const [table = '', name = '', action] = target.split('.')
  const isDenied = kind === 'denied'
  return { kind: isDenied ? (DENIED_KIND[action ?? name] ?? kind) : kind, name, table }
}

const named = (guard: string): string =>
  guard.startsWith('index ') ? `index .${guard.slice(6)}` : guard

/** Every guard with every way to lose it, but the role, which is not of one database. */
export const LOSSES: readonly Loss[] = EXPECTED_GUARDS.filter(
  (guard) => guard !== 'role caseload_runtime',
).flatMap((guard) => {
  const { kind, name, table } = partsOf(named(guard))
  const ways = WAYS[kind]
  if (ways === undefined) throw new Error(`no way to lose ${guard}`)
  return ways.map(([how, sql, mark = '']) => ({
    finding: `${guard}${mark}`,
    guard,
    how,
    sql: `${FIRST[guard] ?? ''}${sql(table, name)}`,
  }))
})

/** Functions with all that hangs on them. */
export const LOST_FUNCTIONS: readonly Loss[] = EXPECTED_GUARDS.filter((guard) =>
  guard.startsWith('function '),
).map((guard) => ({
  finding: guard,
  guard,
  how: 'dropped',
  sql: `drop function if exists ${guard.slice('function '.length)} cascade`,
}))

import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { asSystem } from '../scope.ts'
import { EXPECTED_GUARDS } from './expected.ts'
import { CURRENT_GUARDS } from './inventory.ts'

/** One lock for everybody who migrates this database. */
const MIGRATION_LOCK = 7_420_001

const guardFiles = (): string[] => {
  const directory = path.dirname(fileURLToPath(import.meta.url))
  return readdirSync(directory)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => path.join(directory, name))
}

const EXPECTED = `string_to_array($guards$${EXPECTED_GUARDS.join('|')}$guards$, '|')`

/**
 * A key or relation that is not as it was recorded goes: a weaker one under the same name would pass for
 * the guard. Not after a migration, which may have changed it on purpose.
 */
const DROP_CHANGED = `
  do $changed$
  declare
    v_changed record;
  begin
    if to_regclass('public.guard_inventory') is null then
      return;
    end if;
    for v_changed in
      select i.guard like 'index %' as is_index,
             split_part(split_part(i.guard, ' ', 2), '.', 1) as tab, split_part(i.guard, '.', 2) as name,
             split_part(i.guard, ' ', 2) as index_name
        from guard_inventory i join (${CURRENT_GUARDS}) c on c.guard = i.guard
       where i.guard = any (${EXPECTED}) and i.guard ~ '^(constraint|index) '
         and c.definition <> i.definition
    loop
      execute case
        when v_changed.is_index then format('drop index %I', v_changed.index_name)
        else format('alter table %I drop constraint if exists %I cascade', v_changed.tab, v_changed.name)
      end;
    end loop;
  end
  $changed$`

/**
 * Keys and relations are made together with their tables, some by Payload's migrations: where one is
 * gone, it is made again as it was recorded.
 */
const RESTORE = `
  do $restore$
  declare
    v_lost record;
  begin
    for v_lost in
      select i.definition, i.guard like 'index %' as is_index,
             split_part(split_part(i.guard, ' ', 2), '.', 1) as tab, split_part(i.guard, '.', 2) as name,
             split_part(i.guard, ' ', 2) as index_name
        from guard_inventory i
       where i.guard = any (${EXPECTED}) and i.guard ~ '^(constraint|index) '
         and not exists (select from (${CURRENT_GUARDS}) c where c.guard = i.guard)
       order by i.definition like 'FOREIGN KEY%'
    loop
      if v_lost.is_index then
        -- One that is not unique any more still has the name.
        execute format('drop index if exists %I', v_lost.index_name);
        execute v_lost.definition;
      else
        execute format('alter table %I add constraint %I %s', v_lost.tab, v_lost.name, v_lost.definition);
      end if;
    end loop;
    perform guards.apply_tenancy();
  end
  $restore$`

const RECORD = `
  delete from guard_inventory;
  insert into guard_inventory (guard, definition)
  select guard, definition from (${CURRENT_GUARDS}) as c where guard = any (${EXPECTED})`

const inOneTransaction = (
  pool: Pick<pg.Pool, 'connect'>,
  statements: readonly string[],
): Promise<void> =>
  asSystem('migrate', async () => {
    const client = await pool.connect()
    try {
      await client.query(`begin; set local app.tenants = '*'`)
      await client.query(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`)
      for (const statement of statements) await client.query(statement)
      await client.query('commit')
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      throw error
    } finally {
      client.release()
    }
  })

const inPlace = (): string[] => [
  ...guardFiles().map((file) => readFileSync(file, 'utf8')),
  RESTORE,
  RECORD,
]

/**
 * Puts every guard in place, also where another one took its name: idempotent, in one transaction, one
 * process at a time. Runs as the owner; hosts of the plugin get it the same way.
 */
export const applyGuards = (pool: Pick<pg.Pool, 'connect'>): Promise<void> =>
  inOneTransaction(pool, [DROP_CHANGED, ...inPlace()])

/** Runs a migration between guards as they were recorded and guards as this release has them. */
export const migrateGuarded = async (
  pool: Pick<pg.Pool, 'connect'>,
  migrate: () => Promise<void>,
): Promise<void> => {
  await inOneTransaction(pool, [DROP_CHANGED])
  await migrate()
  await inOneTransaction(pool, inPlace())
}

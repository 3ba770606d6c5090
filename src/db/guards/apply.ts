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
             split_part(split_part(i.guard, ' ', 2), '.', 1) as tab, split_part(i.guard, '.', 2) as name
        from guard_inventory i
       where i.guard = any (${EXPECTED}) and i.guard ~ '^(constraint|index) '
         and not exists (select from (${CURRENT_GUARDS}) c where c.guard = i.guard)
       order by i.definition like 'FOREIGN KEY%'
    loop
      execute case
        when v_lost.is_index then v_lost.definition
        else format('alter table %I add constraint %I %s', v_lost.tab, v_lost.name, v_lost.definition)
      end;
    end loop;
    perform guards.apply_tenancy();
  end
  $restore$`

const RECORD = `
  delete from guard_inventory;
  insert into guard_inventory (guard, definition)
  select guard, definition from (${CURRENT_GUARDS}) as c where guard = any (${EXPECTED})`

/**
 * Puts every guard in place: idempotent, in one transaction, one process at a time. Runs as the owner
 * after each migration; hosts of the plugin get it the same way.
 */
export const applyGuards = (pool: Pick<pg.Pool, 'connect'>): Promise<void> =>
  asSystem('migrate', async () => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`)
      for (const file of guardFiles()) await client.query(readFileSync(file, 'utf8'))
      await client.query(RESTORE)
      await client.query(RECORD)
      await client.query('commit')
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      throw error
    } finally {
      client.release()
    }
  })

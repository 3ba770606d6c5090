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

const RECORD = `
  create table if not exists guard_inventory (guard text primary key, definition text not null);
  revoke all on guard_inventory from public;
  grant select on guard_inventory to caseload_runtime;
  delete from guard_inventory;
  insert into guard_inventory (guard, definition)
  select guard, definition from (${CURRENT_GUARDS}) as c
   where guard = any (string_to_array($guards$${EXPECTED_GUARDS.join('|')}$guards$, '|'))`

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
      await client.query(RECORD)
      await client.query('commit')
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      throw error
    } finally {
      client.release()
    }
  })

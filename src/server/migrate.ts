import pg from 'pg'
import { migrations } from '../db/migrations/index.ts'
import { RUNTIME_ROLE } from '../db/pool.ts'
import { openDatabase, type OpenDatabase } from './database.ts'
import type { Env } from './env.ts'
import { loadPayload } from './load.ts'

/** Lets the login that serves switch to the runtime role, where it is another one than the owner. */
const admitApp = async (database: OpenDatabase): Promise<void> => {
  const app = decodeURIComponent(new URL(database.appUrl).username)
  const owner = decodeURIComponent(new URL(database.ownerUrl).username)
  if (app === owner || app === '') return
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  try {
    await client.query(`grant ${RUNTIME_ROLE} to ${client.escapeIdentifier(app)}`)
  } finally {
    await client.end()
  }
}

/** `caseload migrate`: brings schema and guards to this release, as the owner. Safe to run again. */
export const migrate = async (env: Env): Promise<void> => {
  const database = await openDatabase(env)
  try {
    const { payload } = await loadPayload(env, database, 'owner')
    await payload.db.migrate({ migrations: migrations as never })
    await admitApp(database)
    await payload.destroy()
  } finally {
    await database.close()
  }
}

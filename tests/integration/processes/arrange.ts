import pg from 'pg'
import { PASSWORD, startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import type { TestDatabase } from '../../support/database.ts'
import { eventually } from '../../support/eventually.ts'
import { ask } from '../../support/processes.ts'

const DAY_MS = 86_400_000

/** The first Tuesday that is a week away: processes have the real clock. */
export const comingTuesday = (): string => {
  const now = Date.now()
  const days = Array.from({ length: 7 }, (_, index) => new Date(now + (7 + index) * DAY_MS))
  const tuesday = days.find((day) => day.getUTCDay() === 2)
  return tuesday?.toISOString().slice(0, 10) ?? ''
}

/** A clinic of today, arranged in this process and served by others. */
export const openClinicOfToday = async (): Promise<{ app: TestApp; clinic: Clinic }> => {
  const app = await startTestApp({ nowMs: Date.now() })
  return { app, clinic: await createClinic(app) }
}

/** A token that this server gave. */
export const tokenFrom = async (server: { port: number }, user: TestUser): Promise<string> => {
  const { body, status } = await ask(server, ['POST', '/api/users/login'], {
    body: { email: user.email, password: PASSWORD },
  })
  if (status !== 200) throw new Error(`${user.email} could not sign in: ${status}`)
  return body.token as string
}

export interface TableLock {
  /** Ends when somebody waits for it. */
  readonly awaited: () => Promise<void>
  readonly release: () => Promise<void>
}

const held = new Set<pg.Client>()

/** Lets go of every lock of a test, also of one that failed. */
export const releaseLocks = async (): Promise<void> => {
  await Promise.all([...held].map((client) => client.end()))
  held.clear()
}

/** Keeps everybody else from a table until it is released: from writing, or from reading too. */
export const lockTable = async (
  database: TestDatabase,
  table: string,
  keepsFrom: 'reading' | 'writing' = 'writing',
): Promise<TableLock> => {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  client.on('error', () => undefined)
  held.add(client)
  await client.connect()
  const mode = keepsFrom === 'writing' ? 'exclusive' : 'access exclusive'
  await client.query(`begin; lock table ${table} in ${mode} mode`)
  return {
    async awaited() {
      const waiting = await eventually(
        () =>
          database.sql(
            `select 1 from pg_locks where not granted and relation = to_regclass($1)
                and database = (select oid from pg_database where datname = current_database())`,
            [table],
          ),
        (rows) => rows.length > 0,
      )
      if (waiting.length === 0) throw new Error(`nobody waits for ${table}`)
    },
    async release() {
      held.delete(client)
      await client.end()
    },
  }
}

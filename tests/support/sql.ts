import pg from 'pg'
import type { Adapter } from '../../src/db/types.ts'
import type { TestApp } from './app.ts'
import type { TestDatabase } from './database.ts'

/** `app` signs in as the server does and owns nothing; `owner` migrates; `superuser` may do anything. */
export type Login = 'app' | 'owner' | 'superuser'

const urlOf = (database: TestDatabase, login: Login): string => {
  if (login === 'superuser') return database.rootUrl
  return login === 'app' ? database.appUrl : database.ownerUrl
}

/** Runs `work` on a connection of its own, in sight of every tenant. */
export const withClient = async <T>(
  database: TestDatabase,
  login: Login,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({ connectionString: urlOf(database, login) })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query("set app.tenants = '*'")
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Runs `work` in a transaction that is taken back, whatever came of it. */
export const undone = async <T>(client: pg.Client, work: () => Promise<T>): Promise<T> => {
  await client.query('begin')
  try {
    return await work()
  } finally {
    await client.query('rollback')
  }
}

/** Runs SQL as the superuser, once. */
export const asRoot = (database: TestDatabase, sql: string): Promise<pg.QueryResult> =>
  withClient(database, 'superuser', (client) => client.query(sql))

export const adapterOf = ({ payload }: Pick<TestApp, 'payload'>): Adapter =>
  payload.db as unknown as Adapter

/** Connections of the app's pool that somebody holds. */
export const checkedOut = ({ pool }: Adapter): number => pool._clients.length - pool._idle.length

import pg from 'pg'
import {
  asSuperuser,
  type DatabaseUrls,
  dropDatabase,
  ensureDatabase,
} from '../../src/server/embedded/database.ts'
import { superuserUrl } from '../../src/server/embedded/connect.ts'

interface Cluster {
  readonly password: string
  readonly port: number
}

export const testCluster = (): Cluster => {
  const info = process.env.CASELOAD_TEST_DATABASE
  if (info === undefined) throw new Error('run tests with `npm test` or `npm run test:int`')
  return JSON.parse(info) as Cluster
}

export interface TestDatabase extends DatabaseUrls {
  /** Past every wall: for COPY, which row-level security does not let in. */
  readonly rootUrl: string
  readonly drop: () => Promise<void>
  readonly name: string
  /** Runs SQL as the owner, in sight of every tenant. */
  readonly sql: <Row extends pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ) => Promise<Row[]>
}

/** A database of its own, copied from the migrated template or another one. */
export const createTestDatabase = async (template = 'caseload_template'): Promise<TestDatabase> => {
  const cluster = testCluster()
  const name = `test_${process.pid}_${Date.now()}_${Math.floor(Math.random() * 1e6)}`
  const urls = await ensureDatabase({ ...cluster, database: name, template })
  // Tests look at every tenant; the product says for each statement whom it works for.
  await asSuperuser(cluster, (root) =>
    root.query(`alter role caseload_owner in database ${name} set app.tenants = '*'`),
  )
  const pool = new pg.Pool({ connectionString: urls.ownerUrl, max: 3 })
  pool.on('error', () => undefined)
  return {
    ...urls,
    async drop() {
      await pool.end()
      await dropDatabase({ ...cluster, database: name })
    },
    name,
    rootUrl: superuserUrl(cluster.port, cluster.password, name),
    sql: async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) => {
      const { rows } = await pool.query<Row>(text, [...values])
      return rows
    },
  }
}

import { createServer } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { type DatabaseUrls, ensureDatabase } from '../../../src/server/embedded/database.ts'
import { createTestDatabase, testCluster, type TestDatabase } from '../../support/database.ts'
import { CONDITION, environmentFor, startProgram, type Started } from '../../support/processes.ts'

export interface Product {
  readonly database: TestDatabase
  readonly server: Started
  /** Where the sandbox keeps what was sent, a file each. */
  readonly sentDirectory: string
  readonly stop: () => Promise<void>
  readonly url: string
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => {
        resolve(port)
      })
    })
  })

/** A database with the demo, seeded once for all browser tests of a run: each of them copies it. */
const DEMO_TEMPLATE = 'caseload_demo'

const TURN = 7_420_009

/** Holds everybody else who asks for a turn, by a lock in a database that nobody copies. */
const inTurn = async <T>(url: string, run: () => Promise<T>): Promise<T> => {
  const client = new pg.Client({
    connectionString: Object.assign(new URL(url), { pathname: '/postgres' }).href,
  })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [TURN])
    return await run()
  } finally {
    await client.end()
  }
}

/** The product as `npm run quickstart` starts it: built, with demo clinics, worker and admin panel. */
export const startProduct = async (): Promise<Product> => {
  const template = await ensureDatabase({
    ...testCluster(),
    database: DEMO_TEMPLATE,
    template: 'caseload_template',
  })
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'caseload-e2e-'))
  // The panel calls the server by its address, which must be known before it listens.
  const port = await freePort()
  const start = (urls: DatabaseUrls, ...args: string[]): Started =>
    startProgram([process.execPath, CONDITION, 'dist/src/server/cli.js', ...args], {
      env: {
        ...environmentFor(urls),
        CASELOAD_DATA_DIR: dataDir,
        HOST: '127.0.0.1',
        LOG_LEVEL: 'warn',
        NODE_ENV: 'production',
        PORT: String(port),
      },
    })
  // Two files begin at once: one seeds, and a database that is copied has no other visitors.
  const database = await inTurn(template.ownerUrl, async () => {
    const seeded = await start(template, 'seed').ended
    if (seeded.code !== 0) throw new Error(`the demo could not be seeded\n${seeded.stderr}`)
    return createTestDatabase(DEMO_TEMPLATE)
  })
  const server = start(database, 'serve', '--worker')
  await server.ready
  return {
    database,
    server,
    sentDirectory: path.join(dataDir, 'sent'),
    async stop() {
      server.kill('SIGTERM')
      await server.ended
      await database.drop()
      rmSync(dataDir, { force: true, recursive: true })
    },
    url: `http://localhost:${port}`,
  }
}

import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from, to } from 'pg-copy-streams'
import { dropDatabase, ensureDatabase } from '../src/server/embedded/database.ts'
import { testCluster } from '../tests/support/database.ts'
import { eventually } from '../tests/support/eventually.ts'
import { knock, type Started, startProgram } from '../tests/support/processes.ts'
import type { Cleanup } from '../tests/proofs/support/prove.ts'

const SECRET = 'the yardstick needs a secret as well'
const SOURCES = path.resolve('bench/stock')
const NEXT = path.resolve('node_modules/next/dist/bin/next')
/** Whose versions make another build of the same sources. */
const PACKAGES = ['payload', 'next', 'react', '@payloadcms/next', '@payloadcms/plugin-multi-tenant']

export interface Running {
  readonly pid: number
  readonly port: number
  readonly startSeconds: number
}

const stop = (cleanup: Cleanup, child: Started): void => {
  cleanup(async () => {
    child.kill('SIGTERM')
    await child.ended
  })
}

/** What Node and PostgreSQL can do at most, on our own data. `key` signs the tokens. */
export const startRaw = async (
  cleanup: Cleanup,
  of: { key: string; ownerUrl: string; tenant: string },
): Promise<Running> => {
  const startedAt = performance.now()
  const child = startProgram(
    [process.execPath, '--conditions=production', '--import', 'tsx', 'bench/raw.ts'],
    { env: { RAW_DATABASE_URL: of.ownerUrl, RAW_KEY: of.key, RAW_TENANT: of.tenant } },
  )
  stop(cleanup, child)
  const { port = 0 } = await child.ready
  return { pid: child.pid, port, startSeconds: (performance.now() - startedAt) / 1000 }
}

const fingerprint = (): string => {
  const hash = createHash('sha256')
  const files = readdirSync(SOURCES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
  for (const file of files.toSorted()) {
    hash.update(path.relative(SOURCES, file)).update(readFileSync(file))
  }
  for (const name of PACKAGES) {
    hash.update(readFileSync(path.resolve('node_modules', name, 'package.json')))
  }
  return hash.digest('hex').slice(0, 16)
}

/** The folder of the built yardstick; built once for the same sources and packages. */
export const buildStock = (): string => {
  const cache = path.resolve('.cache')
  const folder = path.join(cache, `stock-${fingerprint()}`)
  if (existsSync(folder)) return folder
  const half = `${folder}.${process.pid}`
  cpSync(SOURCES, half, { recursive: true })
  const { status } = spawnSync(process.execPath, [NEXT, 'build'], {
    cwd: half,
    env: {
      ...process.env,
      DATABASE_URL: '',
      NEXT_TELEMETRY_DISABLED: '1',
      NODE_ENV: 'production',
      NODE_OPTIONS: '--conditions=production',
      PAYLOAD_SECRET: SECRET,
    },
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) throw new Error('the stock yardstick cannot be built')
  renameSync(half, folder)
  for (const name of readdirSync(cache).filter((entry) => /^stock-[0-9a-f]{16}$/.test(entry))) {
    const old = path.join(cache, name)
    const isOld = Date.now() - statSync(old).mtimeMs > 86_400_000
    if (old !== folder && isOld) rmSync(old, { force: true, recursive: true })
  }
  return folder
}

/** The same rows under the same ids; lists of users' tenants and balances as a stock app stores them. */
const COPIES: Readonly<Record<string, string>> = {
  contacts: 'contacts',
  locations: 'locations',
  patients: `(select p.*, c.shown_minor as credit_balance_minor, d.shown_minor as outstanding_dues_minor
                from patients p
                join ledger_accounts c on c.id = p.credit_account_id
                join ledger_accounts d on d.id = p.dues_account_id)`,
  patients_guardians: 'patients_guardians',
  patients_rels: 'patients_rels',
  rooms: 'rooms',
  sessions: 'sessions',
  tenants: 'tenants',
  therapy_types: 'therapy_types',
  users: 'users',
  users_tenants: `(select 1 as _order, user_id as _parent_id, id::text as id, tenant_id from memberships)`,
}
const IN_ORDER = [
  ...['tenants', 'users', 'users_tenants', 'locations', 'rooms', 'therapy_types', 'contacts'],
  ...['patients', 'patients_guardians', 'patients_rels', 'sessions'],
]

const columnsOf = async (client: pg.Client, source: string): Promise<string[]> => {
  const { fields } = await client.query(`select * from ${source} s limit 0`)
  return fields.map(({ name }) => name)
}

const copyRows = async (ours: pg.Client, stock: pg.Client): Promise<void> => {
  for (const table of IN_ORDER) {
    const source = COPIES[table] ?? table
    const theirs = new Set(await columnsOf(stock, table))
    const shared = (await columnsOf(ours, source)).filter((column) => theirs.has(column))
    const columns = shared.map((column) => `"${column}"`).join(', ')
    await pipeline(
      ours.query(to(`copy (select ${columns} from ${source} s) to stdout`)),
      stock.query(from(`copy ${table} (${columns}) from stdin`)),
    )
  }
  await stock.query('vacuum (analyze)')
}

/** A database of its own, with the schema that Payload pushes and our rows. */
const fillStock = async (cleanup: Cleanup, ownerUrl: string): Promise<string> => {
  const database = `stock_${process.pid}_${Date.now()}`
  const urls = await ensureDatabase({ ...testCluster(), database })
  cleanup(() => dropDatabase({ ...testCluster(), database }))
  execFileSync(
    process.execPath,
    ['--conditions=production', '--import', 'tsx', 'bench/stock/push.ts'],
    {
      env: {
        ...process.env,
        DATABASE_URL: urls.ownerUrl,
        NODE_ENV: 'development',
        PAYLOAD_SECRET: SECRET,
        STOCK_PUSH: 'true',
      },
      stdio: ['ignore', 'ignore', 2],
    },
  )
  const [ours, stock] = [ownerUrl, urls.ownerUrl].map(
    (connectionString) => new pg.Client({ connectionString }),
  ) as [pg.Client, pg.Client]
  await Promise.all([ours.connect(), stock.connect()])
  try {
    await ours.query("set app.tenants = '*'")
    await copyRows(ours, stock)
  } finally {
    await Promise.all([ours.end(), stock.end()])
  }
  return urls.ownerUrl
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = net.createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => {
        resolve(port)
      })
    })
  })

/** Payload as it comes, behind `next start`, with the same patients and sessions. */
export const startStock = async (cleanup: Cleanup, of: { ownerUrl: string }): Promise<Running> => {
  const cwd = buildStock()
  const DATABASE_URL = await fillStock(cleanup, of.ownerUrl)
  const port = await freePort()
  const startedAt = performance.now()
  const child = startProgram(
    [process.execPath, NEXT, 'start', '-H', '127.0.0.1', '-p', String(port)],
    {
      cwd,
      env: {
        DATABASE_URL,
        NEXT_TELEMETRY_DISABLED: '1',
        NODE_ENV: 'production',
        NODE_OPTIONS: '--conditions=production',
        PAYLOAD_SECRET: SECRET,
      },
    },
  )
  stop(cleanup, child)
  const status = await eventually(
    () => knock({ port }, '/api/users/me'),
    (code) => code === 200,
    60_000,
  )
  if (status !== 200)
    throw new Error(`the stock yardstick did not start: ${status}\n${child.told()}`)
  return { pid: child.pid, port, startSeconds: (performance.now() - startedAt) / 1000 }
}

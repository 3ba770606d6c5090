import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Account, canReach, postgresAccount } from './account.ts'
import { findBinaries, SHARED_ROOT } from './binaries.ts'

export interface ClusterOptions {
  /** Folder of the product's data; PostgreSQL's own lies below, or beside in a reachable place. */
  readonly dataDir: string
  /** For throw-away databases of tests: nothing is flushed to disk. */
  readonly isDisposable?: boolean
  readonly password: string
}

export interface Cluster {
  readonly directory: string
  /** True where this process started it, or where whoever did is gone: then it is ours to stop. */
  readonly isOurs: boolean
  readonly port: number
  readonly stop: () => Promise<void>
}

const SUPERUSER = 'postgres'

/** Below `dataDir`, or in a shared place when the database's user cannot get into it. */
const clusterDirectory = (dataDir: string, account: Account | undefined): string => {
  const wanted = path.resolve(dataDir, 'postgres')
  if (canReach(wanted, account)) return wanted
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 16)
  const shared = path.join(SHARED_ROOT, 'data', name)
  mkdirSync(path.dirname(shared), { mode: 0o755, recursive: true })
  for (const open of [SHARED_ROOT, path.dirname(shared)]) chmodSync(open, 0o755)
  writeFileSync(
    path.resolve(dataDir, 'postgres-is-elsewhere.txt'),
    `The database's user cannot enter this folder, so its data live in\n${shared}\n`,
  )
  return shared
}

const initialise = (
  initdb: string,
  {
    account,
    directory,
    password,
  }: { account: Account | undefined; directory: string; password: string },
): void => {
  mkdirSync(directory, { mode: 0o700, recursive: true })
  const passwordFile = path.join(os.tmpdir(), `caseload-${process.pid}-${Date.now()}`)
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (account !== undefined) {
    chownSync(directory, account.uid, account.gid)
    chownSync(passwordFile, account.uid, account.gid)
  }
  try {
    execFileSync(
      initdb,
      [
        `--pgdata=${directory}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
      ],
      { ...account, cwd: '/', env: { ...process.env, LC_ALL: 'C' }, stdio: 'pipe' },
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

const freePort = (): Promise<number> =>
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

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** What PostgreSQL's own lock file says: who runs here, on which port. */
const readRunning = (directory: string): { pid: number; port: number } | undefined => {
  const file = path.join(directory, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n').map(Number)
  return pid && port && isAlive(pid) ? { pid, port } : undefined
}

export const superuserUrl = (port: number, password: string, database = 'postgres'): string =>
  `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`

const answers = async (port: number, password: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: superuserUrl(port, password) })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

const stopServer = async (pid: number): Promise<void> => {
  if (!isAlive(pid)) return
  // Fast shutdown: what is under way is rolled back, nothing is lost.
  process.kill(pid, 'SIGINT')
  for (let waited = 0; isAlive(pid) && waited < 30_000; waited += 50) await sleep(50)
}

const THROW_AWAY = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']

const startServer = async (
  postgres: string,
  { account, directory }: { account: Account | undefined; directory: string },
  options: ClusterOptions,
): Promise<{ pid: number; port: number }> => {
  const port = await freePort()
  const log = openSync(path.join(directory, 'server.log'), 'a')
  const child = spawn(
    postgres,
    [
      ...['-D', directory, '-p', String(port), '-h', '127.0.0.1', '-k', ''],
      ...['-c', 'max_connections=200', '-c', 'shared_buffers=256MB', '-c', 'timezone=UTC'],
      ...(options.isDisposable === true ? THROW_AWAY : []),
    ],
    // A group of its own: Ctrl-C reaches us first, and we stop it after draining.
    {
      ...account,
      cwd: '/',
      detached: true,
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', log, log],
    },
  )
  child.unref()
  const pid = child.pid ?? 0
  for (let waited = 0; waited < 30_000; waited += 50) {
    if (await answers(port, options.password)) return { pid, port }
    if (!isAlive(pid)) break
    await sleep(50)
  }
  const told = readFileSync(path.join(directory, 'server.log'), 'utf8').split('\n').slice(-6)
  throw new Error(`PostgreSQL did not start:\n${told.join('\n')}`)
}

/** Starts the embedded PostgreSQL, or joins the one that runs on this data already. */
export const startCluster = async (options: ClusterOptions): Promise<Cluster> => {
  const account = postgresAccount()
  mkdirSync(options.dataDir, { recursive: true })
  const directory = clusterDirectory(options.dataDir, account)
  const starterFile = path.resolve(options.dataDir, 'postgres-starter.pid')
  const running = readRunning(directory)
  if (running !== undefined && (await answers(running.port, options.password))) {
    const starter = existsSync(starterFile) ? Number(readFileSync(starterFile, 'utf8')) : 0
    const isOurs = !isAlive(starter)
    if (isOurs) writeFileSync(starterFile, String(process.pid))
    return { directory, isOurs, port: running.port, stop: () => stopServer(running.pid) }
  }
  const { initdb, postgres } = findBinaries(account)
  if (!existsSync(path.join(directory, 'PG_VERSION'))) {
    initialise(initdb, { account, directory, password: options.password })
  }
  const { pid, port } = await startServer(postgres, { account, directory }, options)
  writeFileSync(starterFile, String(process.pid))
  return { directory, isOurs: true, port, stop: () => stopServer(pid) }
}

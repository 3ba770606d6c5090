import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Account, canReach, postgresAccount } from './account.ts'
import { findBinaries, SHARED_ROOT } from './binaries.ts'
import { answers, SUPERUSER } from './connect.ts'
import { holdCluster } from './hold.ts'
import { isAlive, withLock } from './lock.ts'

export interface ClusterOptions {
  /** Folder of the product's data; PostgreSQL's own lies below, or beside in a reachable place. */
  readonly dataDir: string
  /** For throw-away databases of tests: nothing is flushed to disk. */
  readonly isDisposable?: boolean
  readonly password: string
}

export interface Cluster {
  readonly directory: string
  readonly port: number
  /** Stops it, unless another process still works with it. */
  readonly release: () => Promise<void>
  /** Stops it, whoever works with it. */
  readonly stop: () => Promise<void>
}

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

/** Makes a new cluster beside its place and moves it in whole: one that was cut off leaves no half. */
const initialise = (
  initdb: string,
  {
    account,
    directory,
    password,
  }: { account: Account | undefined; directory: string; password: string },
): void => {
  const half = `${directory}.half`
  rmSync(half, { force: true, recursive: true })
  mkdirSync(half, { mode: 0o700, recursive: true })
  // Beside the cluster, where the next try finds and removes what a killed one left.
  const passwordFile = `${directory}.password`
  rmSync(passwordFile, { force: true })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (account !== undefined) {
    chownSync(half, account.uid, account.gid)
    chownSync(passwordFile, account.uid, account.gid)
  }
  try {
    execFileSync(
      initdb,
      [
        `--pgdata=${half}`,
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
    renameSync(half, directory)
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

/** What PostgreSQL's own lock file says: who runs here, on which port. */
const readRunning = (directory: string): Running | undefined => {
  const file = path.join(directory, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n').map(Number)
  return pid && port && isAlive(pid) ? { pid, port } : undefined
}

const stopServer = async (pid: number): Promise<void> => {
  if (!isAlive(pid)) return
  // Fast shutdown: what is under way is rolled back, nothing is lost.
  process.kill(pid, 'SIGINT')
  for (let waited = 0; isAlive(pid) && waited < 30_000; waited += 50) await sleep(50)
}

const THROW_AWAY = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']

interface Running {
  readonly pid: number
  readonly port: number
}

const launch = async (
  postgres: string,
  { account, directory }: { account: Account | undefined; directory: string },
  options: ClusterOptions,
): Promise<Running | undefined> => {
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
  closeSync(log)
  child.unref()
  const pid = child.pid ?? 0
  for (let waited = 0; waited < 30_000; waited += 50) {
    if (await answers(port, options.password)) return { pid, port }
    if (!isAlive(pid)) break
    await sleep(50)
  }
  return undefined
}

/** What a killed server still holds for a moment: its last backends have not seen yet that it is gone. */
const LEFT_OVER = /pre-existing shared memory block|lock file "postmaster.pid" already exists/

const startServer = async (
  postgres: string,
  place: { account: Account | undefined; directory: string },
  options: ClusterOptions,
): Promise<Running> => {
  let told = ''
  for (let tries = 0; tries < 20; tries += 1) {
    const running = await launch(postgres, place, options)
    if (running !== undefined) return running
    const log = readFileSync(path.join(place.directory, 'server.log'), 'utf8')
    told = log.split('\n').slice(-6).join('\n')
    if (!LEFT_OVER.test(told)) break
    await sleep(250)
  }
  throw new Error(`PostgreSQL did not start:\n${told}`)
}

/** The server that runs on this data already; one that is coming up is waited for. */
const findRunning = async (directory: string, password: string): Promise<Running | undefined> => {
  for (let waited = 0; waited < 10_000; waited += 50) {
    const running = readRunning(directory)
    if (running === undefined || (await answers(running.port, password))) return running
    await sleep(50)
  }
  return undefined
}

/**
 * Starts the embedded PostgreSQL, or joins the one that runs on this data already. Processes that start
 * or stop it at the same time take turns.
 */
export const startCluster = async (options: ClusterOptions): Promise<Cluster> => {
  const account = postgresAccount()
  const { dataDir, password } = options
  mkdirSync(dataDir, { recursive: true })
  const directory = clusterDirectory(dataDir, account)
  const lock = path.resolve(dataDir, 'postgres-starting.pid')
  return withLock(lock, async () => {
    const start = async (): Promise<Running> => {
      const { initdb, postgres } = findBinaries(account)
      if (!existsSync(path.join(directory, 'PG_VERSION'))) {
        initialise(initdb, { account, directory, password })
      }
      return startServer(postgres, { account, directory }, options)
    }
    const { pid, port } = (await findRunning(directory, password)) ?? (await start())
    const hold = await holdCluster(port, password)
    return {
      directory,
      port,
      release: () =>
        withLock(lock, async () => {
          if (await hold.leave()) await stopServer(pid)
        }),
      async stop() {
        await hold.leave()
        await stopServer(pid)
      },
    }
  })
}

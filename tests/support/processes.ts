// Our Node processes as they are started in production: from the build, with an environment of their own.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import type { DatabaseUrls } from '../../src/server/embedded/database.ts'
import { eventually } from './eventually.ts'

export const CONDITION = '--conditions=production'

export type Environment = Readonly<Record<string, string>>

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stderr: string
  readonly stdout: string
}

export interface Started {
  /** Reads nothing any more of what it says: its next line meets a closed pipe. */
  readonly deafen: () => void
  readonly ended: Promise<Ended>
  readonly kill: (signal: NodeJS.Signals) => void
  readonly pid: number
  /** What it says when it is ready; refused where it ends before. */
  readonly ready: Promise<{ port?: number }>
  readonly told: () => string
}

export interface Server extends Started {
  readonly port: number
}

export interface Workspace {
  /** Ends what still runs, the embedded PostgreSQL too, and removes the folder. */
  readonly close: () => Promise<void>
  readonly dataDir: string
  readonly folder: string
  /** Runs a command of the command line to its end. */
  readonly run: (args: readonly string[], env?: Environment) => Promise<Ended>
  /** `caseload serve --no-admin` on a free port. */
  readonly serve: (env?: Environment, ...flags: readonly string[]) => Promise<Server>
  readonly start: (args: readonly string[], env?: Environment) => Started
}

/** A key-encryption key, for processes on a database of somebody's own. */
export const TEST_KEYS = `k1:${Buffer.alloc(32, 'caseload').toString('base64')}`

/** Tests, proofs and bench ask more than people do; `limits.int.spec.ts` holds what people get. */
export const RAISED_LIMITS: Environment = {
  RATE_LIMIT_ADDRESS: '1000000',
  RATE_LIMIT_FORMS: '1000000',
  RATE_LIMIT_REPORTS: '1000000',
  RATE_LIMIT_SIGN_IN: '1000000',
  RATE_LIMIT_TENANT: '1000000',
  RATE_LIMIT_USER: '1000000',
}

/** The environment of processes that work on one database, with one secret and raised limits. */
export const environmentFor = (urls: DatabaseUrls): Environment => ({
  ...RAISED_LIMITS,
  DATABASE_OWNER_URL: urls.ownerUrl,
  DATABASE_URL: urls.appUrl,
  ENCRYPTION_KEYS: TEST_KEYS,
  PAYLOAD_SECRET: 'one secret for all processes of a test',
})

let built: string | undefined

/** A folder with bin/ and dist/ of these very sources. */
export const builtFolder = (): string => {
  built ??= execFileSync(process.execPath, ['scripts/built-server.mjs'], {
    encoding: 'utf8',
  }).trim()
  return built
}

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Nothing of whoever runs the tests reaches the process: no database, no NODE_ENV, no options. */
const environmentOf = (env: Environment): NodeJS.ProcessEnv =>
  ({ HOME: os.homedir(), PATH: process.env.PATH ?? '', ...env }) as unknown as NodeJS.ProcessEnv

const collect = (child: ChildProcess) => {
  const told = { all: '', stderr: '', stdout: '' }
  for (const name of ['stderr', 'stdout'] as const) {
    child[name]?.on('data', (chunk: Buffer) => {
      told[name] += chunk.toString()
      told.all += chunk.toString()
    })
  }
  return told
}

/** Starts any program; `node` with the product's conditions is `startNode`. */
export const startProgram = (
  [program, ...args]: readonly [string, ...string[]],
  { cwd, env = {} }: { cwd?: string; env?: Environment } = {},
): Started => {
  const child = spawn(program, args, {
    cwd,
    env: environmentOf(env),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const told = collect(child)
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      resolve({ code, signal, stderr: told.stderr, stdout: told.stdout })
    })
  })
  const ready = new Promise<{ port?: number }>((resolve, reject) => {
    child.on('message', resolve)
    ended.then(({ code }) => {
      reject(new Error(`ended with ${code ?? 'a signal'} before it was ready\n${told.all}`))
    }, reject)
  })
  // Who waits for the end only need not handle this.
  ready.catch(() => undefined)
  return {
    deafen() {
      child.stdout?.destroy()
      child.stderr?.destroy()
    },
    ended,
    kill: (signal) => child.kill(signal),
    pid: child.pid ?? 0,
    ready,
    told: () => told.all,
  }
}

/** Where PostgreSQL keeps the data of a data folder: below it, or where its note says. */
export const clusterOf = (dataDir: string): string => {
  const note = path.join(dataDir, 'postgres-is-elsewhere.txt')
  if (!existsSync(note)) return path.join(dataDir, 'postgres')
  return readFileSync(note, 'utf8').split('\n')[1] ?? ''
}

/** What PostgreSQL's own lock file says, line by line. */
const lockFileOf = (dataDir: string): string[] => {
  const file = path.join(clusterOf(dataDir), 'postmaster.pid')
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
}

/** The embedded PostgreSQL of a data folder; 0: none runs. */
export const postgresOf = (dataDir: string): number => {
  const pid = Number(lockFileOf(dataDir)[0] ?? 0)
  return pid > 0 && isAlive(pid) ? pid : 0
}

export const portOf = (dataDir: string): number => Number(lockFileOf(dataDir)[3] ?? 0)

const killAll = async (children: readonly Started[], dataDir: string): Promise<void> => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.allSettled(children.map(({ ended }) => ended))
  const postgres = postgresOf(dataDir)
  if (postgres === 0) return
  process.kill(postgres, 'SIGINT')
  await eventually(
    () => isAlive(postgres),
    (alive) => !alive,
  )
}

/**
 * A folder in which processes run, with its data folder in it. `cli` is started instead of the build's
 * own, `env` is every process's; only we may enter a folder that `isClosed`.
 */
export const openWorkspace = (
  of: { cli?: string; env?: Environment; isClosed?: boolean } = {},
): Workspace => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'caseload-process-'))
  // The database's own user must get in, or be kept out.
  chmodSync(folder, of.isClosed === true ? 0o700 : 0o755)
  const dataDir = path.join(folder, 'data')
  const cli = of.cli ?? path.join(builtFolder(), 'dist/src/server/cli.js')
  const children: Started[] = []
  const start: Workspace['start'] = (args, env = {}) => {
    const child = startProgram([process.execPath, CONDITION, cli, ...args], {
      cwd: folder,
      env: {
        CASELOAD_DATA_DIR: dataDir,
        HOST: '127.0.0.1',
        LOG_LEVEL: 'warn',
        PORT: '0',
        ...of.env,
        ...env,
      },
    })
    children.push(child)
    return child
  }
  return {
    async close() {
      await killAll(children, dataDir)
      rmSync(folder, { force: true, recursive: true })
    },
    dataDir,
    folder,
    run: (args, env) => start(args, env).ended,
    async serve(env, ...flags) {
      const child = start(['serve', '--no-admin', ...flags], env)
      const { port = 0 } = await child.ready
      return { ...child, port }
    },
    start,
  }
}

const TICKS_A_SECOND = 100

/** What a process has used of the processors so far. */
export const cpuSecondsOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
}

export interface HttpAnswer {
  readonly body: any
  readonly status: number
}

/** One request on a connection of its own. Refused with the system's code where nobody listens. */
export const ask = (
  { port }: { port: number },
  [method, route]: readonly [method: string, route: string],
  { body, token }: { body?: unknown; token?: string } = {},
): Promise<HttpAnswer> =>
  new Promise((resolve, reject) => {
    const request = http.request(
      {
        agent: false,
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `JWT ${token}` }),
        },
        host: '127.0.0.1',
        method,
        path: route,
        port,
      },
      (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString()
        })
        response.on('end', () => {
          resolve({ body: text === '' ? {} : JSON.parse(text), status: response.statusCode ?? 0 })
        })
        response.on('error', reject)
      },
    )
    request.on('error', reject)
    request.end(body === undefined ? undefined : JSON.stringify(body))
  })

/** As `ask`; gives the status, or the code where nobody answers. */
export const knock = async (server: { port: number }, route: string): Promise<number | string> => {
  try {
    return (await ask(server, ['GET', route])).status
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown'
  }
}

import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startWork } from '../jobs/work.ts'
import { closeOnFailure, openDatabase, type OpenDatabase } from './database.ts'
import { drainOf } from './drain.ts'
import type { Env } from './env.ts'
import { createHealth, ensureGuarded } from './health.ts'
import { createApp } from './http/app.ts'
import { createLimits } from './limits/limits.ts'
import { loadPayload } from './load.ts'
import { createLog } from './log.ts'
import { onShutdown } from './shutdown.ts'

export interface ServeOptions {
  /** Next in development mode: the admin panel reloads when its code changes. */
  readonly isDev?: boolean
  /** Serves the admin panel; without it REST and GraphQL only. */
  readonly withAdmin?: boolean
  /** Also delivers messages, in this process. */
  readonly withWorker?: boolean
}

const listen = (server: Server, env: Env): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(
        new Error(`HOST or PORT: cannot listen on ${env.HOST}:${env.PORT} (${error.message})`, {
          cause: error,
        }),
      )
    })
    server.listen(env.PORT, env.HOST, resolve)
  })

/** The project's folder, which has the admin panel's build: above the sources and above dist/. */
const projectFolder = (): string => {
  let folder = path.dirname(fileURLToPath(import.meta.url))
  while (!existsSync(path.join(folder, 'package.json'))) {
    const above = path.dirname(folder)
    if (above === folder) return process.cwd()
    folder = above
  }
  return folder
}

const prepareNext = async (isDev: boolean) => {
  const { default: next } = await import('next')
  const app = next({ dev: isDev, dir: projectFolder() })
  await app.prepare()
  return app
}

const start = async (
  env: Env,
  options: ServeOptions,
  database: OpenDatabase,
): Promise<{ port: number }> => {
  const log = createLog(env.LOG_LEVEL)
  const { config, payload } = await loadPayload(env, database)
  payload.logger = log
  await ensureGuarded(payload)
  const health = createHealth(payload)
  const nextApp =
    options.withAdmin === false ? undefined : await prepareNext(options.isDev === true)
  const limits = createLimits(payload, env, log)
  const handleNext = nextApp?.getRequestHandler()
  const { GRAPHQL_POST } = await import('@payloadcms/next/routes')
  const app = createApp({
    config,
    env,
    graphql: GRAPHQL_POST(config),
    health,
    isDev: options.isDev === true,
    limits,
    log,
    payload,
    ...(handleNext === undefined ? {} : { next: (req, res) => handleNext(req, res) }),
  })
  const server = createServer(app)
  const drain = drainOf(server)
  await listen(server, env)
  const loop = options.withWorker === true ? await startWork(payload, log) : undefined
  health.markStarted()
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : env.PORT
  log.info({ embedded: database.isEmbedded, port, worker: loop !== undefined }, 'serving')
  onShutdown(log, async () => {
    health.drain()
    await Promise.all([loop?.stop(), drain.close()])
    await limits.close()
    await nextApp?.close()
    await payload.destroy()
    await database.close()
  })
  return { port }
}

/** `caseload serve`: the web server, until it is told to stop. */
export const serve = async (env: Env, options: ServeOptions): Promise<{ port: number }> => {
  const database = await openDatabase(env)
  return closeOnFailure(database, () => start(env, options, database))
}

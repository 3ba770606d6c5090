import { createServer, type Server } from 'node:http'
import { startMessageLoop } from '../jobs/messageLoop.ts'
import { openDatabase } from './database.ts'
import type { Env } from './env.ts'
import { createHealth, missingGuards, pendingMigrations } from './health.ts'
import { createApp } from './http/app.ts'
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
    server.once('error', reject)
    server.listen(env.PORT, env.HOST, resolve)
  })

const prepareNext = async (isDev: boolean) => {
  const { default: next } = await import('next')
  const app = next({ dev: isDev, dir: process.cwd() })
  await app.prepare()
  return app
}

/** Refuses to serve without every migration and every guard: what they promise would not hold. */
const ensureGuarded = async (payload: Parameters<typeof missingGuards>[0]): Promise<void> => {
  const pending = await pendingMigrations(payload)
  if (pending.length > 0) {
    throw new Error(
      `migrations are pending: run \`caseload migrate\` first (${pending.join(', ')})`,
    )
  }
  const missing = await missingGuards(payload)
  if (missing.length > 0) {
    throw new Error(`guards are missing: run \`caseload migrate\` first (${missing.join(', ')})`)
  }
}

/** `caseload serve`: the web server, until it is told to stop. */
export const serve = async (env: Env, options: ServeOptions): Promise<{ port: number }> => {
  const log = createLog(env.LOG_LEVEL)
  const database = await openDatabase(env)
  const { config, payload } = await loadPayload(env, database)
  payload.logger = log
  await ensureGuarded(payload)
  const health = createHealth(payload)
  const nextApp =
    options.withAdmin === false ? undefined : await prepareNext(options.isDev === true)
  const handleNext = nextApp?.getRequestHandler()
  const { GRAPHQL_POST } = await import('@payloadcms/next/routes')
  const app = createApp({
    config,
    env,
    graphql: GRAPHQL_POST(config),
    health,
    log,
    payload,
    ...(handleNext === undefined ? {} : { next: (req, res) => handleNext(req, res) }),
  })
  const server = createServer(app)
  await listen(server, env)
  const loop = options.withWorker === true ? await startMessageLoop(payload, log) : undefined
  health.markStarted()
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : env.PORT
  log.info({ embedded: database.isEmbedded, port, worker: loop !== undefined }, 'serving')
  onShutdown(log, async () => {
    health.drain()
    await Promise.all([loop?.stop(), closeServer(server)])
    await nextApp?.close()
    await payload.destroy()
    await database.close()
  })
  return { port }
}

/** Lets what is under way finish, and lets idle connections go. */
const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve()
    })
    server.closeIdleConnections()
    setTimeout(() => {
      server.closeAllConnections()
    }, 25_000).unref()
  })

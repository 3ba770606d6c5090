import compression from 'compression'
import express, { type Express, type Request, type RequestHandler, type Response } from 'express'
import helmet from 'helmet'
import { handleEndpoints, type Payload, type SanitizedConfig } from 'payload'
import type { Env } from '../env.ts'
import type { Health } from '../health.ts'
import type { Logger } from '../log.ts'
import { createMetrics } from './metrics.ts'
import {
  answerFailures,
  answerUnknown,
  ensureJson,
  identify,
  logRequests,
  readBody,
  refuseWhileDraining,
  requestIdOf,
} from './middleware.ts'
import { sendFetchResponse, toFetchRequest } from './requests.ts'

export interface AppOptions {
  readonly config: SanitizedConfig
  readonly env: Env
  readonly graphql: (request: globalThis.Request) => Promise<globalThis.Response>
  readonly health: Health
  readonly log: Logger
  /** Serves everything that is not ours: the admin panel. */
  readonly next?: (req: Request, res: Response) => Promise<void>
  readonly payload: Payload
}

const headers = helmet({
  // The admin panel's own policy comes with its work on inline scripts.
  contentSecurityPolicy: false,
  frameguard: { action: 'deny' },
  hsts: { includeSubDomains: true, maxAge: 31_536_000 },
})

/** REST and GraphQL through Payload's own handlers, without Next in the path. */
const answerApi =
  ({ config, graphql }: AppOptions): RequestHandler =>
  async (req, res) => {
    const request = toFetchRequest(req, requestIdOf(res))
    const isGraphql = req.path === '/graphql' && req.method === 'POST'
    const response = await (isGraphql ? graphql(request) : handleEndpoints({ config, request }))
    await sendFetchResponse(response, res)
  }

/** The HTTP face of the product: probes, REST, GraphQL, and Next for the admin panel. */
export const createApp = (options: AppOptions): Express => {
  const { env, health, log, next, payload } = options
  const app = express()
  const metrics = createMetrics(payload, env.METRICS_TOKEN)
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('trust proxy', env.TRUSTED_PROXIES)
  app.use(identify, logRequests(log, metrics), headers)
  app.get('/live', (_req, res) => {
    res.json({ live: true })
  })
  app.get('/ready', async (_req, res) => {
    const readiness = await health.check()
    res.status(readiness.ready ? 200 : 503).json(readiness)
  })
  app.get('/metrics', metrics.handle)
  app.use(refuseWhileDraining(health))
  app.use(compression())
  app.use('/api', readBody, ensureJson, answerApi(options))
  if (next !== undefined) app.use((req, res) => next(req, res))
  app.use(answerUnknown)
  app.use(answerFailures(log))
  return app
}

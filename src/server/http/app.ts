import compression from 'compression'
import express, { type Express, type Request, type RequestHandler, type Response } from 'express'
import helmet from 'helmet'
import { handleEndpoints, type Payload, type SanitizedConfig } from 'payload'
import { notFound } from '../../domain/errors.ts'
import type { Env } from '../env.ts'
import type { Health } from '../health.ts'
import type { Logger } from '../log.ts'
import { sendRefusal } from './answers.ts'
import { createMetrics } from './metrics.ts'
import {
  answerFailures,
  answerUnknown,
  ensureJson,
  ensureReadable,
  identify,
  logRequests,
  readBody,
  refuseWhileDraining,
  requestIdOf,
} from './middleware.ts'
import { sendFetchResponse, toFetchRequest } from './requests.ts'
import { createRouteOf } from './routes.ts'

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
  // Ours are answers for programs: nothing in them is ever to be run or framed.
  contentSecurityPolicy: {
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    useDefaults: false,
  },
  frameguard: { action: 'deny' },
  hsts: { includeSubDomains: true, maxAge: 31_536_000 },
})

/** Payload says so in a shape of its own. */
const isUnknownRoute = async (response: globalThis.Response): Promise<boolean> =>
  response.status === 404 &&
  (await response.clone().text()).startsWith('{"message":"Route not found')

/** The admin panel's own policy comes with its work on inline scripts. */
const answerByNext =
  (next: NonNullable<AppOptions['next']>): RequestHandler =>
  (req, res) => {
    res.removeHeader('content-security-policy')
    return next(req, res)
  }

/** REST and GraphQL through Payload's own handlers, without Next in the path. */
const answerApi =
  ({ config, graphql }: AppOptions): RequestHandler =>
  async (req, res) => {
    const request = toFetchRequest(req, requestIdOf(res))
    const isGraphql = req.path === '/graphql' && req.method === 'POST'
    const response = await (isGraphql ? graphql(request) : handleEndpoints({ config, request }))
    if (await isUnknownRoute(response)) sendRefusal(res, notFound({}), requestIdOf(res))
    else await sendFetchResponse(response, res)
  }

/** The HTTP face of the product: probes, REST, GraphQL, and Next for the admin panel. */
export const createApp = (options: AppOptions): Express => {
  const { env, health, log, next, payload } = options
  const app = express()
  const metrics = createMetrics(payload, env.METRICS_TOKEN)
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('trust proxy', env.TRUSTED_PROXIES)
  app.use(identify, logRequests(log, metrics, createRouteOf(options.config)), headers)
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
  app.use('/api', ensureReadable, readBody, ensureJson, answerApi(options))
  if (next !== undefined) app.use(answerByNext(next))
  app.use(answerUnknown)
  app.use(answerFailures(log))
  return app
}

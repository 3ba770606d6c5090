import compression from 'compression'
import express, { type Express, type Request, type RequestHandler, type Response } from 'express'
import { handleEndpoints, type Payload, type SanitizedConfig } from 'payload'
import { notFound } from '../../domain/errors.ts'
import type { Env } from '../env.ts'
import type { Health } from '../health.ts'
import type { Limits } from '../limits/limits.ts'
import type { Logger } from '../log.ts'
import { sendRefusal } from './answers.ts'
import { judgeQuery, withCodes } from './graphql.ts'
import { protectAnswers, protectPage } from './headers.ts'
import { limitForms, limitRequests } from './limitRequests.ts'
import { createMetrics } from './metrics.ts'
import {
  answerFailures,
  answerUnknown,
  ensureJson,
  ensureOnePath,
  ensureReadable,
  identify,
  logRequests,
  readBody,
  refuseWhileDraining,
  requestIdOf,
} from './middleware.ts'
import { ensureOurPages } from './origins.ts'
import { ensureParametersKnown } from './parameters.ts'
import { sendFetchResponse, toFetchRequest } from './requests.ts'
import { createRouteOf } from './routes.ts'

export interface AppOptions {
  readonly config: SanitizedConfig
  readonly env: Env
  readonly graphql: (request: globalThis.Request) => Promise<globalThis.Response>
  readonly health: Health
  /** Next in development mode. */
  readonly isDev?: boolean
  readonly limits: Limits
  readonly log: Logger
  /** Serves everything that is not ours: the admin panel. */
  readonly next?: (req: Request, res: Response) => Promise<void>
  readonly payload: Payload
}

/** Payload says so in a shape of its own. */
const isUnknownRoute = async (response: globalThis.Response): Promise<boolean> =>
  response.status === 404 &&
  (await response.clone().text()).startsWith('{"message":"Route not found')

/** The pages of the admin panel, and the files that they load. */
const answerByNext =
  (next: NonNullable<AppOptions['next']>, isDev: boolean): RequestHandler =>
  (req, res) => {
    protectPage(isDev, req, res)
    return next(req, res)
  }

/** REST and GraphQL through Payload's own handlers, without Next in the path. */
const answerApi =
  ({ config, graphql }: AppOptions): RequestHandler =>
  async (req, res) => {
    const request = toFetchRequest(req, requestIdOf(res))
    const isGraphql = req.path === '/graphql' && req.method === 'POST'
    const response = isGraphql
      ? await withCodes(await graphql(request), requestIdOf(res))
      : await handleEndpoints({ config, request })
    if (await isUnknownRoute(response)) sendRefusal(res, notFound({}), requestIdOf(res))
    else await sendFetchResponse(response, res)
  }

/** The HTTP face of the product: probes, REST, GraphQL, and Next for the admin panel. */
export const createApp = (options: AppOptions): Express => {
  const { config, env, health, isDev = false, limits, log, next, payload } = options
  const app = express()
  const metrics = createMetrics(payload, env.METRICS_TOKEN)
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('trust proxy', env.TRUSTED_PROXIES)
  app.use(
    identify,
    logRequests({ limits, log, metrics, routeOf: createRouteOf(config) }),
    protectAnswers,
    ensureOnePath,
  )
  app.get('/live', (_req, res) => {
    res.json({ live: true })
  })
  app.get('/ready', async (_req, res) => {
    const readiness = await health.check()
    res.status(readiness.ready ? 200 : 503).json(readiness)
  })
  app.get('/metrics', metrics.handle)
  app.use(refuseWhileDraining(health))
  app.use(compression(), ensureOurPages(payload, env))
  app.use('/api', ensureReadable, limitRequests(payload, limits), readBody, ensureJson)
  app.use('/api/graphql', judgeQuery(limits))
  app.use('/api', ensureParametersKnown(config), answerApi(options))
  // Next has routes of its own there, for hosts without this server.
  app.use(/^\/api(?:\/|$)/i, answerUnknown)
  if (next !== undefined) app.use(limitForms(limits), answerByNext(next, isDev))
  app.use(answerUnknown)
  app.use(answerFailures(log))
  return app
}

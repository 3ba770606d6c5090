import { randomUUID } from 'node:crypto'
import compression from 'compression'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import helmet from 'helmet'
import { handleEndpoints, type Payload, type SanitizedConfig } from 'payload'
import { badJson, bodyTooLarge, unavailable } from '../../domain/errors.ts'
import type { Env } from '../env.ts'
import type { Health } from '../health.ts'
import type { Logger } from '../log.ts'
import { sendError, sendRefusal } from './answers.ts'
import { createMetrics } from './metrics.ts'
import { sendFetchResponse, toFetchRequest } from './requests.ts'

const BODY_LIMIT_BYTES = 1_000_000
const REQUEST_ID = /^[\w-]{8,64}$/

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

const requestIdOf = (res: Response): string => String(res.locals.requestId)

/** `/api/patients/0198…/statement` → `/api/patients/:id/statement`, so that routes can be counted. */
const routeOf = (path: string): string =>
  path.startsWith('/api/')
    ? path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, ':id').slice(0, 120)
    : path.startsWith('/admin')
      ? '/admin'
      : path.startsWith('/_next')
        ? '/_next'
        : path

const identify = (req: Request, res: Response, next: NextFunction): void => {
  const given = req.get('x-request-id') ?? ''
  res.locals.requestId = REQUEST_ID.test(given) ? given : randomUUID()
  res.setHeader('x-request-id', requestIdOf(res))
  next()
}

/** A JSON body that is none is said before anything reads it. @rule API-3 */
const ensureJson = (req: Request): void => {
  const body: unknown = req.body
  if (!Buffer.isBuffer(body) || body.length === 0 || !req.is('application/json')) return
  try {
    JSON.parse(body.toString('utf8'))
  } catch {
    throw badJson({})
  }
}

const readBody = express.raw({ limit: BODY_LIMIT_BYTES, type: () => true })

/**
 * The HTTP face of the product: probes, REST and GraphQL through Payload without Next in the path, and
 * Next for the admin panel.
 */
export const createApp = (options: AppOptions): Express => {
  const { config, env, health, log, payload } = options
  const app = express()
  const metrics = createMetrics(payload, env.METRICS_TOKEN)
  app.disable('x-powered-by')
  app.set('trust proxy', env.TRUSTED_PROXIES)
  app.set('etag', false)
  app.use(identify)
  app.use((req, res, next) => {
    const startedAt = performance.now()
    res.on('finish', () => {
      const ms = performance.now() - startedAt
      const route = routeOf(req.originalUrl.split('?')[0] ?? '/')
      metrics.observe({ method: req.method, ms, route, status: res.statusCode })
      const line = { method: req.method, ms: Math.round(ms), requestId: requestIdOf(res), route, status: res.statusCode }
      if (res.statusCode >= 500) log.error(line, 'request')
      else if (route !== '/_next') log.info(line, 'request')
    })
    next()
  })
  app.use(
    helmet({
      // The admin panel's own policy comes with its work on inline scripts.
      contentSecurityPolicy: false,
      frameguard: { action: 'deny' },
      hsts: { includeSubDomains: true, maxAge: 31_536_000 },
    }),
  )

  app.get('/live', (_req, res) => {
    res.json({ live: true })
  })
  app.get('/ready', async (_req, res) => {
    const readiness = await health.check()
    res.status(readiness.ready ? 200 : 503).json(readiness)
  })
  app.get('/metrics', metrics.handle)

  app.use((_req, res, next) => {
    if (health.isDraining()) {
      res.setHeader('connection', 'close')
      sendRefusal(res, unavailable({}), requestIdOf(res))
      return
    }
    next()
  })
  app.use(compression() as unknown as express.RequestHandler)
  app.use('/api', readBody, async (req, res) => {
    ensureJson(req)
    const request = toFetchRequest(req, requestIdOf(res))
    const isGraphql = req.path === '/graphql' && req.method === 'POST'
    const response = isGraphql
      ? await options.graphql(request)
      : await handleEndpoints({ config, request })
    await sendFetchResponse(response, res)
  })

  const { next } = options
  if (next !== undefined) app.use((req, res) => next(req, res))
  app.use((_req, res) => {
    res.status(404).json({
      errors: [{ data: { code: 'not-found', facts: {}, requestId: requestIdOf(res) }, message: 'There is nothing here.', name: 'NotFound' }],
    })
  })
  app.use((error: Error & { type?: string }, _req: Request, res: Response, done: NextFunction) => {
    if (res.headersSent) {
      done(error)
      return
    }
    const isTooLarge = error.type === 'entity.too.large'
    if (!isTooLarge && !('isPublic' in error)) log.error({ err: error.message, requestId: requestIdOf(res) }, 'failed')
    sendError(res, isTooLarge ? bodyTooLarge({ limitBytes: BODY_LIMIT_BYTES }) : error, requestIdOf(res))
  })
  return app
}

import { randomUUID } from 'node:crypto'
import express, {
  type ErrorRequestHandler,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express'
import {
  badJson,
  badRequest,
  bodyTooLarge,
  isRefusal,
  methodNotAllowed,
  notFound,
  unavailable,
} from '../../domain/errors.ts'
import { ADDRESS_HEADER } from '../../operations/common/caller.ts'
import type { Health } from '../health.ts'
import type { Limits } from '../limits/limits.ts'
import type { Logger } from '../log.ts'
import { sendError, sendRefusal } from './answers.ts'
import type { Metrics } from './metrics.ts'
import type { RouteOf } from './routes.ts'

const BODY_LIMIT_BYTES = 1_000_000
const REQUEST_ID = /^[\w-]{8,64}$/

export const requestIdOf = (res: Response): string => String(res.locals.requestId)

/** Gives each request an id, or keeps the caller's: it stands in the answer and in every log line. */
export const identify: RequestHandler = (req, res, next) => {
  const given = req.get('x-request-id') ?? ''
  res.locals.requestId = REQUEST_ID.test(given) ? given : randomUUID()
  res.setHeader('x-request-id', requestIdOf(res))
  // Pages that Next answers record the same id and address; a caller's own never arrive.
  req.headers['x-request-id'] = requestIdOf(res)
  req.headers[ADDRESS_HEADER] = req.ip ?? ''
  next()
}

/** Dots, however they are written, and slashes that others read as one. */
const OTHER_WAY = /(?:^|[/\\])\.{1,2}(?:[/\\]|$)|\\|\/\//

const decoded = (path: string): string => {
  try {
    const text = decodeURIComponent(path)
    return text === path ? text : decoded(text)
  } catch {
    return path
  }
}

/**
 * A path has one way to be written: what stands behind `/api` is reached through the API's own door, never
 * by a way around it through the pages.
 */
export const ensureOnePath: RequestHandler = (req, _res, next) => {
  if (OTHER_WAY.test(decoded(req.path))) throw notFound({})
  next()
}

interface LogOptions {
  readonly limits: Pick<Limits, 'tenantsOf'>
  readonly log: Logger
  readonly metrics: Metrics
  readonly routeOf: RouteOf
}

/** The one tenant that whoever asked works in; nobody's and several people's requests have none. */
const tenantOf = (limits: Pick<Limits, 'tenantsOf'>, res: Response): string | undefined => {
  const user: unknown = res.locals.user
  const [tenant, ...others] = typeof user === 'string' ? limits.tenantsOf(user) : []
  return others.length === 0 ? tenant : undefined
}

/** One line a request, without values: method, route, status, time, tenant. */
export const logRequests =
  ({ limits, log, metrics, routeOf }: LogOptions): RequestHandler =>
  (req, res, next) => {
    const startedAt = performance.now()
    res.on('finish', () => {
      const ms = Math.round(performance.now() - startedAt)
      const of = { method: req.method, ms, route: routeOf(req.originalUrl), status: res.statusCode }
      metrics.observe(of)
      const tenant = tenantOf(limits, res)
      const line = { ...of, requestId: requestIdOf(res), ...(tenant && { tenant }) }
      if (res.statusCode >= 500) log.error(line, 'request')
      else if (of.route !== '/_next') log.info(line, 'request')
    })
    next()
  }

/** While draining nothing new begins. */
export const refuseWhileDraining =
  (health: Health): RequestHandler =>
  (_req, res, next) => {
    if (health.isDraining()) {
      res.setHeader('connection', 'close')
      sendRefusal(res, unavailable({}), requestIdOf(res))
      return
    }
    next()
  }

/** The body, whole, within the limit (SEC-6). */
export const readBody = express.raw({ limit: BODY_LIMIT_BYTES, type: () => true })

/** A JSON body that is none is said before anything reads it. @rule API-3 */
export const ensureJson: RequestHandler = (req, _res, next) => {
  const body: unknown = req.body
  if (Buffer.isBuffer(body) && body.length > 0 && req.is('application/json') !== false) {
    try {
      JSON.parse(body.toString('utf8'))
    } catch {
      throw badJson({})
    }
  }
  next()
}

const METHODS = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'])

/** What no handler behind could even read: another method, or a path that is no text. */
export const ensureReadable: RequestHandler = (req, _res, next) => {
  if (!METHODS.has(req.method)) throw methodNotAllowed({ method: req.method })
  try {
    decodeURIComponent(req.path)
  } catch {
    throw badRequest({})
  }
  next()
}

export const answerUnknown: RequestHandler = (_req, res) => {
  sendRefusal(res, notFound({}), requestIdOf(res))
}

interface HttpError extends Error {
  readonly status?: number
  readonly type?: string
}

/** The last resort: refusals are said, everything else is logged without values and says nothing. */
export const answerFailures =
  (log: Logger): ErrorRequestHandler =>
  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line max-params
  (error: HttpError, _req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) {
      next(error)
      return
    }
    const requestId = requestIdOf(res)
    if (error.type === 'entity.too.large') {
      sendRefusal(res, bodyTooLarge({ limitBytes: BODY_LIMIT_BYTES }), requestId)
      return
    }
    // What Express and its parsers refuse: an unknown encoding, a body shorter than announced.
    const isTheirs = !isRefusal(error) && error.status !== undefined && error.status < 500
    if (isTheirs) {
      sendRefusal(res, badRequest({}), requestId)
      return
    }
    if (!isRefusal(error)) log.error({ err: error, requestId }, 'failed')
    sendError(res, error, requestId)
  }

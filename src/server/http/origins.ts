import type { Request, RequestHandler, Response } from 'express'
import type { Payload } from 'payload'
import { csrfFailed } from '../../domain/errors.ts'
import type { Env } from '../env.ts'
import { cookieOf } from './identity.ts'

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])
const READABLE = [
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Retry-After',
  'X-Request-Id',
]

/** Where pages that work with this server may come from, besides its own address. */
export const listedOrigins = ({
  ALLOWED_ORIGINS = [],
  SERVER_URL,
}: Pick<Env, 'ALLOWED_ORIGINS' | 'SERVER_URL'>): string[] => [
  ...(SERVER_URL === undefined ? [] : [new URL(SERVER_URL).origin]),
  ...ALLOWED_ORIGINS,
]

/** The page was loaded from the very address that it calls now, whatever that is called. */
const isOwnOrigin = (req: Request, origin: string): boolean =>
  URL.canParse(origin) && new URL(origin).host === req.get('host')

const isFromOurPages = (req: Request, listed: readonly string[]): boolean => {
  const [origin, site] = [req.get('origin'), req.get('sec-fetch-site')]
  if (origin === undefined) return site === 'same-origin' || site === 'same-site'
  return listed.includes(origin) || isOwnOrigin(req, origin) || site === 'same-origin'
}

/**
 * Payload takes a cookie only with an `Origin` that it knows or where the browser says `Sec-Fetch-Site`,
 * which it leaves out on plain HTTP. What was judged here is told in words that Payload knows.
 */
const tellPayload = (req: Request, listed: readonly string[]): void => {
  const { origin } = req.headers
  if (origin !== undefined) {
    const isOwn = isOwnOrigin(req, origin) || req.get('sec-fetch-site') === 'same-origin'
    if (!isOwn || listed.includes(origin)) return
    // Next compares it with the host itself; of ours only the API reads it no more.
    if (req.path.startsWith('/api/')) delete req.headers.origin
    req.headers['sec-fetch-site'] = 'same-origin'
    return
  }
  // A link in a mail leads to a page, and nothing happens by reading. Nobody can frame it.
  const isOpened =
    req.get('sec-fetch-mode') === 'navigate' && req.get('sec-fetch-dest') === 'document'
  const isUntold = req.get('sec-fetch-site') === undefined
  if (READING.has(req.method) && (isUntold || isOpened)) req.headers['sec-fetch-site'] = 'none'
}

/** Only listed origins read answers from elsewhere, refusals too. */
const allowReading = (req: Request, res: Response, listed: readonly string[]): void => {
  const origin = req.get('origin') ?? ''
  res.vary('Origin')
  if (!listed.includes(origin)) return
  res.setHeader('access-control-allow-credentials', 'true')
  res.setHeader('access-control-allow-origin', origin)
  res.setHeader('access-control-expose-headers', READABLE.join(', '))
}

/**
 * A write that a browser may have been made to send is refused unless it comes from a page of ours or of
 * a listed origin. Programs that send a token are not concerned.
 * @rule SEC-5
 */
export const ensureOurPages = (payload: Pick<Payload, 'config'>, env: Env): RequestHandler => {
  const listed = listedOrigins(env)
  return (req, res, next) => {
    allowReading(req, res, listed)
    const isWrite = !READING.has(req.method)
    const isByBrowser = req.get('origin') !== undefined || cookieOf(payload, req) !== undefined
    // Browsers send other schemes by themselves.
    const isByToken = /^(?:JWT|Bearer) /.test(req.get('authorization') ?? '')
    const isConcerned = isWrite && isByBrowser && !isByToken
    if (isConcerned && !isFromOurPages(req, listed)) throw csrfFailed({})
    tellPayload(req, listed)
    next()
  }
}

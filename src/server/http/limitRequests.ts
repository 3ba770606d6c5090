import type { Request, RequestHandler, Response } from 'express'
import type { Payload } from 'payload'
import { rateLimited } from '../../domain/errors.ts'
import type { Verdict } from '../limits/counts.ts'
import type { Limits } from '../limits/limits.ts'
import { addressOf, identityOf } from './identity.ts'
import { urlOf } from './requests.ts'

/** Whoever tries these is not known yet, and tries passwords, codes or addresses. */
const SIGN_IN =
  /^\/api\/[^/]+\/(?:accept\w*|first-register|forgot-password|invit[\w-]*|login|mfa[\w-]*|recover[\w-]*|reset-password|sign-in|unlock|verify)(?:\/|$)/i
/** Reports and exports: they read a clinic's months, or all that there is of a patient. */
const REPORT =
  /^\/api\/(?:[^/]+\/)*(?:reports|statement|export[\w-]*|audit-log\/(?:access|verify))(?:\/|$)/i
/** The same by GraphQL, several in one document. */
const SIGN_IN_FIELD = /\b(?:login|forgotPassword|resetPassword|unlock|verifyEmail)[A-Z]\w*\s*\(/g

/** Tells the limit that is nearest, and refuses where one is over. */
const judge = (res: Response, verdicts: readonly Verdict[]): void => {
  const told = [...verdicts].sort((a, b) => a.remaining - b.remaining)
  const nearest = told.find(({ isOver }) => isOver) ?? told[0]
  if (nearest === undefined) return
  const seconds = Math.ceil(nearest.resetMs / 1_000)
  // Several limits may speak for one request: the tightest stays.
  const before = Number(res.getHeader('ratelimit-remaining') ?? Number.POSITIVE_INFINITY)
  if (nearest.isOver || nearest.remaining <= before) {
    res.setHeader('ratelimit-limit', nearest.limit)
    res.setHeader('ratelimit-remaining', nearest.remaining)
    res.setHeader('ratelimit-reset', seconds)
  }
  if (!nearest.isOver) return
  res.setHeader('retry-after', Math.max(seconds, 1))
  throw rateLimited({ limit: nearest.limit, retryAfterSeconds: Math.max(seconds, 1) })
}

const isRead = ({ method }: Request): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method)

/** Counts every call of the API for its person, tenants and address, before anything is read. @rule SEC-7 */
export const limitRequests =
  (payload: Payload, limits: Limits): RequestHandler =>
  async (req, res, next) => {
    // A browser asks these itself, without saying for whom.
    if (req.method === 'OPTIONS') {
      next()
      return
    }
    const [address, user, { pathname }] = [addressOf(req), identityOf(payload, req), urlOf(req)]
    res.locals.user = user
    judge(res, await limits.takeRequest({ address, user }))
    if (!isRead(req) && SIGN_IN.test(pathname)) judge(res, await limits.takeSignIns(address, 1))
    if (REPORT.test(pathname)) judge(res, await limits.takeReport(user ?? `address:${address}`))
    next()
  }

/** Sign-ins by GraphQL count like those by REST, each of them. */
export const limitGraphqlSignIns = async (
  limits: Limits,
  of: { query: string; req: Request; res: Response },
): Promise<void> => {
  // Commas and comments are blanks there.
  const plain = of.query.replaceAll(/#[^\n\r]*/g, ' ').replaceAll(/[,\uFEFF]/g, ' ')
  const attempts = [...plain.matchAll(SIGN_IN_FIELD)].length
  if (attempts > 0) judge(of.res, await limits.takeSignIns(addressOf(of.req), attempts))
}

/** Calls of the admin panel's pages that are no reading. */
export const limitForms =
  (limits: Limits): RequestHandler =>
  (req, res, next) => {
    if (!isRead(req)) judge(res, limits.takeForm(addressOf(req)))
    next()
  }

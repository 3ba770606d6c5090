import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Payload } from 'payload'
import { isUuid } from '../../domain/ids.ts'
import { slugs } from '../../slugs.ts'

/** Whom a token names, and the sign-in it belongs to. */
export interface SignInToken {
  readonly session: string
  readonly user: string
}

const HEADER = /^(JWT|Bearer) ([\w-]+)\.([\w-]+)\.([\w-]+)$/

const parsed = (part: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

const isSigned = (signed: string, signature: string, secret: string): boolean => {
  const expected = createHmac('sha256', secret).update(signed).digest()
  const given = Buffer.from(signature, 'base64url')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** The header Payload itself signs; with any other, Payload's own strategy decides. */
const isPlainHeader = (header: Record<string, unknown> | undefined): boolean =>
  header?.alg === 'HS256' &&
  header.authVersion === 1 &&
  Object.keys(header).every((name) => ['alg', 'authVersion', 'typ'].includes(name))

/** Where Payload looks for a token before it looks at cookies. */
const isAsked = (payload: Pick<Payload, 'config'>, method: string): boolean => {
  const order: readonly string[] = payload.config.auth.jwtOrder
  const [at, cookieAt] = [order.indexOf(method), order.indexOf('cookie')]
  return at !== -1 && (cookieAt === -1 || at < cookieAt)
}

/**
 * Reads the token of the `Authorization` header where it is exactly what Payload signs for our users and
 * has not expired. Undefined for everything else, which is then Payload's to judge.
 */
export const readToken = (
  payload: Pick<Payload, 'config' | 'secret'>,
  { headers, nowMs }: { headers: Headers; nowMs: number },
): SignInToken | undefined => {
  const match = HEADER.exec(headers.get('authorization') ?? '')
  const [, method = '', head = '', body = '', signature = ''] = match ?? []
  if (match === null || !isAsked(payload, method) || !isPlainHeader(parsed(head))) return undefined
  if (!isSigned(`${head}.${body}`, signature, payload.secret)) return undefined
  const claims = parsed(body)
  if (claims === undefined || 'nbf' in claims || claims.collection !== slugs.users) return undefined
  const { exp, id, sid } = claims
  const isFresh = typeof exp === 'number' && exp > Math.floor(nowMs / 1_000)
  return isFresh && isUuid(id) && isUuid(sid) ? { session: sid, user: id } : undefined
}

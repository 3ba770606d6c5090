import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { parseCookies, type Payload } from 'payload'
import { isUuid } from '../../domain/ids.ts'
import { slugs } from '../../slugs.ts'

/** So long a token is good for; whoever goes on working renews it. @rule SEC-1 */
export const TOKEN_SECONDS = 15 * 60

type Keeper = Pick<Payload, 'config' | 'secret'>

/** Of whom and of which sign-in a token is made, and when. */
export interface TokenOf {
  readonly email: string
  readonly issuedMs: number
  readonly signIn: string
  readonly user: string
}

export interface ReadToken {
  readonly hash: string
  readonly isExpired: boolean
  readonly signIn: string
  readonly user: string
}

const keys = new Map<string, Buffer>()

/**
 * A key of the server's secret for one purpose: what is made with it is worth nothing anywhere else, and
 * what Payload signs with the secret itself is no token of ours.
 */
export const keyFor = ({ secret }: Pick<Payload, 'secret'>, purpose: string): Buffer => {
  const name = `${purpose}\n${secret}`
  const key = keys.get(name) ?? Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
  keys.set(name, key)
  return key
}

/** As records keep it: whoever reads the table signs in with nothing of it. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** What the key of tokens is for. */
export const TOKEN_KEY = 'caseload sign-in token'

const HEADER = encode({ alg: 'HS256', typ: 'JWT' })

const signatureOf = (keeper: Keeper, signed: string): Buffer =>
  createHmac('sha256', keyFor(keeper, TOKEN_KEY)).update(signed).digest()

/**
 * The token of a sign-in, made of nothing else: two tabs that renew at the same time get the same one.
 * @rule TEN-6
 */
export const makeToken = (
  keeper: Keeper,
  of: TokenOf,
): { exp: number; hash: string; token: string } => {
  const iat = of.issuedMs / 1_000
  const exp = Math.floor(iat) + TOKEN_SECONDS
  const claims = { collection: slugs.users, email: of.email, exp, iat, id: of.user, sid: of.signIn }
  const signed = `${HEADER}.${encode(claims)}`
  const token = `${signed}.${signatureOf(keeper, signed).toString('base64url')}`
  return { exp, hash: hashOf(token), token }
}

/** As Payload reads a cookie: none of a foreign origin, where the host lists its own. */
const cookieOf = ({ config }: Keeper, headers: Headers): string | undefined => {
  const token = parseCookies(headers).get(`${config.cookiePrefix}-token`)
  if (token === undefined || token === '' || config.csrf.length === 0) return token
  const origin = headers.get('origin')
  if (origin !== null && origin !== '') return config.csrf.includes(origin) ? token : undefined
  const site = headers.get('sec-fetch-site') ?? ''
  return ['none', 'same-origin', 'same-site'].includes(site) ? token : undefined
}

/** The token that Payload would take: of the header or the cookie, in the host's order. */
export const tokenIn = (keeper: Keeper, headers: Headers): string | undefined => {
  const header = headers.get('authorization') ?? ''
  for (const method of keeper.config.auth.jwtOrder) {
    const token =
      method === 'cookie'
        ? cookieOf(keeper, headers)
        : header.startsWith(`${method} `)
          ? header.slice(method.length + 1)
          : undefined
    if (token !== undefined && token !== '') return token
  }
  return undefined
}

export const claimsOf = (part: string | undefined): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

/** Reads a token of ours; undefined for whatever we did not sign. */
export const readToken = (
  keeper: Keeper,
  { nowMs, token }: { nowMs: number; token: string },
): ReadToken | undefined => {
  const [head, body, signature = '', ...rest] = token.split('.')
  if (head !== HEADER || rest.length > 0) return undefined
  const [given, expected] = [
    Buffer.from(signature, 'base64url'),
    signatureOf(keeper, `${head}.${body ?? ''}`),
  ]
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  const { collection, exp, id, sid } = claimsOf(body) ?? {}
  if (collection !== slugs.users || typeof exp !== 'number' || !isUuid(id) || !isUuid(sid)) {
    return undefined
  }
  return { hash: hashOf(token), isExpired: exp * 1_000 <= nowMs, signIn: sid, user: id }
}

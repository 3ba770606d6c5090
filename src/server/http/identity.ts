import type { Request } from 'express'
import type { Payload } from 'payload'
import { readToken, tokenIn } from '../../operations/signIn/signInToken.ts'
import { systemClock } from '../../providers/clock/clock.ts'

/** The text of our sign-in cookie, if the browser sent one. */
export const cookieOf = (payload: Pick<Payload, 'config'>, req: Request): string | undefined => {
  const name = `${payload.config.cookiePrefix}-token=`
  const pairs = (req.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(name))?.slice(name.length)
}

/**
 * Whose request this is, for counting and never for rights: the token is signed by us and has not
 * expired, but nobody has asked whether its sign-in still lives.
 */
export const identityOf = (
  payload: Pick<Payload, 'config' | 'secret'>,
  req: Request,
): string | undefined => {
  const headers = new Headers({ authorization: req.get('authorization') ?? '' })
  const token = tokenIn(payload, headers) ?? cookieOf(payload, req)
  const read =
    token === undefined ? undefined : readToken(payload, { nowMs: systemClock.nowMs(), token })
  return read?.isExpired === false ? read.user : undefined
}

/** Whom an anonymous request counts for: an address, or the net that one household has of them. */
export const addressOf = ({ ip = '' }: Request): string => {
  const address = ip.replace(/^::ffff:(?=[\d.]+$)/, '')
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const rest = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length
  const all = [...groups, ...Array.from({ length: Math.max(zeros, 0) }, () => '0'), ...rest]
  return `${all.slice(0, 4).join(':')}::/64`
}

import type { Request } from 'express'
import type { Payload } from 'payload'
import { networkOf } from '../../operations/common/caller.ts'
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

/** Whom an anonymous request counts for. */
export const addressOf = ({ ip = '' }: Request): string => networkOf(ip)

import type { CollectionAfterOperationHook, PayloadRequest } from 'payload'
import { userIdOf } from '../../access/rights.ts'
import { unauthenticated } from '../../domain/errors.ts'
import { readMfa } from '../../operations/signIn/mfaCodes.ts'
import { recordSignInEvent } from '../../operations/signIn/signInEvents.ts'
import { beginSignIn, renewSignIn } from '../../operations/signIn/signInRecords.ts'
import { hashOf, tokenIn } from '../../operations/signIn/signInToken.ts'
import { epochOf, judgedOf } from '../../operations/signIn/signInContext.ts'

interface Signed {
  readonly exp?: number
  readonly token?: string
  readonly user: { readonly email?: string; readonly id: string }
}

const ofLogin = async (req: PayloadRequest, result: Signed): Promise<Signed> => {
  const judged = judgedOf(req)
  if (judged?.user !== result.user.id) throw unauthenticated({})
  const { id: user } = result.user
  const { email = '' } = req.user as { email?: string }
  const { exp, id, token } = await beginSignIn(req, { ...judged, email })
  await recordSignInEvent(req, { action: 'sign-in', facts: { signIn: id }, user })
  return { ...result, exp, token }
}

/** A reset proves the mailbox and nothing more: where codes are set up, one signs in with a code. @rule SEC-4 */
const ofReset = async (req: PayloadRequest, result: Signed): Promise<object> => {
  const { email = '', id: user } = req.user as { email?: string; id: string }
  const mfa = await readMfa(req, user)
  await recordSignInEvent(req, { action: 'password-reset', user })
  if (mfa?.isConfirmed === true) return { isCodeRequired: true, token: '', user: null }
  const epoch = epochOf(req) ?? '0'
  const { exp, token } = await beginSignIn(req, { email, epoch, isWithMfa: false, user })
  return { ...result, exp, token }
}

const ofRefresh = async (req: PayloadRequest, result: object): Promise<object> => {
  const user = userIdOf(req)
  const { _sid: signIn, email } = req.user as unknown as { _sid?: string; email: string }
  const token = tokenIn(req.payload, req.headers)
  if (user === undefined || signIn === undefined || token === undefined) throw unauthenticated({})
  const next = await renewSignIn(req, { email, presentedHash: hashOf(token), signIn, user })
  return { ...result, exp: next.exp, refreshedToken: next.token }
}

const WAYS: Readonly<Record<string, (req: PayloadRequest, result: never) => Promise<object>>> = {
  login: ofLogin,
  refresh: ofRefresh,
  resetPassword: ofReset,
}

/** Payload's token never leaves the server: what people get is one of ours, of a sign-in that is recorded. @rule SEC-1 TEN-6 */
export const fillOurToken: CollectionAfterOperationHook = ({ operation, req, result }) => {
  const give = WAYS[operation]
  return give === undefined ? result : give(req, result as never)
}

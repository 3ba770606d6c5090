import type { CollectionBeforeOperationHook } from 'payload'
import { judgeSignIn } from '../../operations/signIn/judgeSignIn.ts'
import { keepJudged } from '../../operations/signIn/signInContext.ts'

interface LoginArgs {
  readonly data: { readonly code?: unknown; readonly email?: unknown; readonly password?: unknown }
}

const textIn = (...values: unknown[]): string | undefined =>
  values.find((value): value is string => typeof value === 'string' && value !== '')

/** Payload hands on e-mail and password only; the code is read where the caller put it. @rule SEC-3 SEC-4 */
export const ensureSignInIsRight: CollectionBeforeOperationHook = async ({
  args,
  operation,
  req,
}) => {
  if (operation !== 'login') return args
  const { code, email, password } = (args as LoginArgs).data
  // One request may sign in twice: nothing of the first counts for the second.
  keepJudged(req, undefined)
  if (typeof email !== 'string' || typeof password !== 'string' || password.trim() === '') {
    return args
  }
  const body = req.data
  const given = textIn(code, body?.code, req.headers.get('x-sign-in-code'))
  keepJudged(req, await judgeSignIn(req, { code: given, email, password }))
  return args
}

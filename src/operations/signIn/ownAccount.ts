import type { PayloadRequest } from 'payload'
import { userIdOf } from '../../access/rights.ts'
import { inTransaction, query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import { unauthenticated } from '../../domain/errors.ts'
import { wrongPassword } from '../../domain/people/signInErrors.ts'
import { slugs } from '../../slugs.ts'
import { countFailure, ensureMayTry, forgetFailures } from './lockOut.ts'
import { isPassword, type StoredPassword } from './passwordCheck.ts'
import { recordSignInEvent } from './signInEvents.ts'
import { apart } from './signInRecords.ts'

/** Who asks, by which sign-in. */
export interface Self {
  readonly email: string
  readonly signIn?: string
  readonly user: string
}

/** The signed-in person. Refuses `unauthenticated`. */
export const selfOf = (req: PayloadRequest): Required<Self> => {
  const user = userIdOf(req)
  const { _sid: signIn, email } = (req.user ?? {}) as { _sid?: string; email?: string }
  if (user === undefined || signIn === undefined) throw unauthenticated({})
  return { email: email ?? '', signIn, user }
}

/**
 * The person's present password, tried no more often than at sign-in. Refuses `wrong-password`,
 * `account-waiting`. @rule SEC-3
 */
export const ensureOwnPassword = async (
  req: PayloadRequest,
  { email, password, user }: Self & { password: string },
): Promise<void> => {
  await ensureMayTry(req, email)
  const [stored] = await asSystem('sign-in', () =>
    query<Record<string, unknown> & StoredPassword>(
      apart(req),
      'select hash, salt from users where id = $1',
      [user],
    ),
  )
  if (await isPassword(password, stored)) {
    await forgetFailures(req, email)
    return
  }
  await countFailure(req, email)
  const facts = { reason: wrongPassword.code }
  await recordSignInEvent(req, { action: 'sign-in-failed', facts, isApart: true, user })
  throw wrongPassword({})
}

/** Marks a change of one's own password that was asked for with the present one. */
export const PASSWORD_CHECKED = 'caseloadPasswordChecked'

/**
 * A new password for oneself: this sign-in stays, every other one ends with it. Refuses `wrong-password`,
 * `weak-password`, `account-waiting`. @rule SEC-2 USR-6
 */
export const changeOwnPassword = async (
  req: PayloadRequest,
  { newPassword, password, ...self }: Required<Self> & { newPassword: string; password: string },
): Promise<void> => {
  await ensureOwnPassword(req, { ...self, password })
  await inTransaction(req, async () => {
    await query(req, `select set_config('app.spared_sign_in', $1, true)`, [self.signIn])
    await req.payload.update({
      id: self.user,
      collection: slugs.users,
      context: { [PASSWORD_CHECKED]: true },
      data: { password: newPassword },
      depth: 0,
      // The person themselves, who gave the present password; everybody may (USR-6).
      overrideAccess: true,
      req,
    })
    await recordSignInEvent(req, { action: 'password-changed', user: self.user })
  })
}

import type { CollectionBeforeLoginHook, TypeWithID } from 'payload'
import { ensureMaySignIn } from '../../operations/signIn/judgeSignIn.ts'
import { readEpoch } from '../../operations/signIn/signInRecords.ts'
import { epochOf, keepEpoch } from '../../operations/signIn/signInContext.ts'

/** A new password does not open an account that may not sign in. @rule SEC-3 TEN-17 USR-5 */
export const ensureAccountMaySignIn: CollectionBeforeLoginHook<TypeWithID> = async ({
  req,
  user,
}) => {
  const id = String(user.id)
  // Before the rights are read: a change from here on is seen when the sign-in is recorded.
  if (epochOf(req) === undefined) keepEpoch(req, await readEpoch(req, id))
  await ensureMaySignIn(req, id)
  return user
}

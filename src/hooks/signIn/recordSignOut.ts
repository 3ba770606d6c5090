import type { CollectionAfterLogoutHook } from 'payload'
import { userIdOf } from '../../access/rights.ts'
import { recordSignInEvent } from '../../operations/signIn/signInEvents.ts'
import { endSignIns } from '../../operations/signIn/signInRecords.ts'

/** Signing out ends this sign-in, or with `allSessions=true` every one of the person. @rule SEC-1 */
export const recordSignOut: CollectionAfterLogoutHook = async ({ req }) => {
  const user = userIdOf(req)
  const { _sid: signIn } = req.user as unknown as { _sid?: string }
  if (user === undefined || signIn === undefined) return
  const which = req.query.allSessions === 'true' ? ({ all: true } as const) : { only: signIn }
  await endSignIns(req, { reason: 'sign-out', user, which })
  await recordSignInEvent(req, { action: 'sign-out', user })
}

import type { PayloadRequest } from 'payload'
import { grantIn } from '../../access/permissions.ts'
import { isPlatformAdmin, userIdOf } from '../../access/rights.ts'
import { inTransaction } from '../../db/query.ts'
import { forbidden, notFound } from '../../domain/errors.ts'
import { isOwnBusiness, tiesOf } from '../people/isOwnBusiness.ts'
import { dropMfa } from './mfaEnrolment.ts'
import { recordSignInEvent } from './signInEvents.ts'
import { endSignIns } from './signInRecords.ts'

/**
 * Another admin takes somebody's codes away after having made sure who they are: every sign-in of theirs
 * ends, and the reason is kept. Refuses `not-found`, and `forbidden` for oneself and for people who also
 * work elsewhere. @rule SEC-4 USR-5
 */
export const resetMfa = async (
  req: PayloadRequest,
  { id, reason }: { id: string; reason: string },
): Promise<void> => {
  const ties = await tiesOf(req, id)
  const isSeen = ties.some(
    ({ tenant }) => tenant !== null && grantIn(req, 'users.read', tenant) !== undefined,
  )
  // Of those whom nobody employs the platform takes care, but for its own people.
  const isAlone = isPlatformAdmin(req) && ties.length === 0
  if (!isSeen && !isAlone && !isPlatformAdmin(req)) throw notFound({})
  const isTheirs = isAlone || (ties.length > 0 && isOwnBusiness(req, ties))
  if (id === userIdOf(req) || !isTheirs) throw forbidden({ action: 'users.reset-mfa' })
  await inTransaction(req, async () => {
    await dropMfa(req, id)
    await endSignIns(req, { reason: 'mfa-reset', user: id, which: { all: true } })
    await recordSignInEvent(req, { action: 'users.reset-mfa', facts: { reason }, user: id })
  })
}

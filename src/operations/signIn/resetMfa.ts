import type { PayloadRequest } from 'payload'
import { grantIn, PLATFORM } from '../../access/permissions.ts'
import { hasRole, isPlatformAdmin, userIdOf } from '../../access/rights.ts'
import { inTransaction, query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import { forbidden, notFound } from '../../domain/errors.ts'
import { dropMfa } from './mfaEnrolment.ts'
import { recordSignInEvent } from './signInEvents.ts'
import { endSignIns } from './signInRecords.ts'

/** Where a person works; null stands for the platform. */
const tiesOf = (req: PayloadRequest, user: string): Promise<{ tenant: null | string }[]> =>
  asSystem('sign-in', () =>
    query<{ tenant: null | string }>(
      req,
      `select tenant_id as tenant from memberships where user_id = $1
       union all
       select null from account_states where user_id = $1 and platform_role is not null`,
      [user],
    ),
  )

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
  const mayAll = isPlatformAdmin(req) && grantIn(req, 'users.reset-mfa', PLATFORM) !== undefined
  if (!isSeen && !mayAll) throw notFound({})
  const isTheirs = ties.every(
    ({ tenant }) =>
      tenant !== null &&
      hasRole(req, tenant, 'admin') &&
      grantIn(req, 'users.reset-mfa', tenant) !== undefined,
  )
  if (id === userIdOf(req) || !(isTheirs || mayAll)) throw forbidden({ action: 'users.reset-mfa' })
  await inTransaction(req, async () => {
    await dropMfa(req, id)
    await endSignIns(req, { reason: 'mfa-reset', user: id, which: { all: true } })
    await recordSignInEvent(req, { action: 'users.reset-mfa', facts: { reason }, user: id })
  })
}

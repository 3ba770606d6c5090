import type { CollectionBeforeLoginHook, TypeWithID } from 'payload'
import { query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import { invalidCredentials } from '../../domain/people/errors.ts'
import { tenantSuspended } from '../../domain/tenancy/errors.ts'
import { readRights } from '../../operations/people/readRights.ts'

/**
 * An account without an active place to work does not sign in, and is told no more than a wrong
 * password; people of a suspended clinic are told so.
 * @rule SEC-3 TEN-17 USR-5
 */
export const ensureAccountMaySignIn: CollectionBeforeLoginHook<TypeWithID> = async ({
  req,
  user,
}) => {
  const id = String(user.id)
  const rights = await readRights(req, id)
  if (rights.memberships.length > 0 || rights.platformRole !== null) return user
  const suspended = await asSystem('resolve-rights', () =>
    query(
      req,
      `select 1 from memberships m
         join account_states a on a.user_id = m.user_id and a.active
         join tenants t on t.id = m.tenant_id and t.suspended_at is not null
        where m.user_id = $1 and m.active limit 1`,
      [id],
    ),
  )
  throw suspended.length > 0 ? tenantSuspended({}) : invalidCredentials({})
}

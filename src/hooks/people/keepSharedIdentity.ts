import type { CollectionBeforeChangeHook } from 'payload'
import { hasRole, isPlatformAdmin, userIdOf } from '../../access/rights.ts'
import { query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import { forbidden } from '../../domain/errors.ts'

interface Identity {
  email?: string
  id: string
  password?: string | null
}

/**
 * How a person signs in is an admin's business only while all of that person's memberships are in
 * tenants of that admin; else whoever shares a person with a clinic could enter it in their name. An
 * admin of the platform belongs to nobody.
 * @rule USR-5
 */
export const keepSharedIdentity: CollectionBeforeChangeHook<Identity> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const userId = userIdOf(req)
  const id = originalDoc?.id
  const field =
    data.email !== undefined && data.email !== originalDoc?.email
      ? 'email'
      : typeof data.password === 'string'
        ? 'password'
        : undefined
  const isOther = operation === 'update' && userId !== undefined && userId !== id
  if (!isOther || field === undefined || isPlatformAdmin(req)) return data
  const ties = await asSystem('resolve-rights', () =>
    query<{ tenant: string | null }>(
      req,
      `select tenant_id as tenant from memberships where user_id = $1
       union all
       select null from account_states where user_id = $1 and platform_role is not null`,
      [id],
    ),
  )
  const isTheirs = ties.every(({ tenant }) => tenant !== null && hasRole(req, tenant, 'admin'))
  if (!isTheirs) throw forbidden({ action: 'users.update', field })
  return data
}

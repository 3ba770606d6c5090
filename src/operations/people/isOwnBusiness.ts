import type { PayloadRequest } from 'payload'
import { hasRole } from '../../access/rights.ts'
import { query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'

/** Where a person works; null stands for the platform. */
export const tiesOf = (
  req: PayloadRequest,
  user: string | undefined,
): Promise<{ tenant: null | string }[]> =>
  asSystem('resolve-rights', () =>
    query<{ tenant: null | string }>(
      req,
      `select tenant_id as tenant from memberships where user_id = $1
       union all
       select null from account_states where user_id = $1 and platform_role is not null`,
      [user],
    ),
  )

/**
 * How a person signs in is an admin's business only while all of that person's memberships are in tenants
 * of that admin; else whoever shares a person with a clinic could enter it in their name, the platform too.
 * @rule USR-5
 */
export const isOwnBusiness = (
  req: PayloadRequest,
  ties: readonly { readonly tenant: null | string }[],
): boolean => ties.every(({ tenant }) => tenant !== null && hasRole(req, tenant, 'admin'))

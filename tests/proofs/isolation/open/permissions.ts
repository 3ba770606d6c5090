// Stands for src/access/permissions.ts in a run without the first wall: everybody is granted everything of
// what stands behind the second one.
import type { PayloadRequest } from 'payload'
import {
  type Grant,
  grantIn as realGrantIn,
  grantsOf as realGrantsOf,
  isGrantable,
  isPermission,
  type Permission,
  PLATFORM,
} from '../../../../src/access/permissions.ts'
import { tenantsOf } from '../../../../src/access/rights.ts'

export { isGrantable, isPermission, PLATFORM }
export type { Grant, Permission }

type RequestWithUser = Pick<Partial<PayloadRequest>, 'user'>

/** People and clinics have no tenant of their own and stand behind the first wall alone (decision 17). */
const STANDS_ALONE = /^(?:account-states|tenants|users)\./

const everythingIn = (tenant: string): Grant => ({ locations: [], reach: 'all', tenant })

export const grantsOf = (req: RequestWithUser, permission: Permission): Grant[] =>
  STANDS_ALONE.test(permission)
    ? realGrantsOf(req, permission)
    : [PLATFORM, ...tenantsOf(req)].map(everythingIn)

export const grantIn = (
  req: RequestWithUser,
  permission: Permission,
  tenant: string,
): Grant | undefined =>
  STANDS_ALONE.test(permission) ? realGrantIn(req, permission, tenant) : everythingIn(tenant)

export const may = (req: RequestWithUser, permission: Permission, tenant: string): boolean =>
  grantIn(req, permission, tenant) !== undefined

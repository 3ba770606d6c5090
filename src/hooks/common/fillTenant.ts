import type { CollectionBeforeValidateHook, PayloadRequest } from 'payload'
import { grantsOf, isPermission, may, PLATFORM } from '../../access/permissions.ts'
import { isWithoutUser, rightsOf } from '../../access/rights.ts'
import { tenantForWrite } from '../../access/tenantForWrite.ts'
import { forbidden } from '../../domain/errors.ts'
import { idOf, isUuid } from '../../domain/ids.ts'
import { tenantMismatch } from '../../domain/tenancy/errors.ts'

/** What the platform may write in any tenant it writes where it says. */
const tenantForPlatform = (
  req: PayloadRequest,
  permission: string,
  named: unknown,
): string | undefined => {
  const tenant = idOf(named)
  const isGranted =
    isPermission(permission) && grantsOf(req, permission).some((grant) => grant.tenant === PLATFORM)
  return isGranted && isUuid(tenant) ? tenant : undefined
}

/**
 * Stamps the tenant of the caller's membership on a new row; another one in the body is refused, and a
 * row never changes its tenant. Work without a user (seed, jobs) names its tenant itself.
 * @rule TEN-1
 */
export const fillTenant: CollectionBeforeValidateHook = ({
  collection,
  data,
  operation,
  originalDoc,
  req,
}) => {
  const next = data ?? {}
  if (operation === 'update') {
    const before = idOf((originalDoc as { tenant?: unknown } | undefined)?.tenant)
    const asked = idOf(next.tenant)
    if (asked !== undefined && before !== undefined && asked !== before) throw tenantMismatch({})
    return { ...next, ...(before === undefined ? {} : { tenant: before }) }
  }
  if (isWithoutUser(req)) return next
  const permission = `${collection.slug}.create`
  const tenant = tenantForWrite(req, next.tenant) ?? tenantForPlatform(req, permission, next.tenant)
  if (tenant === undefined) {
    throw tenantMismatch({
      tenants: rightsOf(req)?.memberships.map((membership) => membership.tenant) ?? [],
    })
  }
  // Access to `create` could only ask whether there is any tenant where this is allowed.
  if (isPermission(permission) && !may(req, permission, tenant)) {
    throw forbidden({ action: permission })
  }
  return { ...next, tenant }
}

import type { CollectionAfterChangeHook } from 'payload'
import { openTenant } from '../../operations/tenancy/openTenant.ts'
import type { Tenant } from '../../payload-types.ts'

/** With the tenant come its settings, its first location and the types of its preset. @rule TEN-7 */
export const recordTenantBeginnings: CollectionAfterChangeHook<Tenant> = async ({
  doc,
  operation,
  req,
}) => {
  if (operation === 'create') await openTenant(req, doc)
  return doc
}

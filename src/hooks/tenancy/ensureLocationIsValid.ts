import type { CollectionBeforeChangeHook } from 'payload'
import { query } from '../../db/query.ts'
import { idOf } from '../../domain/ids.ts'
import { invalidTimezone, lastLocation } from '../../domain/tenancy/errors.ts'
import { isTimezone } from '../../domain/tenancy/places.ts'
import { tenantContext } from '../../operations/common/tenantContext.ts'
import type { Location } from '../../payload-types.ts'

/** Each location has a zone of its own, the tenant's if none is said; one stays open. @rule TEN-11 */
export const ensureLocationIsValid: CollectionBeforeChangeHook<Location> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const next = { ...originalDoc, ...data }
  const tenant = idOf(next.tenant) ?? ''
  const timezone = next.timezone ?? (await tenantContext(req, tenant)).timezone
  if (!isTimezone(timezone)) throw invalidTimezone({ field: 'timezone' })
  if (operation === 'update' && next.active === false && originalDoc?.active !== false) {
    const others = await query(
      req,
      'select 1 from locations where tenant_id = $1 and id <> $2 and active limit 1',
      [tenant, originalDoc?.id],
    )
    if (others.length === 0) throw lastLocation({})
  }
  return { ...data, timezone }
}

import type { CollectionBeforeChangeHook } from 'payload'
import { grantsOf, isPermission } from '../../access/permissions.ts'
import { isWithoutUser } from '../../access/rights.ts'
import { forbidden } from '../../domain/errors.ts'
import { idOf } from '../../domain/ids.ts'

/** Who is limited to some locations puts nothing anywhere else. @rule TEN-11 */
export const ensureOwnLocation: CollectionBeforeChangeHook<{
  id: string
  location?: unknown
  tenant: unknown
}> = ({ collection, data, operation, originalDoc, req }) => {
  const next = { ...originalDoc, ...data }
  const [location, tenant] = [idOf(next.location), idOf(next.tenant)]
  const isSame = operation === 'update' && location === idOf(originalDoc?.location)
  const action = `${collection.slug}.${operation}`
  if (isSame || isWithoutUser(req) || !isPermission(action)) return data
  const isAllowed = grantsOf(req, action).some(
    (grant) =>
      grant.tenant === tenant &&
      (grant.locations.length === 0 || grant.locations.includes(location ?? '')),
  )
  if (!isAllowed) throw forbidden({ action, field: 'location' })
  return data
}

import type { CollectionBeforeChangeHook } from 'payload'
import { grantIn } from '../../access/permissions.ts'
import { userIdOf } from '../../access/rights.ts'
import { forbidden } from '../../domain/errors.ts'
import { idOf } from '../../domain/ids.ts'
import type { Availability } from '../../payload-types.ts'

/** A therapist writes their own rows only. @rule AVL-7 */
export const ensureOwnAvailability: CollectionBeforeChangeHook<Availability> = ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const userId = userIdOf(req)
  if (userId === undefined) return data
  const next: Partial<Availability> = { ...originalDoc, ...data }
  const permission = operation === 'create' ? 'availability.create' : 'availability.update'
  const grant = grantIn(req, permission, idOf(next.tenant) ?? '')
  if (grant?.reach === 'self' && idOf(next.therapist) !== userId) {
    throw forbidden({ action: permission, field: 'therapist' })
  }
  return data
}

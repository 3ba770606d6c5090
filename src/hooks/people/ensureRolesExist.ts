import type { CollectionBeforeChangeHook } from 'payload'
import { isRole, ROLES } from '../../domain/people/roles.ts'
import { unknownRole } from '../../domain/people/errors.ts'
import type { Membership } from '../../payload-types.ts'

/** @rule USR-2 */
export const ensureRolesExist: CollectionBeforeChangeHook<Membership> = ({ data, originalDoc }) => {
  const roles = { ...originalDoc, ...data }.roles ?? []
  if (roles.length === 0 || !roles.every(isRole)) throw unknownRole({ roles: ROLES })
  return { ...data, roles: [...new Set(roles)] }
}

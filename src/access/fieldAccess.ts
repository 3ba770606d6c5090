import type { FieldAccess } from 'payload'
import { idOf } from '../domain/ids.ts'
import { grantsOf, may, type Permission } from './permissions.ts'
import { isPlatformAdmin, rightsOf, userIdOf } from './rights.ts'

/** Written by the system only. */
export const nobody: FieldAccess = () => false

/** Readable where the caller holds the permission in any tenant; rows are narrowed by the collection. */
export const withPermission =
  (permission: Permission): FieldAccess =>
  ({ req }) =>
    grantsOf(req, permission).length > 0

/** Own data, and admins of a shared tenant; operators and accountants see name, role and colour only. */
export const canSeeIdentity: FieldAccess = ({ doc, id, req }) =>
  isPlatformAdmin(req) ||
  userIdOf(req) === (id ?? (doc as { id?: string } | undefined)?.id) ||
  rightsOf(req)?.memberships.some(({ roles }) => roles.includes('admin')) === true

/**
 * Amounts are shown to a therapist only with therapistSeesAmounts (USR-9), by the membership in the
 * row's tenant (TEN-5). Where the row is not known, as in a filter, every membership must allow it.
 */
export const canSeeAmounts: FieldAccess = ({ doc, req }) => {
  const tenant = idOf((doc as { tenant?: unknown } | undefined)?.tenant)
  if (tenant !== undefined) return may(req, 'payments.read', tenant)
  const memberships = rightsOf(req)?.memberships ?? []
  return (
    grantsOf(req, 'payments.read').length > 0 &&
    memberships.every((membership) => may(req, 'payments.read', membership.tenant))
  )
}

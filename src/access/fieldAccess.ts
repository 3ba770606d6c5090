import type { FieldAccess } from 'payload'
import { grantsOf, type Permission } from './permissions.ts'
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

/** Amounts are shown to a therapist only with therapistSeesAmounts (USR-9). */
export const canSeeAmounts: FieldAccess = ({ req }) =>
  grantsOf(req, 'payments.read').some(({ reach }) => reach === 'all' || reach === 'own')

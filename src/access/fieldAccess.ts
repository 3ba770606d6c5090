import type { FieldAccess, PayloadRequest } from 'payload'
import { idOf } from '../domain/ids.ts'
import { slugs } from '../slugs.ts'
import { grantsOf, may, type Permission } from './permissions.ts'
import { isPlatformAdmin, rightsOf, userIdOf } from './rights.ts'

/** Written by the system only. */
export const nobody: FieldAccess = () => false

/** Readable where the caller holds the permission in any tenant; rows are narrowed by the collection. */
export const withPermission =
  (permission: Permission): FieldAccess =>
  ({ req }) =>
    grantsOf(req, permission).length > 0

const worksIn = async (
  req: PayloadRequest,
  user: number | string,
  tenants: readonly string[],
): Promise<boolean> => {
  // Whose address this is decides the access itself, so the look-up cannot ask for access.
  const { totalDocs } = await req.payload.db.count({
    collection: slugs.memberships,
    req,
    where: { tenant: { in: [...tenants] }, user: { equals: user } },
  })
  return totalDocs > 0
}

/**
 * Own data, and the admins of a clinic in which that person works; operators and accountants see name,
 * role and colour only. Where no person is known, as in an empty form, any clinic will do.
 */
export const canSeeIdentity: FieldAccess = ({ doc, id, req }) => {
  const user = id ?? (doc as { id?: string } | undefined)?.id
  if (isPlatformAdmin(req) || userIdOf(req) === user) return true
  const memberships = rightsOf(req)?.memberships ?? []
  const led = memberships.filter(({ roles }) => roles.includes('admin'))
  // Whom somebody sees at all works in one of their clinics.
  if (user === undefined || led.length === 0 || led.length === memberships.length) {
    return led.length > 0
  }
  return worksIn(
    req,
    user,
    led.map(({ tenant }) => tenant),
  )
}

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

/**
 * Of a clinic its staff sees name, zone, currency and words; the rest is its admins' and the platform's.
 * Where the clinic is not known, as in a filter, every membership must allow it.
 * @rule TEN-7
 */
export const canSeeClinicDetails: FieldAccess = ({ doc, id, req }) => {
  if (isPlatformAdmin(req)) return true
  const tenant = idOf(id ?? (doc as { id?: unknown } | undefined)?.id)
  if (tenant !== undefined) return may(req, 'settings.read', tenant)
  const memberships = rightsOf(req)?.memberships ?? []
  return memberships.length > 0 && memberships.every((one) => may(req, 'settings.read', one.tenant))
}

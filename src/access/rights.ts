import type { PayloadRequest } from 'payload'
import type { PlatformRole, Role } from '../domain/people/roles.ts'
import type { PermissionToggle } from '../domain/tenancy/settings.ts'
import { slugs } from '../slugs.ts'

/** One active membership of the signed-in person, with what its tenant's settings add. */
export interface MembershipRights {
  /** Of the tenant, for screens. */
  readonly currency: string
  readonly id: string
  readonly locale: string
  /** Locations an operator is limited to; empty means all. */
  readonly locations: readonly string[]
  readonly roles: readonly Role[]
  readonly tenant: string
  readonly timezone: string
  /** The settings named `setting:…` in permissions.csv that are on in this tenant. */
  readonly toggles: readonly PermissionToggle[]
}

/** Leave of the platform to look into one clinic for a while (USR-8). */
export interface BreakGlassGrant {
  /** Of the tenant, for screens. */
  readonly clinic: string
  readonly expiresAt: string
  readonly id: string
  readonly tenant: string
}

/** What the signed-in person may do, read from the database with each request (TEN-6, USR-1). */
export interface Rights {
  /** Of an admin of the platform, as long as they run. */
  readonly grants: readonly BreakGlassGrant[]
  readonly memberships: readonly MembershipRights[]
  /** A clinic asks this person for codes at sign-in: until they are set up its membership is not above. */
  readonly mfaMissing?: boolean
  readonly platformRole: PlatformRole | null
}

type RequestWithUser = Pick<Partial<PayloadRequest>, 'user'>

/**
 * The rights of a request. Only staff of the `users` collection have any; a user object that was not
 * loaded through Payload has none.
 */
export const rightsOf = (req: RequestWithUser | undefined): Rights | undefined => {
  const user = req?.user as { collection?: string; rights?: Rights } | null | undefined
  return user?.collection === slugs.users ? user.rights : undefined
}

export const userIdOf = (req: RequestWithUser): string | undefined => {
  const user = req.user as { collection?: string; id?: string } | null | undefined
  return user?.collection === slugs.users ? user.id : undefined
}

/** Work of the system, which no person asked for; somebody of a host's own accounts is a person. */
export const isWithoutUser = (req: RequestWithUser): boolean =>
  req.user === undefined || req.user === null

export const isPlatformAdmin = (req: RequestWithUser): boolean =>
  rightsOf(req)?.platformRole === 'super-admin'

/** The tenants of the request's memberships. */
export const tenantsOf = (req: RequestWithUser | undefined): readonly string[] =>
  rightsOf(req)?.memberships.map(({ tenant }) => tenant) ?? []

/** Stands among the tenants of a connection for the platform itself: it sees who works where, nothing else. */
const PLATFORM_SCOPE = '00000000-0000-0000-0000-000000000000'

/** The clinics that an admin of the platform may look into at this moment. @rule USR-8 */
export const breakGlassOf = (req: RequestWithUser | undefined): readonly BreakGlassGrant[] =>
  (isPlatformAdmin(req ?? {}) ? rightsOf(req)?.grants : undefined) ?? []

/** What the database connection of a request may see. */
export const scopeOf = (req: RequestWithUser | undefined): readonly string[] =>
  req !== undefined && isPlatformAdmin(req)
    ? [PLATFORM_SCOPE, ...tenantsOf(req), ...breakGlassOf(req).map(({ tenant }) => tenant)]
    : tenantsOf(req)

export const membershipIn = (req: RequestWithUser, tenant: string): MembershipRights | undefined =>
  rightsOf(req)?.memberships.find((membership) => membership.tenant === tenant)

export const hasRole = (req: RequestWithUser, tenant: string, role: Role): boolean =>
  membershipIn(req, tenant)?.roles.includes(role) === true

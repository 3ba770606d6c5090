import type { PayloadRequest } from 'payload'
import type { Role } from '../domain/people/roles.ts'
import { PERMISSION_TABLE, TABLE_ROLES } from './permissionTable.ts'
import { breakGlassOf, isPlatformAdmin, type MembershipRights, rightsOf } from './rights.ts'

export type Permission = keyof typeof PERMISSION_TABLE
type TableRole = (typeof TABLE_ROLES)[number]

/** `all` rows of the tenant, the person's `own`, or the row about the person (`self`). */
export type Reach = 'all' | 'own' | 'self'

/** What one membership, or the platform role, grants. */
export interface Grant {
  /** Only rows of these locations; empty: no such limit (TEN-11). */
  readonly locations: readonly string[]
  readonly reach: Reach
  /** `*` for a platform grant. */
  readonly tenant: string
}

export const PLATFORM = '*'

const cellOf = (permission: Permission, role: TableRole): string =>
  PERMISSION_TABLE[permission][TABLE_ROLES.indexOf(role)] ?? '-'

export const isPermission = (name: string): name is Permission =>
  Object.hasOwn(PERMISSION_TABLE, name)

/** How far a cell reaches, given the settings that are on. `break-glass` needs a grant of its own. */
const reachOf = (cell: string, toggles: readonly string[]): Reach | undefined => {
  if (cell === 'all' || cell === 'own' || cell === 'self') return cell
  const setting = /^setting:([^:]+)(:own)?$/.exec(cell)
  if (setting === null || !toggles.includes(setting[1] ?? '')) return undefined
  return setting[2] === undefined ? 'all' : 'own'
}

const STRENGTH: Readonly<Record<Reach, number>> = { all: 2, own: 1, self: 0 }

/**
 * What one membership grants, the widest first. Where its locations limit the front desk, another role
 * still reaches its own beyond them.
 */
const grantsOfMembership = (membership: MembershipRights, permission: Permission): Grant[] => {
  const reaches = membership.roles
    .flatMap((role: Role) => {
      const reach = reachOf(cellOf(permission, role), membership.toggles)
      const locations = role === 'operator' ? membership.locations : []
      return reach === undefined ? [] : [{ locations, reach, tenant: membership.tenant }]
    })
    .toSorted(
      (a, b) => STRENGTH[b.reach] - STRENGTH[a.reach] || a.locations.length - b.locations.length,
    )
  const everywhere = reaches.findIndex(({ locations }) => locations.length === 0)
  return everywhere === -1 ? reaches : reaches.slice(0, everywhere + 1)
}

type RequestWithUser = Pick<Partial<PayloadRequest>, 'user'>

/** Everything the request's user is granted for one permission; empty means no. @rule USR-4 */
export const grantsOf = (req: RequestWithUser, permission: Permission): Grant[] => {
  const rights = rightsOf(req)
  if (rights === undefined) return []
  const grants = rights.memberships.flatMap((membership) =>
    grantsOfMembership(membership, permission),
  )
  if (!isPlatformAdmin(req)) return grants
  const cell = cellOf(permission, 'super-admin')
  if (cell === 'break-glass') {
    const looks = breakGlassOf(req).map(({ tenant }): Grant => ({
      locations: [],
      reach: 'all',
      tenant,
    }))
    return [...grants, ...looks]
  }
  const reach = reachOf(cell, [])
  return reach === undefined ? grants : [{ locations: [], reach, tenant: PLATFORM }, ...grants]
}

/** The widest grant in one tenant. */
export const grantIn = (
  req: RequestWithUser,
  permission: Permission,
  tenant: string,
): Grant | undefined =>
  grantsOf(req, permission).find((grant) => grant.tenant === tenant || grant.tenant === PLATFORM)

/** Whether anybody is ever granted this; what only the system writes is `-` for everyone. */
export const isGrantable = (permission: Permission): boolean =>
  PERMISSION_TABLE[permission].some((cell) => cell !== '-')

export const may = (req: RequestWithUser, permission: Permission, tenant: string): boolean =>
  grantIn(req, permission, tenant) !== undefined

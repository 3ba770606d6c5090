import type { Access, CollectionConfig, PayloadRequest, Where } from 'payload'
import { notFound } from '../domain/errors.ts'
import { type Slug, slugs } from '../slugs.ts'
import { whereOf } from './filters.ts'
import { grantsOf, isPermission, type Permission, PLATFORM } from './permissions.ts'
import { forReader } from './readers.ts'
import { isPlatformAdmin, rightsOf, userIdOf } from './rights.ts'

type Action = 'create' | 'delete' | 'read' | 'update'

const permissionOf = (slug: Slug, action: Action): Permission => {
  const name = `${slug}.${action}`
  if (!isPermission(name)) throw new Error(`permissions.csv has no row for ${name}`)
  return name
}

/** Written by the system only, such as settings and allocations. */
export const nobodyByHand: Access = () => false

const both = (id: number | string, where: Where | boolean): Where =>
  typeof where === 'boolean' ? { id: { equals: id } } : { and: [{ id: { equals: id } }, where] }

const isThere = async (req: PayloadRequest, slug: Slug, where: Where): Promise<boolean> => {
  const { totalDocs } = await req.payload.db.count({ collection: slug, req, where })
  return totalDocs > 0
}

/**
 * Update or delete of one document. A document out of sight is `not-found`, as an unknown one; 403 is
 * only said of what the caller can see (TEN-4).
 */
const changeAccess =
  (slug: Slug, action: 'delete' | 'update'): Access =>
  async ({ id, req }) => {
    const where = await whereOf(slug, req, grantsOf(req, permissionOf(slug, action)))
    if (id === undefined) return where
    // Payload looks whether the row is there before it asks: nobody is told so.
    if (req.user === null) throw notFound({})
    if (where !== false && (await isThere(req, slug, both(id, where)))) return where
    const visible = await whereOf(slug, req, grantsOf(req, permissionOf(slug, 'read')))
    if (visible !== false && (await isThere(req, slug, both(id, visible)))) return false
    throw notFound({})
  }

const ourReads = new WeakSet<Access>()

const readAccess = (slug: Slug): Access => {
  const read: Access = async ({ req }) => {
    const grants = grantsOf(req, permissionOf(slug, 'read'))
    const isSelfOnly =
      slug === slugs.users && rightsOf(req)?.mfaMissing === true && grants.length === 0
    const self = isSelfOnly ? userIdOf(req) : undefined
    // Whoever may do nothing yet still is somebody, who has codes to set up.
    if (self !== undefined) return forReader(req, { id: { equals: self } })
    return forReader(req, await whereOf(slug, req, grants))
  }
  ourReads.add(read)
  return read
}

/**
 * Whether the request reads every row of the collection in this tenant. False also where that would have
 * to be asked of the rows, or of a host's own access.
 */
export const readsWholeTenant = (req: PayloadRequest, slug: Slug, tenant: string): boolean =>
  ourReads.has(req.payload.collections[slug].config.access.read) &&
  grantsOf(req, permissionOf(slug, 'read')).some(
    (grant) =>
      (grant.tenant === tenant || grant.tenant === PLATFORM) &&
      grant.reach === 'all' &&
      grant.locations.length === 0,
  )

/**
 * The access functions of a collection, all of them, from permissions.csv. Denies by default.
 * @rule USR-4 TEN-4
 */
export const accessTo = (slug: Slug): NonNullable<CollectionConfig['access']> => ({
  // A filter would count as yes here; the tenant itself is checked when it is stamped (fillTenant).
  create: isPermission(`${slug}.create`)
    ? ({ req }) => grantsOf(req, permissionOf(slug, 'create')).length > 0
    : nobodyByHand,
  delete: isPermission(`${slug}.delete`) ? changeAccess(slug, 'delete') : nobodyByHand,
  read: readAccess(slug),
  readVersions: async ({ req }) => {
    const where = await whereOf(slug, req, grantsOf(req, permissionOf(slug, 'read')))
    if (typeof where === 'boolean') return where
    const tenants = grantsOf(req, permissionOf(slug, 'read'))
      .filter(({ reach }) => reach === 'all')
      .map(({ tenant }) => tenant)
    return tenants.length === 0 ? false : { 'version.tenant': { in: tenants } }
  },
  unlock: ({ req }) => isPlatformAdmin(req),
  update: changeAccess(slug, 'update'),
})

const changePeople = changeAccess(slugs.users, 'update')

/** As permissions.csv says of `users.update`; everybody reaches themselves too (`users.update-profile`). @rule USR-6 */
export const canChangePerson: Access = async (args) => {
  const { id, req } = args
  const isOwn = id !== undefined && id === userIdOf(req)
  return isOwn && grantsOf(req, 'users.update').length === 0
    ? forReader(req, { id: { equals: id } })
    : changePeople(args)
}

/** Staff of any tenant and the platform enter the admin panel, also to set up their codes; nobody else. */
export const canEnterAdmin = ({ req }: { req: PayloadRequest }): boolean => {
  const rights = rightsOf(req)
  return (
    rights !== undefined &&
    (rights.memberships.length > 0 || rights.platformRole !== null || rights.mfaMissing === true)
  )
}

import type { PayloadRequest, SelectType, Where } from 'payload'
import { slugs, type Slug } from '../slugs.ts'
import { type Grant, PLATFORM } from './permissions.ts'
import { isPlatformAdmin, userIdOf } from './rights.ts'

type OwnWhere = (req: PayloadRequest, userId: string) => Promise<Where> | Where

/** The path by which a row belongs to a location; operators may be limited to some (TEN-11). */
const LOCATION_PATH: Partial<Record<Slug, string>> = {
  [slugs.attendances]: 'session.location',
  [slugs.availability]: 'location',
  [slugs.rooms]: 'location',
  [slugs.sessionEvents]: 'session.location',
  [slugs.sessions]: 'location',
}

const ofOwnSessions =
  (path: string): OwnWhere =>
  (_req, userId) => ({
    or: [
      { [`${path}therapist`]: { equals: userId } },
      { [`${path}coTherapist`]: { equals: userId } },
    ],
  })

const idsOf = async (
  req: PayloadRequest,
  of: {
    collection: Slug
    pick: (doc: Record<string, unknown>) => unknown[]
    /** All that `pick` looks at: a person's patients may be hundreds. */
    select: SelectType
    where: Where
  },
): Promise<string[]> => {
  // Whose records these are decides the access itself, so the look-up cannot ask for access.
  const { docs } = await req.payload.db.find<Record<string, unknown> & { id: string }>({
    collection: of.collection,
    limit: 0,
    pagination: false,
    req,
    select: of.select,
    where: of.where,
  })
  return docs.flatMap((doc) => of.pick(doc) as string[])
}

/** What `own` and `self` mean in each collection (README of permissions.csv, USR-7). */
const OWN: Partial<Record<Slug, OwnWhere>> = {
  [slugs.accountStates]: (_req, userId) => ({ user: { equals: userId } }),
  [slugs.attendances]: ofOwnSessions('session.'),
  [slugs.availability]: (_req, userId) => ({ therapist: { equals: userId } }),
  [slugs.contacts]: async (req, userId) => {
    const contacts = await idsOf(req, {
      collection: slugs.patients,
      pick: (doc) =>
        ((doc.guardians ?? []) as { contact: unknown }[]).map(({ contact }) => contact),
      select: { guardians: true },
      where: { careTeam: { in: [userId] } },
    })
    return { id: { in: [...new Set(contacts)] } }
  },
  [slugs.ledgerAccounts]: (_req, userId) => ({ 'patient.careTeam': { in: [userId] } }),
  [slugs.memberships]: (_req, userId) => ({ user: { equals: userId } }),
  [slugs.notifications]: (_req, userId) => ({ 'patient.careTeam': { in: [userId] } }),
  [slugs.patients]: (_req, userId) => ({ careTeam: { in: [userId] } }),
  [slugs.paymentAllocations]: ofOwnSessions('attendance.session.'),
  [slugs.payments]: (_req, userId) => ({ 'patient.careTeam': { in: [userId] } }),
  [slugs.pricing]: (_req, userId) => ({ therapist: { equals: userId } }),
  [slugs.sessionEvents]: ofOwnSessions('session.'),
  [slugs.sessions]: ofOwnSessions(''),
  [slugs.users]: (_req, userId) => ({ id: { equals: userId } }),
}

const NOTHING: Where = { id: { equals: '00000000-0000-0000-0000-000000000000' } }

const placeWhere = (slug: Slug, grant: Grant): Where[] => {
  const path = LOCATION_PATH[slug]
  if (path === undefined || grant.locations.length === 0) return []
  const isThere: Where = { [path]: { in: [...grant.locations] } }
  // A window without a location is open at every location.
  return [slug === slugs.availability ? { or: [isThere, { [path]: { exists: false } }] } : isThere]
}

const whereOfGrant = async (
  slug: Slug,
  req: PayloadRequest,
  grant: Grant,
): Promise<Where | true> => {
  if (grant.tenant === PLATFORM && grant.reach === 'all') return true
  const userId = userIdOf(req)
  const tenantPath = slug === slugs.tenants ? 'id' : 'tenant'
  const parts: Where[] = [{ [tenantPath]: { equals: grant.tenant } }]
  if (grant.reach !== 'all' && slug !== slugs.tenants) {
    const own = OWN[slug]
    if (own === undefined || userId === undefined) return NOTHING
    parts.push(await own(req, userId))
  }
  return { and: [...parts, ...placeWhere(slug, grant)] }
}

/** Rows that are not of one tenant: people are seen through the memberships they share with the viewer. */
const peopleWhere = async (
  slug: Slug,
  req: PayloadRequest,
  grants: readonly Grant[],
): Promise<Where> => {
  const userId = userIdOf(req)
  const tenants = grants.filter(({ reach }) => reach === 'all').map(({ tenant }) => tenant)
  const colleagues =
    tenants.length === 0
      ? []
      : await idsOf(req, {
          collection: slugs.memberships,
          pick: (doc) => [doc.user],
          select: { user: true },
          where: { tenant: { in: tenants } },
        })
  const ids = [...new Set([...colleagues, ...(userId === undefined ? [] : [userId])])]
  return { [slug === slugs.users ? 'id' : 'user']: { in: ids } }
}

/** The platform sees what happened to itself; what happened in a clinic is for those who are granted it. */
const eventsWhere = (req: PayloadRequest, grants: readonly Grant[]): Where | boolean => {
  const tenants = grants.map(({ tenant }) => tenant)
  const parts: Where[] = [
    ...(tenants.length === 0 ? [] : [{ tenant: { in: tenants } }]),
    ...(isPlatformAdmin(req) ? [{ tenant: { exists: false } }] : []),
  ]
  return parts.length > 0 && { or: parts }
}

/** The rows that the grants open; `false` for none at all. */
export const whereOf = async (
  slug: Slug,
  req: PayloadRequest,
  grants: readonly Grant[],
): Promise<Where | boolean> => {
  if (slug === slugs.auditLog) return eventsWhere(req, grants)
  if (grants.length === 0) return false
  if (grants.some(({ reach, tenant }) => tenant === PLATFORM && reach === 'all')) return true
  if (slug === slugs.users || slug === slugs.accountStates) return peopleWhere(slug, req, grants)
  const wheres = await Promise.all(grants.map((grant) => whereOfGrant(slug, req, grant)))
  if (wheres.includes(true)) return true
  return wheres.length === 1 ? (wheres[0] ?? false) : { or: wheres as Where[] }
}

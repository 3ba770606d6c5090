import type { FilterOptions, PayloadRequest, Where } from 'payload'
import { tenantsOf } from '../access/rights.ts'
import { idOf } from '../domain/ids.ts'
import { slugs } from '../slugs.ts'

const therapistIds = async (req: PayloadRequest, tenants: readonly string[]): Promise<string[]> => {
  // Who can be booked is known to everybody who books; the memberships themselves stay closed.
  const { docs } = await req.payload.db.find<{ id: string; user: unknown }>({
    collection: slugs.memberships,
    limit: 0,
    pagination: false,
    req,
    where: { active: { equals: true }, roles: { in: ['therapist'] }, tenant: { in: [...tenants] } },
  })
  return docs.flatMap(({ user }) => idOf(user) ?? [])
}

/** Offers the therapists of the document's tenant, else of the viewer's tenants. */
export const therapistsOfTenant: FilterOptions = async ({ data, req }): Promise<Where> => {
  const tenant = idOf((data as { tenant?: unknown } | undefined)?.tenant)
  const ids = await therapistIds(req, tenant === undefined ? tenantsOf(req) : [tenant])
  return { id: { in: ids } }
}

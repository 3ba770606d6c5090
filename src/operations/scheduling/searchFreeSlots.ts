import type { PayloadRequest } from 'payload'
import { grantIn } from '../../access/permissions.ts'
import { userIdOf } from '../../access/rights.ts'
import { query } from '../../db/query.ts'
import { forbidden } from '../../domain/errors.ts'
import type { Mode } from '../../domain/scheduling/windows.ts'
import { slugs } from '../../slugs.ts'
import { tenantOfVisible } from '../common/findVisible.ts'
import { findFreeSlots, type Slot } from './findFreeSlots.ts'

export interface SlotSearchInput {
  readonly durationMinutes?: number | undefined
  readonly from: string
  /** Without it every open location of the clinic. */
  readonly location?: string | undefined
  readonly mode?: Mode | undefined
  /** Without it every therapist who works then. */
  readonly therapist?: string | undefined
  readonly therapyType: string
  readonly to: string
}

const openLocations = async (req: PayloadRequest, tenant: string): Promise<string[]> => {
  const rows = await query<{ id: string }>(
    req,
    'select id from locations where tenant_id = $1 and active order by created_at',
    [tenant],
  )
  return rows.map(({ id }) => id)
}

const workingTherapists = async (req: PayloadRequest, tenant: string): Promise<string[]> => {
  const rows = await query<{ id: string }>(
    req,
    `select distinct a.therapist_id as id from availability a
       join memberships m on m.tenant_id = a.tenant_id and m.user_id = a.therapist_id and m.active
      where a.tenant_id = $1 and a.active order by 1`,
    [tenant],
  )
  return rows.map(({ id }) => id)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const inTimeOrder = (a: Slot, b: Slot): number =>
  compare(a.startsAt, b.startsAt) || compare(a.therapist, b.therapist)

/**
 * Free slots for a type: of one therapist or of all, at one location or at all, in time order.
 * Refuses `not-found`, `forbidden` (a therapist asks for their own only), `range-too-long`,
 * `invalid-duration`.
 * @rule AVL-5 AVL-6
 */
export const searchFreeSlots = async (
  req: PayloadRequest,
  input: SlotSearchInput,
): Promise<Slot[]> => {
  const tenant = await tenantOfVisible(req, slugs.therapyTypes, {
    field: 'therapyType',
    id: input.therapyType,
  })
  if (input.location !== undefined) {
    await tenantOfVisible(req, slugs.locations, { field: 'location', id: input.location })
  }
  const grant = grantIn(req, 'slots.search', tenant)
  if (grant === undefined) throw forbidden({ action: 'slots.search' })
  const asked = grant.reach === 'all' ? input.therapist : (input.therapist ?? userIdOf(req))
  if (grant.reach !== 'all' && asked !== userIdOf(req)) throw forbidden({ action: 'slots.search' })
  const therapists = asked === undefined ? await workingTherapists(req, tenant) : [asked]
  const locations =
    input.location === undefined ? await openLocations(req, tenant) : [input.location]
  const found = await Promise.all(
    therapists.flatMap((therapist) =>
      locations.map((location) => findFreeSlots(req, { ...input, location, tenant, therapist })),
    ),
  )
  const [only, ...others] = found
  // Those of one therapist at one place are in order already.
  return only !== undefined && others.length === 0 ? only : found.flat().toSorted(inTimeOrder)
}

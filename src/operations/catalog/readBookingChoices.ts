import type { PayloadRequest } from 'payload'
import { grantIn } from '../../access/permissions.ts'
import { queryOne } from '../../db/query.ts'

interface Choice {
  readonly id: string
  readonly name: string
}

/** What a booking is put together from. */
export interface BookingChoices {
  readonly locations: readonly (Choice & { readonly timezone: string })[]
  readonly therapists: readonly Choice[]
  readonly types: readonly Choice[]
}

const list = (columns: string, from: string): string =>
  `(select coalesce(jsonb_agg(jsonb_build_object(${columns}) order by x.name), '[]'::jsonb) from (${from}) x)`

const CHOICES = `select
  ${list(
    `'id', x.id, 'name', x.name, 'timezone', x.timezone`,
    `select id, name, timezone from locations
      where tenant_id = $1 and active and (cardinality($2::uuid[]) = 0 or id = any ($2))`,
  )} as locations,
  ${list(
    `'id', x.id, 'name', x.name`,
    `select u.id, u.full_name as name from memberships m join users u on u.id = m.user_id
      where m.tenant_id = $1 and m.active and exists (
        select from memberships_roles r where r.parent_id = m.id and r.value = 'therapist')`,
  )} as therapists,
  ${list(
    `'id', x.id, 'name', x.name`,
    `select id, name from therapy_types where tenant_id = $1 and active`,
  )} as types`

/** Locations, therapists and types that the caller may book in a clinic; null for who books nothing. */
export const readBookingChoices = async (
  req: PayloadRequest,
  tenant: string,
): Promise<BookingChoices | null> => {
  const grant = grantIn(req, 'sessions.create', tenant)
  if (grant === undefined) return null
  return queryOne<BookingChoices & Record<string, unknown>>(req, CHOICES, [
    tenant,
    [...grant.locations],
  ])
}

import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import type { Interval } from '../../domain/scheduling/intervals.ts'
import type { WeeklyWindow } from '../../domain/scheduling/windows.ts'
import {
  TENANT_ROW,
  type TenantContext,
  tenantContextOf,
  type VersionedTenant,
} from '../common/tenantContext.ts'
import { priceSql, TYPE_FACTS, type TypeFacts, windowsSql } from '../scheduling/bookingFacts.ts'

export interface TherapistHours {
  readonly active: boolean
  /** Start and end of what is taken, in ms. */
  readonly busy: readonly (readonly [number, number])[]
  readonly id: string
  readonly price: { durationMinutes: number; priceMinor: number } | null
  readonly windows: readonly WeeklyWindow[]
}

export interface PlaceFacts {
  readonly active: boolean
  readonly id: string
  readonly timezone: string
}

/** All that free slots of a type depend on. */
export interface SlotFacts {
  readonly context: TenantContext
  readonly locations: readonly PlaceFacts[]
  readonly tenant: string
  readonly therapists: readonly TherapistHours[]
  readonly type: TypeFacts
}

export interface SlotFactsInput extends Interval {
  /** Without it every open one. */
  readonly location: string | undefined
  /** Without it every one who works; who may see no others is asked for in `selfIn`. */
  readonly therapist: string | undefined
  readonly therapyType: string
  readonly user: string | undefined
  /** Tenants in which the asking person sees every therapist; null: in all. */
  readonly wholeIn: readonly string[] | null
}

const OF = { tenant: 'y.tenant_id', therapist: 'm.user_id' }

const FACTS = `
  select json_build_object('tenant', y.tenant_id, 'type', ${TYPE_FACTS}, 'context', ${TENANT_ROW},
    'locations', (select coalesce(json_agg(json_build_object(
              'active', l.active is not false, 'id', l.id, 'timezone', l.timezone)
              order by l.created_at), '[]')
       from locations l
      where l.tenant_id = y.tenant_id
        and case when $2::uuid is null then l.active else l.id = $2 end),
    'therapists', (select coalesce(json_agg(json_build_object(
              'id', m.user_id,
              'active', m.active and exists (select from memberships_roles r
                                              where r.parent_id = m.id and r.value = 'therapist'),
              'price', ${priceSql({ ...OF, type: 'y.id' })},
              'windows', ${windowsSql(OF)},
              'busy', (select coalesce(json_agg(json_build_array(
                                extract(epoch from lower(c.during))::float8 * 1000,
                                extract(epoch from upper(c.during))::float8 * 1000)), '[]')
                         from booking_claims c
                        where c.tenant_id = y.tenant_id and c.kind = 'therapist'
                          and c.resource_id = m.user_id and c.during && tstzrange($3, $4)))
              order by m.user_id), '[]')
       from memberships m
      where m.tenant_id = y.tenant_id
        and case when $5::uuid is not null then m.user_id = $5
                 when $6::uuid[] is not null and y.tenant_id <> all ($6) then m.user_id = $7
                 else m.active and exists (select from availability a
                                            where a.tenant_id = m.tenant_id and a.active
                                              and a.therapist_id = m.user_id) end))::text as facts
    from therapy_types y join tenants t on t.id = y.tenant_id
   where y.id = $1`

/**
 * Reads them in one statement, as JSON: where that is the same as before, so are the slots. Undefined where
 * the type is not in sight of the request's connection.
 */
export const readSlotFacts = async (
  req: PayloadRequest,
  of: SlotFactsInput,
): Promise<string | undefined> => {
  const [row] = await query<{ facts: string }>(req, FACTS, [
    of.therapyType,
    of.location ?? null,
    new Date(of.startMs).toISOString(),
    new Date(of.endMs).toISOString(),
    of.therapist ?? null,
    of.wholeIn,
    of.user ?? null,
  ])
  return row?.facts
}

export const slotFactsOf = async (req: PayloadRequest, text: string): Promise<SlotFacts> => {
  const row = JSON.parse(text) as { context: VersionedTenant } & Omit<SlotFacts, 'context'>
  return { ...row, context: await tenantContextOf(req, row.context) }
}

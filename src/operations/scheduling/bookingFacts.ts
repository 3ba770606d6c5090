import type { PayloadRequest } from 'payload'
import { queryOne } from '../../db/query.ts'
import type { DayLimitScope } from '../../domain/catalog/price.ts'
import type { WeeklyWindow } from '../../domain/scheduling/windows.ts'

/** The rows a booking touches, as they are now. Null: no such row in the tenant. */
export interface BookingFacts {
  readonly coTherapist: TherapistFacts | null
  readonly location: { active: boolean; timezone: string } | null
  readonly patient: { active: boolean; deceased: boolean } | null
  readonly price: { durationMinutes: number; priceMinor: number } | null
  readonly room: { active: boolean; location: string } | null
  readonly therapist: TherapistFacts | null
  readonly type: TypeFacts | null
  readonly windows: readonly WeeklyWindow[]
}

export interface TherapistFacts {
  readonly active: boolean
}

export interface TypeFacts {
  readonly active: boolean
  readonly bufferAfterMinutes: number
  readonly bufferBeforeMinutes: number
  readonly cancellationFeeMinor: number | null
  readonly defaultDurationMinutes: number
  readonly defaultPriceMinor: number
  readonly isBillable: boolean
  readonly maxPerDay: number | null
  readonly maxPerDayScope: DayLimitScope
}

/** The ids a booking names. */
export interface BookingIds {
  readonly coTherapist?: string | null | undefined
  readonly location: string | null
  readonly patient: string | null
  readonly room?: string | null | undefined
  readonly tenant: string
  readonly therapist: string
  readonly therapyType: string
}

const MEMBER = (id: string): string => `(
  select jsonb_build_object('active', m.active and exists (
           select from memberships_roles r where r.parent_id = m.id and r.value = 'therapist'))
    from memberships m where m.tenant_id = $1 and m.user_id = ${id})`

/** The weekly rows of a therapist, each with the zone of its location, else of the tenant. */
const WINDOWS = `(
  select coalesce(jsonb_agg(jsonb_build_object(
      'dayOfWeek', a.day_of_week, 'effectiveFromOn', nullif(a.effective_from_on, ''),
      'effectiveToOn', nullif(a.effective_to_on, ''), 'endTime', a.end_time, 'id', a.id,
      'locationId', a.location_id, 'maxSessions', a.max_sessions, 'startTime', a.start_time,
      'telehealth', coalesce(a.telehealth, false), 'therapistId', a.therapist_id,
      'therapyTypeIds', (select coalesce(jsonb_agg(r.therapy_types_id), '[]'::jsonb)
                           from availability_rels r
                          where r.parent_id = a.id and r.path = 'therapyTypes'),
      'timezone', coalesce(l.timezone, t.timezone))), '[]'::jsonb)
    from availability a
    join tenants t on t.id = a.tenant_id
    left join locations l on l.id = a.location_id
   where a.tenant_id = $1 and a.therapist_id = $2 and a.active)`

/** The type and the therapist's own price; $1 tenant, $2 therapist, $7 type. */
const PRICED = `
    (select jsonb_build_object('active', active is not false,
            'bufferAfterMinutes', coalesce(buffer_after_minutes, 0),
            'bufferBeforeMinutes', coalesce(buffer_before_minutes, 0),
            'cancellationFeeMinor', cancellation_fee_minor,
            'defaultDurationMinutes', default_duration_minutes,
            'defaultPriceMinor', default_price_minor, 'isBillable', is_billable is not false,
            'maxPerDay', max_per_day, 'maxPerDayScope', max_per_day_scope)
       from therapy_types where tenant_id = $1 and id = $7) as type,
    (select jsonb_build_object('durationMinutes', duration_minutes, 'priceMinor', price_minor)
       from pricing
      where tenant_id = $1 and therapist_id = $2 and therapy_type_id = $7 and active) as price`

const FACTS = `
  select
    ${MEMBER('$2')} as therapist,
    ${MEMBER('$3')} as "coTherapist",
    (select jsonb_build_object('active', active is not false, 'timezone', timezone)
       from locations where tenant_id = $1 and id = $4) as location,
    (select jsonb_build_object('active', active is not false, 'location', location_id)
       from rooms where tenant_id = $1 and id = $5) as room,
    (select jsonb_build_object('active', active is not false, 'deceased', deceased_at is not null)
       from patients where tenant_id = $1 and id = $6) as patient,
    ${PRICED},
    ${WINDOWS} as windows`

/** Reads everything a booking depends on in one statement. */
export const readBookingFacts = (req: PayloadRequest, ids: BookingIds): Promise<BookingFacts> =>
  queryOne<BookingFacts & Record<string, unknown>>(req, FACTS, [
    ids.tenant,
    ids.therapist,
    ids.coTherapist ?? null,
    ids.location,
    ids.room ?? null,
    ids.patient,
    ids.therapyType,
  ])

export type PriceFacts = Pick<BookingFacts, 'price' | 'type'>

/** Only what the price of a therapist and a type depends on. */
export const readPriceFacts = (
  req: PayloadRequest,
  ids: Pick<BookingIds, 'tenant' | 'therapist' | 'therapyType'>,
): Promise<PriceFacts> =>
  queryOne<PriceFacts & Record<string, unknown>>(req, `select ${PRICED.replaceAll('$7', '$3')}`, [
    ids.tenant,
    ids.therapist,
    ids.therapyType,
  ])

/** Keeps the patient's record from being edited or closed while it is booked for. */
export const holdPatient = async (
  req: PayloadRequest,
  tenant: string,
  patient: string,
): Promise<void> => {
  await queryOne(
    req,
    `select count(*) from (select 1 from patients where tenant_id = $1 and id = $2 for share) held`,
    [tenant, patient],
  )
}

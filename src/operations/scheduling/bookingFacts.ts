import type { PayloadRequest } from 'payload'
import { queryOne } from '../../db/query.ts'
import type { DayLimitScope } from '../../domain/catalog/price.ts'
import type { WeeklyWindow } from '../../domain/scheduling/windows.ts'
import { TENANT_ROW, tenantContextOf, type VersionedTenant } from '../common/tenantContext.ts'

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
  select json_build_object('active', m.active and exists (
           select from memberships_roles r where r.parent_id = m.id and r.value = 'therapist'))
    from memberships m where m.tenant_id = $1 and m.user_id = ${id})`

interface Names {
  readonly tenant: string
  readonly therapist: string
}

/** The weekly rows of a therapist, each with the zone of its location, else of the tenant. */
export const windowsSql = ({ tenant, therapist }: Names): string => `(
  select coalesce(json_agg(json_build_object(
      'dayOfWeek', a.day_of_week, 'effectiveFromOn', nullif(a.effective_from_on, ''),
      'effectiveToOn', nullif(a.effective_to_on, ''), 'endTime', a.end_time, 'id', a.id,
      'locationId', a.location_id, 'maxSessions', a.max_sessions, 'startTime', a.start_time,
      'telehealth', coalesce(a.telehealth, false), 'therapistId', a.therapist_id,
      'therapyTypeIds', (select coalesce(json_agg(r.therapy_types_id), '[]')
                           from availability_rels r
                          where r.parent_id = a.id and r.path = 'therapyTypes'),
      'timezone', coalesce(l.timezone, t.timezone))), '[]')
    from availability a
    join tenants t on t.id = a.tenant_id
    left join locations l on l.id = a.location_id
   where a.tenant_id = ${tenant} and a.therapist_id = ${therapist} and a.active)`

/** The type `y` as `TypeFacts`. */
export const TYPE_FACTS = `
  json_build_object('active', y.active is not false,
      'bufferAfterMinutes', coalesce(y.buffer_after_minutes, 0),
      'bufferBeforeMinutes', coalesce(y.buffer_before_minutes, 0),
      'cancellationFeeMinor', y.cancellation_fee_minor,
      'defaultDurationMinutes', y.default_duration_minutes,
      'defaultPriceMinor', y.default_price_minor, 'isBillable', y.is_billable is not false,
      'maxPerDay', y.max_per_day, 'maxPerDayScope', y.max_per_day_scope)`

/** What a therapist takes for a type, where that is not the price of the type. */
export const priceSql = ({ tenant, therapist, type }: { type: string } & Names): string => `(
  select json_build_object('durationMinutes', duration_minutes, 'priceMinor', price_minor)
    from pricing
   where tenant_id = ${tenant} and therapist_id = ${therapist} and therapy_type_id = ${type} and active)`

/** The type and the therapist's own price; $1 tenant, $2 therapist. */
const priced = (type: string): string => `
    (select ${TYPE_FACTS} from therapy_types y where y.tenant_id = $1 and y.id = ${type}) as type,
    ${priceSql({ tenant: '$1', therapist: '$2', type })} as price`

const FACTS = `
  select
    ${MEMBER('$2')} as therapist,
    ${MEMBER('$3')} as "coTherapist",
    (select json_build_object('active', active is not false, 'timezone', timezone)
       from locations where tenant_id = $1 and id = $4) as location,
    (select json_build_object('active', active is not false, 'location', location_id)
       from rooms where tenant_id = $1 and id = $5) as room,
    (select json_build_object('active', active is not false, 'deceased', deceased_at is not null)
       from patients where tenant_id = $1 and id = $6) as patient,
    ${priced('$7')},
    ${windowsSql({ tenant: '$1', therapist: '$2' })} as windows,
    (select ${TENANT_ROW} from tenants t where t.id = $1) as context`

type FactsRow = { readonly context: null | VersionedTenant } & BookingFacts &
  Record<string, unknown>

interface Ahead {
  readonly facts: Promise<BookingFacts>
  readonly ids: BookingIds
}

const ahead = new WeakMap<object, Ahead>()

const isSame = (a: BookingIds, b: BookingIds): boolean =>
  (
    ['coTherapist', 'location', 'patient', 'room', 'tenant', 'therapist', 'therapyType'] as const
  ).every((name) => (a[name] ?? null) === (b[name] ?? null))

const read = async (req: PayloadRequest, ids: BookingIds): Promise<BookingFacts> => {
  const { context, ...facts } = await queryOne<FactsRow>(req, FACTS, [
    ids.tenant,
    ids.therapist,
    ids.coTherapist ?? null,
    ids.location,
    ids.room ?? null,
    ids.patient,
    ids.therapyType,
  ])
  if (context !== null) await tenantContextOf(req, context)
  return facts
}

/** Everything a booking depends on, in one statement; the tenant and its settings come along. */
export const readBookingFacts = (req: PayloadRequest, ids: BookingIds): Promise<BookingFacts> => {
  const known = ahead.get(req)
  ahead.delete(req)
  return known !== undefined && isSame(known.ids, ids) ? known.facts : read(req, ids)
}

/** The same, for the first step of a booking: the steps that follow, up to the judgement, use it. */
export const readBookingFactsAhead = (
  req: PayloadRequest,
  ids: BookingIds,
): Promise<BookingFacts> => {
  const facts = read(req, ids)
  ahead.set(req, { facts, ids })
  return facts
}

export type PriceFacts = Pick<BookingFacts, 'price' | 'type'>
type PricedIds = Pick<BookingIds, 'tenant' | 'therapist' | 'therapyType'>

/** Only what the price of a therapist and a type depends on. */
export const readPriceFacts = (req: PayloadRequest, ids: PricedIds): Promise<PriceFacts> => {
  const known = ahead.get(req)
  if (known !== undefined && isSame(known.ids, { ...known.ids, ...ids })) return known.facts
  return queryOne<PriceFacts & Record<string, unknown>>(req, `select ${priced('$3')}`, [
    ids.tenant,
    ids.therapist,
    ids.therapyType,
  ])
}

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

import { pbkdf2Sync } from 'node:crypto'
import { PRESET_VALUES, PRESETS, type PresetTherapyType } from '../../src/domain/tenancy/presets.ts'
import { settingsData } from '../../src/operations/tenancy/openTenant.ts'
import type { Row, Rows, Value } from './copy.ts'
import { idOf } from './ids.ts'
import type { DataSet } from './sets.ts'

export const PASSWORD = 'a password for measuring'
const SALT = 'caseload-bench'
/** As Payload stores it; one for everybody, because deriving it is meant to take long. */
const HASH = `pbkdf2-sha256-v1:${pbkdf2Sync(PASSWORD, SALT, 600_000, 32, 'sha256').toString('hex')}`

export type StaffRole = 'accountant' | 'admin' | 'operator'
const STAFF: readonly StaffRole[] = ['admin', 'operator', 'accountant']

/** One clinic of a set: which ids are whose follows from its number. */
export interface Clinic {
  readonly bufferAfterMinutes: number
  readonly index: number
  readonly isVeterinary: boolean
  /** When everything before its first session was written. */
  readonly openedAt: string
  readonly set: DataSet
  readonly types: readonly (PresetTherapyType & { readonly id: string })[]
}

export const tenantId = ({ index }: Pick<Clinic, 'index'>): string => idOf('tenant', index)
export const locationId = ({ index }: Pick<Clinic, 'index'>): string => idOf('location', index)
const userIndex = ({ index, set }: Pick<Clinic, 'index' | 'set'>, nth: number): number =>
  index * (set.therapists + STAFF.length) + nth
export const therapistId = (clinic: Clinic, nth: number): string =>
  idOf('user', userIndex(clinic, nth + STAFF.length))
export const operatorId = (clinic: Clinic): string =>
  idOf('user', userIndex(clinic, STAFF.indexOf('operator')))
export const roomId = ({ index, set }: Clinic, nth: number): string =>
  idOf('room', index * set.therapists + nth)

export const emailOf = (tenant: number, who: StaffRole | `therapist${number}`): string =>
  `${who}.${tenant}@bench.example`

/** Individual sessions of at most an hour, so that one fits between two starts with its buffer. */
export const clinicOf = (set: DataSet, index: number, openedAt: string): Clinic => {
  const preset = PRESET_VALUES[PRESETS[index % PRESETS.length] ?? 'therapy-centre']
  return {
    bufferAfterMinutes: preset.bufferAfterMinutes,
    index,
    isVeterinary: preset.patientKind === 'animal',
    openedAt,
    set,
    types: preset.therapyTypes.flatMap((type, nth) =>
      type.category === 'individual' ? [{ ...type, id: idOf('type', index * 8 + nth) }] : [],
    ),
  }
}

const stamps = ({ openedAt }: Clinic): Row => ({ updated_at: openedAt, created_at: openedAt })

const snake = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toLowerCase()

/** `{ billing: { chargeAt } }` → `billing_charge_at`; lists have tables of their own. */
const flat = (group: object, prefix = ''): Row =>
  Object.fromEntries(
    (Object.entries(group) as [string, Value][]).flatMap(([name, value]): [string, Value][] => {
      const column = `${prefix}${snake(name)}`
      if (Array.isArray(value)) return []
      return value !== null && typeof value === 'object'
        ? Object.entries(flat(value, `${column}_`))
        : [[column, value]]
    }),
  )

const addSettings = (rows: Rows, clinic: Clinic): void => {
  const preset = PRESETS[clinic.index % PRESETS.length] ?? 'therapy-centre'
  const settings = settingsData(PRESET_VALUES[preset].settings)
  const id = idOf('settings', clinic.index)
  const part = (nth: number): string => idOf('setting', clinic.index * 64 + nth)
  rows.add('settings', { id, tenant_id: tenantId(clinic), ...flat(settings), ...stamps(clinic) })
  const { confirmation, reminders } = settings.messaging
  for (const [order, value] of confirmation.channels.entries()) {
    const row = { id: part(order), order: order + 1, parent_id: id, value }
    rows.add('settings_messaging_confirmation_channels', row)
  }
  for (const [nth, { channels, enabled, hoursBefore }] of reminders.entries()) {
    const reminder = part(8 + nth * 8)
    rows.add('settings_messaging_reminders', {
      id: reminder,
      _order: nth + 1,
      _parent_id: id,
      hours_before: hoursBefore,
      enabled,
    })
    for (const [order, value] of channels.entries()) {
      const row = { id: part(9 + nth * 8 + order), order: order + 1, parent_id: reminder, value }
      rows.add('settings_messaging_reminders_channels', row)
    }
  }
}

const addPlaces = (rows: Rows, clinic: Clinic): void => {
  const tenant_id = tenantId(clinic)
  rows.add('locations', {
    id: locationId(clinic),
    tenant_id,
    name: `Clinic ${clinic.index}`,
    timezone: 'Asia/Kolkata',
    active: true,
    ...stamps(clinic),
  })
  for (let nth = 0; nth < clinic.set.therapists; nth += 1) {
    rows.add('rooms', {
      id: roomId(clinic, nth),
      tenant_id,
      name: `Room ${nth + 1}`,
      location_id: locationId(clinic),
      active: true,
      ...stamps(clinic),
    })
  }
  for (const { id, ...type } of clinic.types) {
    const after = { buffer_before_minutes: 0, buffer_after_minutes: clinic.bufferAfterMinutes }
    rows.add('therapy_types', { id, tenant_id, ...flat(type), ...after, ...stamps(clinic) })
  }
}

const addPerson = (
  rows: Rows,
  clinic: Clinic,
  of: { email: string; nth: number; role: StaffRole | 'therapist' },
): void => {
  const index = userIndex(clinic, of.nth)
  const [first, last] = [of.role, `${clinic.index}-${of.nth}`]
  const [user, membership] = [idOf('user', index), idOf('membership', index)]
  const tenant_id = tenantId(clinic)
  rows.add('users', {
    id: user,
    first_name: first,
    last_name: last,
    full_name: `${first} ${last}`,
    email: of.email,
    salt: SALT,
    hash: HASH,
    ...stamps(clinic),
  })
  const state = { id: idOf('accountState', index), user_id: user, active: true }
  rows.add('account_states', { ...state, ...stamps(clinic) })
  rows.add('memberships', { id: membership, tenant_id, user_id: user, ...stamps(clinic) })
  const role = { id: idOf('role', index), order: 1, parent_id: membership, value: of.role }
  rows.add('memberships_roles', role)
}

/** From Monday to Friday, 9 to 17. */
const addHours = (rows: Rows, clinic: Clinic, nth: number): void => {
  for (const day_of_week of [1, 2, 3, 4, 5]) {
    const index = userIndex(clinic, nth) * 8 + day_of_week
    rows.add('availability', {
      id: idOf('availability', index),
      tenant_id: tenantId(clinic),
      therapist_id: therapistId(clinic, nth),
      day_of_week,
      start_time: '09:00',
      end_time: '17:00',
      location_id: locationId(clinic),
      ...stamps(clinic),
    })
  }
}

/** The clinic itself: settings, places, types and staff, as its first day leaves it. */
export const addClinic = (rows: Rows, clinic: Clinic): void => {
  const preset = PRESETS[clinic.index % PRESETS.length] ?? 'therapy-centre'
  rows.add('tenants', {
    id: tenantId(clinic),
    name: `Clinic ${clinic.index}`,
    slug: `clinic-${clinic.index}`,
    preset,
    timezone: 'Asia/Kolkata',
    currency: 'INR',
    locale: 'en-IN',
    country: 'IN',
    phone: '+912226001111',
    ...flat(PRESET_VALUES[preset].labels, 'labels_'),
    ...stamps(clinic),
  })
  addSettings(rows, clinic)
  addPlaces(rows, clinic)
  for (const [nth, role] of STAFF.entries()) {
    addPerson(rows, clinic, { email: emailOf(clinic.index, role), nth, role })
  }
  for (let nth = 0; nth < clinic.set.therapists; nth += 1) {
    const email = emailOf(clinic.index, `therapist${nth}`)
    addPerson(rows, clinic, { email, nth: nth + STAFF.length, role: 'therapist' })
    addHours(rows, clinic, nth)
  }
}

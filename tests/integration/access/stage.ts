import { asSystem } from '../../../src/db/scope.ts'
import { type Slug, slugs } from '../../../src/slugs.ts'
import { PERMISSION_TABLE, TABLE_ROLES } from '../../../src/access/permissionTable.ts'
import { startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import {
  bookingOf,
  type Clinic,
  createClinic,
  createPatient,
  createSuperAdmin,
} from '../../support/clinic.ts'
import { book, pay, post } from '../../support/flows.ts'

export const ROLES = ['super-admin', 'admin', 'operator', 'therapist', 'accountant'] as const
export type Actor = (typeof ROLES)[number]
export type Action = 'create' | 'delete' | 'read' | 'update'
export const SLUGS: readonly Slug[] = Object.values(slugs)

/** How far a cell of permissions.csv reaches before any setting is switched on. */
export type Reach = 'all' | 'no' | 'own'

/** Rows of the table that the system writes for now; guests and reversals by hand come later. */
const SYSTEM_ONLY = new Set([
  'attendances.create',
  'payment-allocations.create',
  'payment-allocations.delete',
])

export const reachOf = (slug: Slug, action: Action, actor: Actor): Reach => {
  const name = `${slug}.${action}`
  const cells = (PERMISSION_TABLE as Readonly<Record<string, readonly string[]>>)[name] ?? []
  const cell = SYSTEM_ONLY.has(name) ? '-' : cells[TABLE_ROLES.indexOf(actor)]
  if (cell === 'all') return 'all'
  return cell === 'own' || cell === 'self' ? 'own' : 'no'
}

/** Never written from outside, so that every id is refused alike, also one that does not exist. */
export const isClosed = (slug: Slug, action: Action): boolean =>
  SYSTEM_ONLY.has(`${slug}.${action}`) || !Object.hasOwn(PERMISSION_TABLE, `${slug}.${action}`)

export interface Rows {
  /** A row that the therapist calls their own. */
  readonly own: string
  /** One of the same clinic that is a colleague's. */
  readonly other: string
}

export interface AccessStage {
  readonly app: TestApp
  readonly clinic: Clinic
  readonly foreign: Clinic
  readonly people: Readonly<Record<Actor, TestUser>>
  /** Of the clinic. */
  readonly rows: Readonly<Record<Slug, Rows>>
  /** Of the foreign one. */
  readonly strange: Readonly<Record<Slug, Rows>>
}

/** A second family, whose therapist is the second one. */
const addFamily = async (app: TestApp, clinic: Clinic): Promise<string> => {
  const { doc: father } = await post(app, clinic.operator, [
    '/contacts',
    { firstName: 'Vikram', phone: '9820054321' },
  ])
  return asSystem('test', async () =>
    createPatient(app, await app.reqOf(), {
      contact: father.id as string,
      firstName: 'Noor',
      tenant: clinic.tenant.id,
    }),
  )
}

/** A session, a payment and a price with each therapist: a row in every collection. */
const fill = async (app: TestApp, clinic: Clinic): Promise<string> => {
  const patient = await addFamily(app, clinic)
  await book(app, clinic)
  await book(app, clinic, { patient, therapist: clinic.therapist2.id })
  await pay(app, clinic, { amountMinor: 100_000 })
  await pay(app, clinic, { amountMinor: 100_000, patient })
  for (const { id } of [clinic.therapist, clinic.therapist2]) {
    await post(app, clinic.admin, [
      '/pricing',
      { durationMinutes: 45, priceMinor: 90_000, therapist: id, therapyType: clinic.type },
    ])
  }
  return patient
}

const findRows = async (
  app: TestApp,
  clinic: Clinic,
  otherPatient: string,
): Promise<Record<Slug, Rows>> => {
  const one = async (sql: string, value: string): Promise<string> => {
    const [row] = await app.sql<{ id: string }>(`${sql} limit 1`, [value])
    if (row === undefined) throw new Error(`no row: ${sql}`)
    return row.id
  }
  const of = async (sql: string, [own, other]: readonly [string, string]): Promise<Rows> => ({
    other: await one(sql, other),
    own: await one(sql, own),
  })
  const anyOf = (table: string): Promise<Rows> =>
    of(`select id from ${table} where tenant_id = $1 order by id`, [
      clinic.tenant.id,
      clinic.tenant.id,
    ])
  const patients = [clinic.patient, otherPatient] as const
  const therapists = [clinic.therapist.id, clinic.therapist2.id] as const
  const byPatient = (table: string) =>
    of(`select id from ${table} where patient_id = $1 order by id`, patients)
  const byTherapist = (table: string, column: string) =>
    of(`select id from ${table} where ${column} = $1 order by id`, therapists)
  const throughSession = (table: string) =>
    of(
      `select x.id from ${table} x join sessions s on s.id = x.session_id where s.therapist_id = $1`,
      therapists,
    )
  return {
    'account-states': await byTherapist('account_states', 'user_id'),
    attendances: await byPatient('attendances'),
    'audit-log': await anyOf('audit_log'),
    availability: await byTherapist('availability', 'therapist_id'),
    contacts: await of(
      'select contact_id as id from patients_guardians where _parent_id = $1',
      patients,
    ),
    'ledger-accounts': await byPatient('ledger_accounts'),
    'ledger-entries': await anyOf('ledger_entries'),
    'ledger-transfers': await anyOf('ledger_transfers'),
    locations: await anyOf('locations'),
    memberships: await byTherapist('memberships', 'user_id'),
    notifications: await byPatient('notifications'),
    patients: { other: otherPatient, own: clinic.patient },
    'payment-allocations': await of(
      `select p.id from payment_allocations p join attendances a on a.id = p.attendance_id
        where a.patient_id = $1`,
      patients,
    ),
    payments: await byPatient('payments'),
    pricing: await byTherapist('pricing', 'therapist_id'),
    rooms: await anyOf('rooms'),
    'session-events': await throughSession('session_events'),
    sessions: await byTherapist('sessions', 'therapist_id'),
    settings: await anyOf('settings'),
    tenants: { other: clinic.tenant.id, own: clinic.tenant.id },
    'therapy-types': await anyOf('therapy_types'),
    users: { other: clinic.therapist2.id, own: clinic.therapist.id },
  }
}

/** Two clinics of the same shape, and the platform's admin. */
export const setAccessStage = async (): Promise<AccessStage> => {
  const app = await startTestApp()
  const [clinic, foreign] = [await createClinic(app), await createClinic(app)]
  const rows = await findRows(app, clinic, await fill(app, clinic))
  const strange = await findRows(app, foreign, await fill(app, foreign))
  const superAdmin = await createSuperAdmin(app)
  const { accountant, admin, operator, therapist } = clinic
  return {
    app,
    clinic,
    foreign,
    people: { accountant, admin, operator, 'super-admin': superAdmin, therapist },
    rows,
    strange,
  }
}

export const UNKNOWN_ID = '01980000-0000-7000-8000-000000000000'

let counter = 0
/** Something that no two tests share. */
export const unique = (): number => (counter += 1)

/** A body that the collection takes from whoever may write it. */
export const freshBody = (
  { clinic, people }: AccessStage,
  slug: Slug,
  actor: Actor,
): Record<string, unknown> => {
  const n = unique()
  const hour = String(6 + (n % 16)).padStart(2, '0')
  const minute = Math.floor(n / 32) % 6
  const therapist = actor === 'therapist' ? people.therapist.id : clinic.therapist2.id
  const bodies: Partial<Record<Slug, Record<string, unknown>>> = {
    availability: {
      dayOfWeek: n % 2 === 0 ? 0 : 6,
      endTime: `${hour}:${minute}5`,
      startTime: `${hour}:${minute}0`,
      therapist,
    },
    contacts: { firstName: `Contact ${n}`, phone: '9820012345' },
    locations: { name: `Location ${n}` },
    patients: {
      acceptDuplicate: true,
      bornOn: '2016-01-01',
      firstName: `Patient ${n}`,
      guardians: [{ contact: clinic.contact, relationship: 'mother' }],
      kind: 'person',
      lastName: 'Rao',
    },
    payments: { amountMinor: 100, method: 'cash', patient: clinic.patient },
    rooms: { kind: 'room', location: clinic.location, name: `Room ${n}` },
    sessions: bookingOf(clinic, {
      patient: clinic.patient2,
      startsAt: `2026-06-${String(15 + (n % 5)).padStart(2, '0')}T${String(9 + (n % 7)).padStart(2, '0')}:00`,
    }),
    tenants: { name: `Tenant ${n}`, preset: 'therapy-centre' },
    'therapy-types': {
      category: 'individual',
      defaultDurationMinutes: 30,
      defaultPriceMinor: 100,
      name: `Type ${n}`,
    },
    users: {
      email: `person.${n}.${process.pid}@test.example`,
      firstName: 'New',
      lastName: 'Person',
      password: 'correct horse battery',
    },
  }
  return bodies[slug] ?? {}
}

import { PRESETS } from '../../../../src/domain/tenancy/presets.ts'
import { slugs } from '../../../../src/slugs.ts'
import { bookingOf, createClinic } from '../../../support/clinic.ts'
import type { RefusalCase, Stage } from '../../../support/refusals.ts'
import { bookAs, readSettings, recordAs } from '../arrange.ts'

const tenantBy = (stage: Stage) => stage.superAdmin
const newTenant = (change: object) => () =>
  ({
    collection: slugs.tenants,
    data: { name: 'New Clinic', preset: 'veterinary', ...change },
    operation: 'create',
  }) as const

type Doc = Record<string, unknown>

/** GraphQL takes a group as a whole, so that what is not spoken of is sent as it stands. */
const merged = (stored: Doc, change: Doc): Doc => ({
  ...stored,
  ...Object.fromEntries(
    Object.entries(change).map(([name, value]) => {
      const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value)
      return [name, isGroup ? merged(stored[name] as Doc, value as Doc) : value]
    }),
  ),
})

const settingsWrite = (change: Doc) => (_: Stage, settings: string) => {
  const { billing, id, messaging, people, scheduling, security } = JSON.parse(settings) as Doc
  const data = merged({ billing, messaging, people, scheduling, security }, change)
  return { collection: slugs.settings, data, id: id as string, operation: 'update' } as const
}

const newRoom = (change: (stage: Stage) => object) => (stage: Stage) =>
  ({
    collection: slugs.rooms,
    data: { kind: 'room', location: stage.clinic.location, name: 'Room 2', ...change(stage) },
    operation: 'create',
  }) as const

const tenants: RefusalCase[] = [
  {
    as: tenantBy,
    code: 'unknown-preset',
    entries: ['REST', 'Local API'],
    facts: { presets: PRESETS },
    paths: ['preset'],
    refuses: 'a tenant of an unknown preset',
    status: 422,
    write: newTenant({ preset: 'dentist' }),
  },
  {
    as: tenantBy,
    code: 'invalid-timezone',
    facts: { field: 'timezone' },
    paths: ['timezone'],
    refuses: 'a tenant in a zone that does not exist',
    status: 422,
    write: newTenant({ timezone: 'Mars/Olympus' }),
  },
  {
    as: tenantBy,
    code: 'invalid-currency',
    facts: { field: 'currency' },
    paths: ['currency'],
    refuses: 'a tenant with an unknown currency',
    status: 422,
    write: newTenant({ currency: 'RUPEES' }),
  },
  {
    as: tenantBy,
    code: 'invalid-setting',
    facts: { field: 'locale' },
    paths: ['locale'],
    refuses: 'a tenant with an unknown locale',
    status: 422,
    write: newTenant({ locale: 'not a locale' }),
  },
  {
    as: tenantBy,
    code: 'invalid-slug',
    paths: ['slug'],
    refuses: 'a tenant with capitals in its slug',
    status: 422,
    write: newTenant({ slug: 'New Clinic' }),
  },
  {
    as: tenantBy,
    code: 'slug-taken',
    paths: ['slug'],
    refuses: 'a tenant with the slug of another one',
    status: 409,
    write: ({ foreign }) => newTenant({ slug: foreign.tenant.slug })(),
  },
  {
    as: tenantBy,
    code: 'read-only-field',
    facts: { field: 'slug' },
    paths: ['slug'],
    refuses: 'another slug for a tenant',
    status: 422,
    write: ({ clinic }) => ({
      collection: slugs.tenants,
      data: { slug: 'another' },
      id: clinic.tenant.id,
      operation: 'update',
    }),
  },
  {
    arrange: async (stage) => {
      const clinic = await createClinic(stage.app)
      await recordAs(stage.app, clinic.admin, { amountMinor: 100, patient: clinic.patient })
      return clinic.tenant.id
    },
    as: tenantBy,
    code: 'currency-fixed',
    paths: ['currency'],
    refuses: 'another currency after the first ledger entry',
    status: 409,
    write: (_, id) => ({
      collection: slugs.tenants,
      data: { currency: 'EUR' },
      id,
      operation: 'update',
    }),
  },
  {
    as: tenantBy,
    code: 'in-use',
    facts: { deactivate: true },
    refuses: 'the deletion of a tenant',
    status: 409,
    write: ({ clinic }) => ({
      collection: slugs.tenants,
      id: clinic.tenant.id,
      operation: 'delete',
    }),
  },
  {
    code: 'forbidden',
    refuses: 'a tenant made by an admin of another one',
    status: 403,
    write: newTenant({}),
  },
]

const rows: RefusalCase[] = [
  {
    code: 'tenant-mismatch',
    facts: ({ clinic }) => ({ tenants: [clinic.tenant.id] }),
    paths: ['tenant'],
    refuses: 'a row that names a foreign tenant',
    status: 422,
    write: newRoom(({ foreign }) => ({ tenant: foreign.tenant.id })),
  },
  {
    code: 'tenant-mismatch',
    paths: ['tenant'],
    refuses: 'a row that moves to another tenant',
    status: 422,
    write: ({ clinic, foreign }) => ({
      collection: slugs.rooms,
      data: { tenant: foreign.tenant.id },
      id: clinic.room,
      operation: 'update',
    }),
  },
  {
    code: 'not-found',
    facts: { field: 'location' },
    paths: ['location'],
    refuses: 'a room at a foreign location',
    status: 404,
    write: newRoom(({ foreign }) => ({ location: foreign.location })),
  },
  {
    code: 'not-found',
    facts: { field: 'location' },
    paths: ['location'],
    refuses: 'a room at an unknown location',
    status: 404,
    write: newRoom(() => ({ location: '01980000-0000-7000-8000-000000000000' })),
  },
  {
    code: 'not-found',
    refuses: 'a change of a foreign room',
    status: 404,
    write: ({ foreign }) => ({
      collection: slugs.rooms,
      data: { name: 'Mine' },
      id: foreign.room,
      operation: 'update',
    }),
  },
  {
    code: 'not-found',
    refuses: 'a change of an unknown room',
    status: 404,
    write: () => ({
      collection: slugs.rooms,
      data: { name: 'Mine' },
      id: '01980000-0000-7000-8000-000000000000',
      operation: 'update',
    }),
  },
  {
    code: 'not-found',
    refuses: 'the deletion of a foreign room',
    status: 404,
    write: ({ foreign }) => ({ collection: slugs.rooms, id: foreign.room, operation: 'delete' }),
  },
  {
    as: ({ clinic }) => clinic.operator,
    code: 'forbidden',
    refuses: 'a room made by an operator',
    status: 403,
    write: newRoom(() => ({})),
  },
  {
    as: () => undefined,
    code: 'unauthenticated',
    entries: ['REST', 'GraphQL'],
    refuses: 'a room made by nobody',
    status: 401,
    write: newRoom(() => ({})),
  },
  {
    code: 'unknown-field',
    entries: ['REST', 'Local API'],
    facts: { fields: ['colour'] },
    refuses: 'a field that nobody knows',
    status: 422,
    write: newRoom(() => ({ colour: 'green' })),
  },
]

const places: RefusalCase[] = [
  {
    code: 'invalid-timezone',
    facts: { field: 'timezone' },
    paths: ['timezone'],
    refuses: 'a location in a zone that does not exist',
    status: 422,
    write: () => ({
      collection: slugs.locations,
      data: { name: 'Annex', timezone: 'Kolkata' },
      operation: 'create',
    }),
  },
  {
    arrange: async ({ app, foreign }) => {
      await app.payload.create({
        collection: slugs.locations,
        data: { name: 'Second', tenant: foreign.tenant.id, timezone: 'Asia/Kolkata' },
        overrideAccess: true,
        req: await app.reqOf(foreign.admin),
      })
      return bookAs(app, foreign.admin, bookingOf(foreign, { room: foreign.room }))
    },
    as: ({ foreign }) => foreign.admin,
    code: 'location-in-use',
    facts: { futureSessions: 1 },
    paths: ['active'],
    refuses: 'the closing of a location with a session ahead',
    status: 409,
    write: ({ foreign }) => ({
      collection: slugs.locations,
      data: { active: false },
      id: foreign.location,
      operation: 'update',
    }),
  },
  {
    as: ({ foreign }) => foreign.admin,
    code: 'room-in-use',
    facts: { futureSessions: 1 },
    paths: ['active'],
    refuses: 'the closing of a room with a session ahead',
    status: 409,
    write: ({ foreign }) => ({
      collection: slugs.rooms,
      data: { active: false },
      id: foreign.room,
      operation: 'update',
    }),
  },
  {
    code: 'last-location',
    paths: ['active'],
    refuses: 'the closing of the only location',
    status: 409,
    write: ({ clinic }) => ({
      collection: slugs.locations,
      data: { active: false },
      id: clinic.location,
      operation: 'update',
    }),
  },
  {
    code: 'in-use',
    facts: { deactivate: true },
    refuses: 'the deletion of a room, which is closed instead',
    status: 409,
    write: ({ clinic }) => ({ collection: slugs.rooms, id: clinic.room, operation: 'delete' }),
  },
]

const settings: RefusalCase[] = [
  {
    arrange: readSettings,
    code: 'invalid-setting',
    facts: { field: 'scheduling.slotStepMinutes', max: 60, min: 5 },
    paths: ['scheduling.slotStepMinutes'],
    refuses: 'a slot step of 0 minutes',
    status: 422,
    write: settingsWrite({ scheduling: { slotStepMinutes: 0 } }),
  },
  {
    arrange: readSettings,
    code: 'invalid-setting',
    facts: { field: 'scheduling.cancellation.windowHours', max: 168, min: 0 },
    paths: ['scheduling.cancellation.windowHours'],
    refuses: 'a cancellation window of more than a week',
    status: 422,
    write: settingsWrite({ scheduling: { cancellation: { windowHours: 169 } } }),
  },
  {
    arrange: readSettings,
    code: 'invalid-setting',
    facts: { field: 'scheduling.cancellation.lateFee.percent', max: 100, min: 0 },
    paths: ['scheduling.cancellation.lateFee.percent'],
    refuses: 'a late fee of 150 percent',
    status: 422,
    write: settingsWrite({
      scheduling: { cancellation: { lateFee: { kind: 'percent', percent: 150 } } },
    }),
  },
  {
    arrange: readSettings,
    code: 'invalid-window',
    facts: { field: 'messaging.windowEndTime' },
    paths: ['messaging.windowEndTime'],
    refuses: 'a send window that ends before it starts',
    status: 422,
    write: settingsWrite({ messaging: { windowEndTime: '08:00', windowStartTime: '20:00' } }),
  },
  {
    arrange: readSettings,
    code: 'invalid-offset',
    facts: { field: 'messaging.reminders' },
    paths: ['messaging.reminders'],
    refuses: 'a reminder 0 hours before the start',
    status: 422,
    write: settingsWrite({
      messaging: { reminders: [{ channels: ['sms'], enabled: true, hoursBefore: 0 }] },
    }),
  },
  {
    arrange: readSettings,
    as: ({ clinic }) => clinic.operator,
    code: 'not-found',
    refuses: 'settings changed by an operator, who does not see them',
    status: 404,
    write: settingsWrite({ billing: { operatorRecordsPayments: true } }),
  },
  {
    arrange: (stage) => readSettings({ ...stage, clinic: stage.foreign }),
    code: 'not-found',
    refuses: 'settings of a foreign clinic',
    status: 404,
    write: settingsWrite({ billing: { operatorRecordsPayments: true } }),
  },
]

export const tenancyCases: readonly RefusalCase[] = [...tenants, ...rows, ...places, ...settings]

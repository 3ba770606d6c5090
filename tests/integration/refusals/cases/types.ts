import { type Slug, slugs } from '../../../../src/slugs.ts'
import type { TestUser } from '../../../support/app.ts'
import { ENTRIES } from '../../../support/entries.ts'
import { type RefusalCase, type Stage, WITHOUT_GRAPHQL } from '../../../support/refusals.ts'
import { idOfWindow, readSettings } from '../arrange.ts'
import { newSession, takenSession } from './newSession.ts'

type Doc = Record<string, unknown>

interface Wrong {
  readonly arrange?: (stage: Stage) => Promise<string>
  readonly collection: Slug
  readonly id: (stage: Stage, arranged: string) => string
}

/** GraphQL's schema has no type for what is empty, and takes any text for an instant of Payload's own. */
const byAll = (one: RefusalCase): RefusalCase => ({ ...one, entries: ENTRIES })

/** Every wrong value by each entry that lets it through to us: GraphQL's schema knows types of its own. */
const refuse =
  ({ arrange, collection, id }: Wrong) =>
  ([data, field, fault = 'invalid_type']: readonly [Doc, string, string?]): RefusalCase => ({
    ...(arrange === undefined ? {} : { arrange }),
    code: 'validation-error',
    entries: WITHOUT_GRAPHQL,
    facts: { faults: [{ code: fault, field }] },
    paths: [field],
    refuses: `${collection} ${JSON.stringify(data)}`,
    status: 422,
    write: (stage, arranged) => ({
      collection,
      data,
      id: id(stage, arranged),
      operation: 'update',
    }),
  })

const patient: Wrong = { collection: slugs.patients, id: ({ clinic }) => clinic.patient }
const session: Wrong = {
  arrange: takenSession,
  collection: slugs.sessions,
  id: (_, arranged) => arranged,
}
const settings: Wrong = {
  arrange: readSettings,
  collection: slugs.settings,
  id: (_, arranged) => (JSON.parse(arranged) as { id: string }).id,
}

const garbled = ([wrong, data, field]: readonly [Wrong, Doc, string]): RefusalCase => ({
  ...refuse(wrong)([data, field]),
  code: 'invalid-instant',
  facts: { field },
})

const windowOf =
  (user: (stage: Stage) => TestUser) =>
  (stage: Stage): Promise<string> =>
    idOfWindow(stage, { dayOfWeek: 1, therapist: user(stage) })

const patients: RefusalCase[] = (
  [
    [{ firstName: 5 }, 'firstName'],
    [{ firstName: ['Asha'] }, 'firstName'],
    [{ firstName: 'As\u0000ha' }, 'firstName', 'invalid_format'],
    [{ kind: 5 }, 'kind'],
    [{ active: 'yes' }, 'active'],
    [{ guardians: 'x' }, 'guardians'],
    [{ guardians: {} }, 'guardians'],
    [{ guardians: [5] }, 'guardians'],
    [{ guardians: [{ contact: 5, relationship: 'mother' }] }, 'guardians.0.contact'],
    [{ guardians: [{ isPrimary: 1 }] }, 'guardians.0.isPrimary'],
    [{ animal: { breed: {} } }, 'animal.breed'],
    [{ deceasedAt: 5 }, 'deceasedAt'],
    [{ address: 5 }, 'address'],
    [{ tags: [{}] }, 'tags'],
    [{ tags: 'x' }, 'tags'],
    [{ careTeam: {} }, 'careTeam'],
    [{ careTeam: [{}] }, 'careTeam'],
    [{ tenant: 5 }, 'tenant'],
    [{ updatedAt: 5 }, 'updatedAt'],
  ] as const
).map(refuse(patient))

const sessions: RefusalCase[] = (
  [
    [{ notes: {} }, 'notes'],
    [{ manualPrice: 5 }, 'manualPrice'],
    [{ manualPrice: { priceMinor: '5' } }, 'manualPrice.priceMinor'],
    [{ price: 5 }, 'price'],
    [{ price: null }, 'price'],
    [{ status: 5 }, 'status'],
    [{ durationMinutes: '45' }, 'durationMinutes'],
    [{ durationMinutes: 1e30 }, 'durationMinutes', 'out_of_range'],
    [{ startsAt: 5 }, 'startsAt'],
    [{ room: {} }, 'room'],
    [{ room: ['x'] }, 'room'],
  ] as const
).map(refuse(session))

const ofSettings: RefusalCase[] = (
  [
    [{ messaging: { reminders: {} } }, 'messaging.reminders'],
    [{ messaging: { reminders: [5] } }, 'messaging.reminders'],
    [{ messaging: { reminders: 5 } }, 'messaging.reminders'],
    [{ messaging: { confirmation: { channels: 'sms' } } }, 'messaging.confirmation.channels'],
    [{ billing: { autoUseCredit: 1 } }, 'billing.autoUseCredit'],
    [{ scheduling: [] }, 'scheduling'],
    [{ scheduling: null }, 'scheduling'],
    [{ scheduling: { cancellation: null } }, 'scheduling.cancellation'],
  ] as const
).map(refuse(settings))

const others: RefusalCase[] = [
  refuse({ collection: slugs.therapyTypes, id: ({ clinic }) => clinic.type })([
    { name: 5 },
    'name',
  ]),
  refuse({
    arrange: windowOf(({ clinic }) => clinic.therapist),
    collection: slugs.availability,
    id: (_, arranged) => arranged,
  })([{ maxSessions: 1e30 }, 'maxSessions', 'out_of_range']),
]

const dates: RefusalCase[] = (
  [
    [patient, { deceasedAt: '2026-02-30T00:00:00Z' }, 'deceasedAt'],
    [patient, { deceasedAt: 'garbage' }, 'deceasedAt'],
    [patient, { deceasedAt: '' }, 'deceasedAt'],
    [patient, { deceasedAt: '2026' }, 'deceasedAt'],
    [patient, { deceasedAt: '1899-12-31T00:00:00Z' }, 'deceasedAt'],
    [patient, { deceasedAt: '2201-01-01T00:00:00Z' }, 'deceasedAt'],
    [session, { startsAt: '2201-01-01T10:00' }, 'startsAt'],
    [session, { startsAt: '1899-12-31T10:00' }, 'startsAt'],
  ] as const
).map(garbled)

const byEveryWay: RefusalCase[] = [
  refuse(patient)([{ animal: null }, 'animal']),
  refuse(patient)([{ address: 'a\u0000b' }, 'address', 'invalid_format']),
  garbled([session, { createdAt: 'garbage' }, 'createdAt']),
].map(byAll)

const created: RefusalCase[] = [
  {
    code: 'validation-error',
    entries: WITHOUT_GRAPHQL,
    facts: {
      faults: [
        { code: 'invalid_type', field: 'patient' },
        { code: 'invalid_type', field: 'durationMinutes' },
      ],
    },
    paths: ['patient', 'durationMinutes'],
    refuses: 'a session with two wrong values, both named',
    status: 422,
    write: newSession(() => ({ durationMinutes: '45', patient: 5 })),
  },
  {
    code: 'validation-error',
    facts: { faults: [{ code: 'invalid_format', field: 'notes' }] },
    paths: ['notes'],
    refuses: 'a session with a NUL in its notes',
    status: 422,
    write: newSession(() => ({ notes: 'a\u0000b' })),
  },
  {
    code: 'validation-error',
    facts: { faults: [{ code: 'same_person', field: 'coTherapist' }] },
    paths: ['coTherapist'],
    refuses: 'a session of one therapist with themselves',
    status: 422,
    write: newSession(({ clinic }) => ({ coTherapist: clinic.therapist2.id })),
  },
  {
    code: 'invalid-instant',
    entries: WITHOUT_GRAPHQL,
    facts: { field: 'receivedAt' },
    paths: ['receivedAt'],
    refuses: 'a payment received at an empty time',
    status: 422,
    write: ({ clinic }) => ({
      collection: slugs.payments,
      data: { amountMinor: 100, method: 'cash', patient: clinic.patient, receivedAt: '' },
      operation: 'create',
    }),
  },
]

const kept = ([field, value]: readonly [string, unknown]): RefusalCase => ({
  code: 'read-only-field',
  entries: WITHOUT_GRAPHQL,
  facts: { field },
  paths: [field],
  refuses: `${field} of a patient`,
  status: 422,
  write: ({ clinic }) => ({
    collection: slugs.patients,
    data: { [field]: value },
    id: clinic.patient,
    operation: 'update',
  }),
})

const ofSystem: RefusalCase[] = [
  kept(['id', '01980000-0000-7000-8000-000000000000']),
  kept(['createdAt', '2020-01-01T00:00:00.000Z']),
  kept(['createdAt', null]),
  ...(['id', 'createdAt', 'updatedAt'] as const).map((field): RefusalCase => ({
    code: 'read-only-field',
    entries: WITHOUT_GRAPHQL,
    facts: { field },
    paths: [field],
    refuses: `${field} of a new session`,
    status: 422,
    write: newSession(() => ({
      [field]: field === 'id' ? '01980000-0000-7000-8000-000000000000' : '2020-01-01T00:00:00.000Z',
    })),
  })),
  {
    arrange: async ({ app, clinic }) => {
      const [row] = await app.sql<{ number: string }>('select number from patients where id = $1', [
        clinic.patient,
      ])
      return row?.number.replace(/-0+/, '-') ?? ''
    },
    code: 'read-only-field',
    facts: { field: 'number' },
    paths: ['number'],
    refuses: 'a number that only a date would take for the same, such as PT-4 for PT-000004',
    status: 422,
    write: ({ clinic }, number) => ({
      collection: slugs.patients,
      data: { number },
      id: clinic.patient,
      operation: 'update',
    }),
  },
]

export const typeCases = {
  'Types: by every way in': byEveryWay,
  'Types: dates': dates,
  'Types: new documents': created,
  'Types: other collections': others,
  'Types: patients': patients,
  'Types: sessions': sessions,
  'Types: settings': ofSettings,
  'Types: what the system keeps': ofSystem,
}

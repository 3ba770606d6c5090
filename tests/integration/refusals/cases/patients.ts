import { slugs } from '../../../../src/slugs.ts'
import { bookingOf } from '../../../support/clinic.ts'
import { type RefusalCase, type Stage, WITHOUT_GRAPHQL } from '../../../support/refusals.ts'
import { bookAs, createAs } from '../arrange.ts'

type Change = object | ((stage: Stage, arranged: string) => object)
const valuesOf = (change: Change, stage: Stage, arranged: string): object =>
  typeof change === 'function'
    ? (change as (...args: unknown[]) => object)(stage, arranged)
    : change

const newPatient = (change: Change) => (stage: Stage, arranged: string) =>
  ({
    collection: slugs.patients,
    data: {
      bornOn: '2018-05-06',
      firstName: 'Meera',
      guardians: [{ contact: stage.clinic.contact, relationship: 'mother' }],
      kind: 'person',
      lastName: 'Iyer',
      ...valuesOf(change, stage, arranged),
    },
    operation: 'create',
  }) as const

const newAnimal = (change: Change) => (stage: Stage, arranged: string) =>
  newPatient({
    animal: { species: 'dog' },
    kind: 'animal',
    ...valuesOf(change, stage, arranged),
  })(stage, arranged)

const patientUpdate = (data: Record<string, unknown>) => (stage: Stage) =>
  ({ collection: slugs.patients, data, id: stage.clinic.patient, operation: 'update' }) as const

const contactsOf = (stage: Stage, second: object) => ({
  guardians: [
    { contact: stage.clinic.contact, isPrimary: true, relationship: 'mother' },
    { contact: stage.clinic.contact, relationship: 'father', ...second },
  ],
})

export const patientCases: readonly RefusalCase[] = [
  {
    code: 'name-too-short',
    facts: { field: 'firstName', minLength: 2 },
    paths: ['firstName'],
    refuses: 'a first name of one letter after trimming',
    status: 422,
    write: newPatient({ firstName: ' M ' }),
  },
  {
    code: 'born-in-future',
    paths: ['bornOn'],
    refuses: 'a birth tomorrow',
    status: 422,
    write: newPatient({ bornOn: '2026-06-02' }),
  },
  {
    code: 'born-on-required',
    paths: ['bornOn'],
    refuses: 'a person without a date of birth',
    status: 422,
    write: newPatient({ bornOn: null }),
  },
  {
    code: 'invalid-date',
    facts: { field: 'bornOn' },
    paths: ['bornOn'],
    refuses: 'a birth on 30 February',
    status: 422,
    write: newPatient({ bornOn: '2018-02-30' }),
  },
  {
    code: 'two-primary-contacts',
    paths: ['guardians'],
    refuses: 'two primary contacts',
    status: 409,
    write: newPatient((stage) => contactsOf(stage, { isPrimary: true })),
  },
  {
    arrange: ({ app, clinic }) =>
      createAs(app, clinic.admin, [slugs.contacts, { firstName: 'Phoneless', lastName: 'Aunt' }]),
    code: 'primary-contact-required',
    paths: ['guardians'],
    refuses: 'a primary contact without a phone',
    status: 422,
    write: newPatient((_, contact) => ({ guardians: [{ contact, relationship: 'other' }] })),
  },
  {
    code: 'self-contact-underage',
    facts: { adultAge: 18 },
    paths: ['guardians'],
    refuses: 'a child as its own contact',
    status: 422,
    write: newPatient(({ clinic }: Stage) => ({
      bornOn: '2008-06-02',
      guardians: [{ contact: clinic.contact, relationship: 'self' }],
    })),
  },
  {
    code: 'not-found',
    facts: { field: 'guardians.0.contact' },
    paths: ['guardians.0.contact'],
    refuses: 'a foreign contact',
    status: 404,
    write: newPatient(({ foreign }: Stage) => ({
      guardians: [{ contact: foreign.contact, relationship: 'mother' }],
    })),
  },
  {
    code: 'read-only-field',
    facts: { field: 'creditBalanceMinor' },
    paths: ['creditBalanceMinor'],
    refuses: 'a credit balance typed on a new patient',
    status: 422,
    write: newPatient({ creditBalanceMinor: 5_000 }),
  },
  {
    code: 'read-only-field',
    facts: { field: 'outstandingDuesMinor' },
    paths: ['outstandingDuesMinor'],
    refuses: 'dues that differ from the ledger',
    status: 422,
    write: patientUpdate({ outstandingDuesMinor: 1 }),
  },
  {
    code: 'read-only-field',
    facts: { field: 'number' },
    paths: ['number'],
    refuses: 'a typed number',
    status: 422,
    write: patientUpdate({ number: 'PT-999999' }),
  },
  {
    code: 'possible-duplicate',
    facts: ({ clinic }) => ({ candidates: [{ firstName: 'Asha', id: clinic.patient }] }),
    paths: ['acceptDuplicate'],
    refuses: 'a patient with the phone and first name of another one',
    status: 409,
    write: newPatient({ firstName: 'asha' }),
  },
  {
    code: 'species-required',
    paths: ['animal.species'],
    refuses: 'an animal without a species',
    status: 422,
    write: newAnimal({ animal: { breed: 'Beagle' } }),
  },
  {
    code: 'animal-fields-on-person',
    paths: ['kind'],
    refuses: 'a person with a breed',
    status: 422,
    write: newPatient({ animal: { breed: 'Beagle' } }),
  },
  {
    code: 'invalid-microchip',
    paths: ['animal.microchip'],
    refuses: 'a microchip of 14 digits',
    status: 422,
    write: newAnimal({ animal: { microchip: '98102000000012', species: 'dog' } }),
  },
  {
    arrange: (stage) =>
      createAs(stage.app, stage.clinic.admin, [
        slugs.patients,
        newAnimal({
          animal: { microchip: '981020000000123', species: 'cat' },
          firstName: 'Momo',
        })(stage, '').data,
      ]),
    code: 'microchip-taken',
    paths: ['animal.microchip'],
    refuses: 'the microchip of another animal',
    status: 409,
    write: newAnimal({ animal: { microchip: '981020000000123', species: 'cat' }, lastName: 'Das' }),
  },
  {
    code: 'deceased-in-future',
    paths: ['deceasedAt'],
    refuses: 'a death tomorrow',
    status: 422,
    write: patientUpdate({ deceasedAt: '2026-06-02T10:00:00.000Z' }),
  },
  {
    code: 'unknown-field',
    entries: WITHOUT_GRAPHQL,
    facts: { fields: ['guardians.0.nickname'] },
    refuses: 'an unknown field of a contact link',
    status: 422,
    write: newPatient(({ clinic }: Stage) => ({
      guardians: [{ contact: clinic.contact, nickname: 'Mum', relationship: 'mother' }],
    })),
  },
  {
    code: 'bad-request',
    entries: ['REST'],
    paths: ['guardians.0.relationship'],
    refuses: 'an unknown relationship',
    status: 400,
    write: newPatient(({ clinic }: Stage) => ({
      guardians: [{ contact: clinic.contact, relationship: 'neighbour' }],
    })),
  },
  {
    arrange: ({ app, clinic }) =>
      bookAs(app, clinic.admin, bookingOf(clinic, { patient: clinic.patient2 })),
    code: 'in-use',
    facts: { deactivate: true },
    refuses: 'the deletion of a patient with a session',
    status: 409,
    write: ({ clinic }) => ({
      collection: slugs.patients,
      id: clinic.patient2,
      operation: 'delete',
    }),
  },
  {
    as: ({ clinic }) => clinic.therapist2,
    code: 'not-found',
    refuses: 'a change of a patient by a therapist outside the care team',
    status: 404,
    write: patientUpdate({ address: 'Elsewhere' }),
  },
  {
    as: ({ clinic }) => clinic.accountant,
    code: 'forbidden',
    refuses: 'a change of a patient by an accountant, who sees it',
    status: 403,
    write: patientUpdate({ address: 'Elsewhere' }),
  },
]

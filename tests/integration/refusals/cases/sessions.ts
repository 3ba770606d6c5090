import { slugs } from '../../../../src/slugs.ts'
import { bookingOf, type Clinic } from '../../../support/clinic.ts'
import type { RefusalCase } from '../../../support/refusals.ts'
import { bookAs, createAs, updateAs } from '../arrange.ts'
import { at, newSession, takenSession, UNKNOWN_ID } from './newSession.ts'

const busy = { endsAt: at('2026-06-02T10:45'), startsAt: at('2026-06-02T10:00') }

const conflicts: RefusalCase[] = [
  {
    arrange: takenSession,
    code: 'slot-taken',
    facts: {
      busy,
      free: [
        { endsAt: at('2026-06-02T11:30'), startsAt: at('2026-06-02T10:45') },
        { endsAt: at('2026-06-02T11:45'), startsAt: at('2026-06-02T11:00') },
        { endsAt: at('2026-06-02T12:00'), startsAt: at('2026-06-02T11:15') },
      ],
    },
    paths: ['startsAt'],
    refuses: 'a second session of a therapist at the same time',
    status: 409,
    write: newSession(({ clinic }) => ({
      startsAt: at('2026-06-02T10:30'),
      therapist: clinic.therapist.id,
    })),
  },
  {
    arrange: takenSession,
    code: 'patient-busy',
    facts: { busy },
    paths: ['startsAt'],
    refuses: 'a second session of a patient at the same time',
    status: 409,
    write: newSession(({ clinic }) => ({
      patient: clinic.patient,
      startsAt: at('2026-06-02T10:15'),
    })),
  },
  {
    arrange: takenSession,
    code: 'room-taken',
    facts: { busy },
    paths: ['room'],
    refuses: 'a second session in a room at the same time',
    status: 409,
    write: newSession(({ clinic }) => ({
      room: clinic.room,
      startsAt: at('2026-06-02T09:30'),
    })),
  },
  {
    arrange: takenSession,
    code: 'slot-taken',
    facts: { busy },
    paths: ['startsAt'],
    refuses: 'a busy therapist as co-therapist',
    status: 409,
    write: newSession(({ clinic }) => ({
      coTherapist: clinic.therapist.id,
      startsAt: at('2026-06-02T10:00'),
    })),
  },
  {
    arrange: async (stage) => {
      await takenSession(stage)
      const { app, clinic } = stage
      const later = bookingOf(clinic, {
        patient: clinic.patient2,
        startsAt: at('2026-06-02T12:00'),
      })
      return bookAs(app, clinic.admin, later)
    },
    code: 'slot-taken',
    facts: { busy },
    paths: ['startsAt'],
    refuses: 'a session moved onto another one',
    status: 409,
    write: (_, id) => ({
      collection: slugs.sessions,
      data: { startsAt: at('2026-06-02T10:00') },
      id,
      operation: 'update',
    }),
  },
]

const people: RefusalCase[] = [
  {
    arrange: async ({ app, clinic }) => {
      const guardians = [{ contact: clinic.contact, relationship: 'mother' }]
      const gone = { bornOn: '2015-01-02', firstName: 'Gone', lastName: 'Away' }
      return createAs(app, clinic.admin, [
        slugs.patients,
        { ...gone, active: false, guardians, kind: 'person' },
      ])
    },
    code: 'patient-inactive',
    paths: ['patient'],
    refuses: 'an inactive patient',
    status: 409,
    write: newSession((_, patient) => ({ patient })),
  },
  {
    arrange: async ({ app, clinic }) => {
      const guardians = [{ contact: clinic.contact, relationship: 'mother' }]
      const late = { bornOn: '2015-03-04', firstName: 'Late', lastName: 'Das' }
      const patient = await createAs(app, clinic.admin, [
        slugs.patients,
        { ...late, guardians, kind: 'person' },
      ])
      const deceasedAt = '2026-05-31T10:00:00.000Z'
      return updateAs(app, clinic.admin, [slugs.patients, patient, { deceasedAt }])
    },
    code: 'patient-deceased',
    paths: ['patient'],
    refuses: 'a patient who has died',
    status: 409,
    write: newSession((_, patient) => ({ patient })),
  },
  {
    code: 'patient-or-group',
    paths: ['patient'],
    refuses: 'a session for nobody',
    status: 422,
    write: newSession(() => ({ patient: null })),
  },
  {
    code: 'therapist-inactive',
    paths: ['therapist'],
    refuses: 'a colleague who is no therapist',
    status: 409,
    write: newSession(({ clinic }) => ({ therapist: clinic.operator.id })),
  },
  ...(['patient', 'therapist', 'therapyType', 'location', 'room', 'coTherapist'] as const).flatMap(
    (field): RefusalCase[] => [
      {
        code: 'not-found',
        facts: { field },
        paths: [field],
        refuses: `a foreign ${field}`,
        status: 404,
        write: newSession(({ foreign }) => ({ [field]: idIn(foreign, field) })),
      },
      {
        code: 'not-found',
        facts: { field },
        paths: [field],
        refuses: `an unknown ${field}`,
        status: 404,
        write: newSession(() => ({ [field]: UNKNOWN_ID })),
      },
    ],
  ),
]

const idIn = (clinic: Clinic, field: string): unknown =>
  ({
    coTherapist: clinic.therapist2.id,
    location: clinic.location,
    patient: clinic.patient,
    room: clinic.room,
    therapist: clinic.therapist.id,
    therapyType: clinic.type,
  })[field]

const places: RefusalCase[] = [
  {
    arrange: ({ app, clinic }) =>
      createAs(app, clinic.admin, [
        slugs.locations,
        { active: false, name: 'Closed', timezone: 'Asia/Kolkata' },
      ]),
    code: 'location-inactive',
    facts: { field: 'location' },
    paths: ['location'],
    refuses: 'a closed location',
    status: 409,
    write: newSession((_, location) => ({ location })),
  },
  {
    arrange: async ({ app, clinic }) => {
      const second = { name: 'Second', timezone: 'Asia/Kolkata' }
      const location = await createAs(app, clinic.admin, [slugs.locations, second])
      const room = { kind: 'room', location, name: 'Elsewhere' }
      return createAs(app, clinic.admin, [slugs.rooms, room])
    },
    code: 'room-elsewhere',
    paths: ['room'],
    refuses: 'a room of another location',
    status: 422,
    write: newSession((_, room) => ({ room })),
  },
]

export const sessionCases = {
  'Sessions: conflicts': conflicts,
  'Sessions: people': people,
  'Sessions: places': places,
}

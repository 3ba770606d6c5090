import { slugs } from '../../../../src/slugs.ts'
import { bookingOf } from '../../../support/clinic.ts'
import { type RefusalCase, type Stage, WITHOUT_GRAPHQL } from '../../../support/refusals.ts'
import { bookAs, createAs } from '../arrange.ts'
import { at, newSession, startsAt } from './newSession.ts'

const typeWith = (change: object) => async (stage: Stage) => {
  const { app, clinic } = stage
  const name = `Type ${JSON.stringify(change)}`
  return createAs(app, clinic.admin, [
    slugs.therapyTypes,
    { bufferAfterMinutes: 0, category: 'individual', name, ...change },
  ])
}

export const sessionTimeCases: readonly RefusalCase[] = [
  {
    code: 'outside-availability',
    facts: {
      free: ['15:45', '16:00', '16:15'].map((time) => ({ startsAt: at(`2026-06-05T${time}`) })),
    },
    paths: ['startsAt'],
    refuses: 'a session that ends after the working hours',
    status: 422,
    write: startsAt('2026-06-05T16:30'),
  },
  {
    code: 'outside-availability',
    paths: ['startsAt'],
    refuses: 'a session on a Sunday',
    status: 422,
    write: startsAt('2026-06-07T10:00'),
  },
  {
    as: ({ clinic }) => clinic.operator,
    code: 'overbook-not-allowed',
    paths: ['overbooking.reason'],
    refuses: 'an operator who overbooks without the right',
    status: 403,
    write: newSession(() => ({
      overbooking: { reason: 'The mother asked' },
      startsAt: at('2026-06-07T10:00'),
    })),
  },
  {
    code: 'in-past',
    facts: { earliestAt: '2026-05-02T03:30:00.000Z' },
    paths: ['startsAt'],
    refuses: 'a session more than 30 days back',
    status: 422,
    write: startsAt('2026-05-01T10:00'),
  },
  {
    code: 'invalid-instant',
    entries: WITHOUT_GRAPHQL,
    facts: { field: 'startsAt' },
    paths: ['startsAt'],
    refuses: 'a start that is no time',
    status: 422,
    write: newSession(() => ({ startsAt: 'tomorrow at ten' })),
  },
  {
    arrange: ({ app, clinic }) =>
      createAs(app, clinic.admin, [
        slugs.locations,
        { name: 'New York', timezone: 'America/New_York' },
      ]),
    code: 'time-does-not-exist',
    entries: WITHOUT_GRAPHQL,
    facts: { timezone: 'America/New_York' },
    paths: ['startsAt'],
    refuses: 'a wall time that the clocks skip',
    status: 422,
    write: newSession((_, location) => ({ location, startsAt: '2027-03-14T02:30' })),
  },
  {
    code: 'invalid-duration',
    facts: { field: 'durationMinutes', max: 480, min: 5 },
    paths: ['durationMinutes'],
    refuses: 'a session of 481 minutes',
    status: 422,
    write: newSession(() => ({ durationMinutes: 481 })),
  },
  {
    arrange: async (stage) => {
      const { app, clinic } = stage
      const therapyType = await typeWith({ maxPerDay: 1 })(stage)
      const first = { patient: clinic.patient2, startsAt: at('2026-06-03T10:00'), therapyType }
      const therapist = clinic.therapist2.id
      await bookAs(app, clinic.admin, bookingOf(clinic, { ...first, therapist }))
      return therapyType
    },
    code: 'type-day-limit',
    facts: { limit: 1, on: '2026-06-03' },
    paths: ['startsAt'],
    refuses: 'a second session of a type with one a day',
    status: 409,
    write: newSession((_, therapyType) => ({ startsAt: at('2026-06-03T15:00'), therapyType })),
  },
  {
    arrange: typeWith({ active: false }),
    code: 'type-inactive',
    paths: ['therapyType'],
    refuses: 'an inactive type',
    status: 409,
    write: newSession((_, therapyType) => ({ therapyType })),
  },
  {
    arrange: async ({ app, clinic }) => {
      const offered = await typeWith({ specialization: 'slp' })({ app, clinic } as Stage)
      const window = { dayOfWeek: 6, endTime: '12:00', startTime: '09:00' }
      const therapist = clinic.therapist2.id
      return createAs(app, clinic.admin, [
        slugs.availability,
        { ...window, maxSessions: 1, therapist, therapyTypes: [offered] },
      ])
    },
    code: 'type-not-offered',
    paths: ['therapyType'],
    refuses: 'a type that the window does not offer',
    status: 422,
    write: startsAt('2026-06-06T10:00'),
  },
  {
    arrange: async (stage) => {
      const { app, clinic } = stage
      const [row] = await app.sql<{ id: string }>(
        `select id from therapy_types where name like 'Type %slp%' limit 1`,
      )
      const therapyType = row?.id ?? ''
      const session = {
        startsAt: at('2026-06-06T09:00'),
        therapist: clinic.therapist2.id,
        therapyType,
      }
      await bookAs(app, clinic.admin, bookingOf(clinic, session))
      return therapyType
    },
    code: 'window-full',
    facts: { limit: 1, on: '2026-06-06' },
    paths: ['startsAt'],
    refuses: 'a second session in a window of one',
    status: 409,
    write: newSession((_, therapyType) => ({ startsAt: at('2026-06-06T10:00'), therapyType })),
  },
]

import { slugs } from '../../../../src/slugs.ts'
import { bookingOf } from '../../../support/clinic.ts'
import type { RefusalCase, Stage } from '../../../support/refusals.ts'
import { bookAs, createAs, idOfWindow } from '../arrange.ts'

const newType = (change: object) => () =>
  ({
    collection: slugs.therapyTypes,
    data: { category: 'individual', name: 'New Therapy', ...change },
    operation: 'create',
  }) as const

const types: RefusalCase[] = [
  {
    code: 'type-name-taken',
    paths: ['name'],
    refuses: 'a type with the name of another one, in capitals',
    status: 409,
    write: newType({ name: 'TEST THERAPY' }),
  },
  {
    code: 'invalid-duration',
    facts: { field: 'defaultDurationMinutes', max: 480, min: 5 },
    paths: ['defaultDurationMinutes'],
    refuses: 'a type of 4 minutes',
    status: 422,
    write: newType({ defaultDurationMinutes: 4 }),
  },
  {
    code: 'negative-price',
    facts: { field: 'defaultPriceMinor' },
    paths: ['defaultPriceMinor'],
    refuses: 'a price below 0',
    status: 422,
    write: newType({ defaultPriceMinor: -1 }),
  },
  {
    code: 'negative-price',
    facts: { field: 'defaultPriceMinor' },
    paths: ['defaultPriceMinor'],
    refuses: 'a price with a fraction of a minor unit',
    status: 422,
    write: newType({ defaultPriceMinor: 100.5 }),
  },
  {
    code: 'invalid-buffer',
    facts: { field: 'bufferBeforeMinutes', max: 120 },
    paths: ['bufferBeforeMinutes'],
    refuses: 'a buffer of more than two hours',
    status: 422,
    write: newType({ bufferBeforeMinutes: 121 }),
  },
  {
    code: 'invalid-colour',
    facts: { field: 'colour' },
    paths: ['colour'],
    refuses: 'a colour of three digits',
    status: 422,
    write: newType({ colour: '#0f0' }),
  },
  {
    code: 'invalid-max-sessions',
    facts: { field: 'maxPerDay' },
    paths: ['maxPerDay'],
    refuses: 'a limit of no session a day',
    status: 422,
    write: newType({ maxPerDay: 0 }),
  },
  {
    arrange: ({ app, clinic }) => bookAs(app, clinic.admin, bookingOf(clinic)),
    code: 'type-in-use',
    facts: { openSessions: 1 },
    refuses: 'the deletion of a type with a session ahead',
    status: 409,
    write: ({ clinic }) => ({
      collection: slugs.therapyTypes,
      id: clinic.type,
      operation: 'delete',
    }),
  },
  {
    arrange: async ({ app, foreign }) => {
      const type = { category: 'individual', name: 'Priced' }
      const therapyType = await createAs(app, foreign.admin, [slugs.therapyTypes, type])
      const row = {
        durationMinutes: 30,
        priceMinor: 1,
        therapist: foreign.therapist.id,
        therapyType,
      }
      await createAs(app, foreign.admin, [slugs.pricing, row])
      return therapyType
    },
    as: ({ foreign }) => foreign.admin,
    code: 'in-use',
    facts: { deactivate: true },
    refuses: 'the deletion of a type that a therapist has a price for',
    status: 409,
    write: (_, id) => ({ collection: slugs.therapyTypes, id, operation: 'delete' }),
  },
  {
    as: ({ clinic }) => clinic.operator,
    code: 'forbidden',
    refuses: 'a type made by an operator',
    status: 403,
    write: newType({}),
  },
]

const newPrice = (change: object) => (stage: Stage) =>
  ({
    collection: slugs.pricing,
    data: {
      durationMinutes: 45,
      priceMinor: 90_000,
      therapist: stage.clinic.therapist2.id,
      therapyType: stage.clinic.type,
      ...change,
    },
    operation: 'create',
  }) as const

const prices: RefusalCase[] = [
  {
    arrange: ({ app, clinic }) =>
      createAs(app, clinic.admin, [
        slugs.pricing,
        {
          durationMinutes: 45,
          priceMinor: 1,
          therapist: clinic.therapist.id,
          therapyType: clinic.type,
        },
      ]),
    code: 'pricing-exists',
    paths: ['therapyType'],
    refuses: 'a second price of a therapist for a type',
    status: 409,
    write: (stage) => newPrice({ therapist: stage.clinic.therapist.id })(stage),
  },
  {
    code: 'invalid-duration',
    facts: { field: 'durationMinutes' },
    paths: ['durationMinutes'],
    refuses: 'a price for 0 minutes',
    status: 422,
    write: newPrice({ durationMinutes: 0 }),
  },
  {
    code: 'negative-price',
    facts: { field: 'priceMinor' },
    paths: ['priceMinor'],
    refuses: 'a therapist price below 0',
    status: 422,
    write: newPrice({ priceMinor: -100 }),
  },
  {
    code: 'not-found',
    facts: { field: 'therapist' },
    paths: ['therapist'],
    refuses: 'a price of a therapist of another clinic',
    status: 404,
    write: (stage) => newPrice({ therapist: stage.foreign.therapist.id })(stage),
  },
  {
    as: ({ clinic }) => clinic.accountant,
    code: 'forbidden',
    refuses: 'a price made by an accountant',
    status: 403,
    write: newPrice({}),
  },
]

const newWindow = (change: object) => (stage: Stage) =>
  ({
    collection: slugs.availability,
    data: {
      dayOfWeek: 6,
      endTime: '13:00',
      startTime: '10:00',
      therapist: stage.clinic.therapist.id,
      ...change,
    },
    operation: 'create',
  }) as const

const windows: RefusalCase[] = [
  {
    code: 'invalid-day',
    paths: ['dayOfWeek'],
    refuses: 'an eighth day of the week',
    status: 422,
    write: newWindow({ dayOfWeek: 7 }),
  },
  {
    code: 'invalid-time',
    facts: { field: 'startTime' },
    paths: ['startTime'],
    refuses: 'a window from 25:00',
    status: 422,
    write: newWindow({ startTime: '25:00' }),
  },
  {
    code: 'end-before-start',
    facts: { field: 'endTime' },
    paths: ['endTime'],
    refuses: 'a window across midnight',
    status: 422,
    write: newWindow({ endTime: '02:00', startTime: '22:00' }),
  },
  {
    code: 'end-before-start',
    facts: { field: 'effectiveToOn' },
    paths: ['effectiveToOn'],
    refuses: 'a window that is over before it begins',
    status: 422,
    write: newWindow({ effectiveFromOn: '2026-07-01', effectiveToOn: '2026-06-30' }),
  },
  {
    code: 'invalid-date',
    facts: { field: 'effectiveFromOn' },
    paths: ['effectiveFromOn'],
    refuses: 'a window from a date that does not exist',
    status: 422,
    write: newWindow({ effectiveFromOn: '2026-06-31' }),
  },
  {
    code: 'invalid-max-sessions',
    paths: ['maxSessions'],
    refuses: 'a window for half a session',
    status: 422,
    write: newWindow({ maxSessions: 0.5 }),
  },
  {
    code: 'availability-overlap',
    paths: ['startTime'],
    refuses: 'a window that shares a minute with another one',
    status: 409,
    write: newWindow({ dayOfWeek: 1, endTime: '18:00', startTime: '16:59' }),
  },
  {
    arrange: async (stage) => {
      const { app, clinic } = stage
      const session = bookingOf(clinic, { patient: clinic.patient2, startsAt: '2026-06-04T16:00' })
      await bookAs(app, clinic.admin, session)
      return idOfWindow(stage, { dayOfWeek: 4, therapist: clinic.therapist })
    },
    code: 'sessions-outside',
    facts: { sessions: [{ startsAt: '2026-06-04T10:30:00.000Z' }] },
    paths: ['acceptOutside'],
    refuses: 'a window narrowed around a booked session',
    status: 409,
    write: (_, id) => ({
      collection: slugs.availability,
      data: { endTime: '16:30' },
      id,
      operation: 'update',
    }),
  },
  {
    arrange: (stage) => idOfWindow(stage, { dayOfWeek: 4, therapist: stage.clinic.therapist }),
    code: 'sessions-outside',
    facts: { sessions: [{ startsAt: '2026-06-04T10:30:00.000Z' }] },
    paths: ['acceptOutside'],
    refuses: 'the deletion of a window with a booked session',
    status: 409,
    write: (_, id) => ({ collection: slugs.availability, id, operation: 'delete' }),
  },
  {
    as: ({ clinic }) => clinic.therapist,
    code: 'forbidden',
    facts: { field: 'therapist' },
    paths: ['therapist'],
    refuses: 'hours of a colleague made by a therapist',
    status: 403,
    write: (stage) => newWindow({ therapist: stage.clinic.therapist2.id })(stage),
  },
  {
    arrange: (stage) => idOfWindow(stage, { dayOfWeek: 2, therapist: stage.clinic.therapist2 }),
    as: ({ clinic }) => clinic.therapist,
    code: 'not-found',
    refuses: 'hours of a colleague changed by a therapist',
    status: 404,
    write: (_, id) => ({
      collection: slugs.availability,
      data: { active: false },
      id,
      operation: 'update',
    }),
  },
  {
    as: ({ clinic }) => clinic.accountant,
    code: 'forbidden',
    refuses: 'hours made by an accountant',
    status: 403,
    write: newWindow({}),
  },
]

export const catalogCases = { Prices: prices, 'Therapy types': types, 'Working hours': windows }

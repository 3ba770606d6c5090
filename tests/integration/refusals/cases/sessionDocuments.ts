import { slugs } from '../../../../src/slugs.ts'
import { bookingOf } from '../../../support/clinic.ts'
import type { RefusalCase } from '../../../support/refusals.ts'
import { actAs, bookAs, createAs } from '../arrange.ts'
import { at, newSession, takenSession } from './newSession.ts'

export const sessionDocumentCases: readonly RefusalCase[] = [
  {
    code: 'reason-required',
    facts: { field: 'manualPrice.reason' },
    paths: ['manualPrice.reason'],
    refuses: 'a manual price without a reason',
    status: 422,
    write: newSession(() => ({ manualPrice: { priceMinor: 500 } })),
  },
  {
    as: ({ clinic }) => clinic.operator,
    code: 'forbidden',
    facts: { field: 'manualPrice.priceMinor' },
    paths: ['manualPrice.priceMinor'],
    refuses: 'a manual price by an operator',
    status: 403,
    write: newSession(() => ({ manualPrice: { priceMinor: 500, reason: 'Friend' } })),
  },
  {
    code: 'read-only-field',
    facts: { field: 'price.priceMinor' },
    paths: ['price.priceMinor'],
    refuses: 'a typed price',
    status: 422,
    write: newSession(() => ({ price: { priceMinor: 1 } })),
  },
  {
    code: 'read-only-field',
    facts: { field: 'status' },
    paths: ['status'],
    refuses: 'a session that begins as completed',
    status: 422,
    write: newSession(() => ({ status: 'completed' })),
  },
  {
    arrange: takenSession,
    code: 'move-not-allowed',
    facts: {
      allowed: [
        'confirmed',
        'checked-in',
        'in-progress',
        'completed',
        'cancelled',
        'late-cancelled',
        'no-show',
        'rescheduled',
      ],
      from: 'scheduled',
      to: 'completed',
    },
    paths: ['status'],
    refuses: 'a status written without its action',
    status: 409,
    write: (_, id) => ({
      collection: slugs.sessions,
      data: { status: 'completed' },
      id,
      operation: 'update',
    }),
  },
  {
    arrange: takenSession,
    code: 'read-only-field',
    facts: { field: 'patient' },
    paths: ['patient'],
    refuses: 'another patient for a booked session',
    status: 422,
    write: ({ clinic }, id) => ({
      collection: slugs.sessions,
      data: { patient: clinic.patient2 },
      id,
      operation: 'update',
    }),
  },
  {
    arrange: async ({ app, clinic }) => {
      const past = bookingOf(clinic, { startsAt: at('2026-05-29T10:00') })
      return bookAs(app, clinic.admin, past)
    },
    code: 'session-started',
    paths: ['startsAt'],
    refuses: 'a session moved after its start',
    status: 409,
    write: (_, id) => ({
      collection: slugs.sessions,
      data: { startsAt: at('2026-06-05T14:00') },
      id,
      operation: 'update',
    }),
  },
  {
    arrange: async ({ app, clinic }) => {
      const session = { patient: clinic.patient2, startsAt: at('2026-06-04T10:00') }
      const id = await bookAs(app, clinic.admin, bookingOf(clinic, session))
      return actAs(app, clinic.admin, [`/sessions/${id}/cancel`, { reasonCode: 'clinic-closed' }])
    },
    code: 'move-not-allowed',
    facts: { allowed: [], from: 'cancelled', to: 'scheduled' },
    paths: ['status'],
    refuses: 'a cancelled session that is moved',
    status: 409,
    write: (_, id) => ({
      collection: slugs.sessions,
      data: { startsAt: at('2026-06-05T14:00') },
      id,
      operation: 'update',
    }),
  },
  {
    arrange: takenSession,
    code: 'stale-document',
    refuses: 'a change that names an older state',
    status: 412,
    write: (_, id) => ({
      collection: slugs.sessions,
      data: { notes: 'Late', updatedAt: '2026-05-01T00:00:00.000Z' },
      id,
      operation: 'update',
    }),
  },
  {
    arrange: async ({ app, foreign }) => {
      const elsewhere = { name: 'Elsewhere', timezone: 'Asia/Kolkata' }
      const location = await createAs(app, foreign.admin, [slugs.locations, elsewhere])
      await app.sql(
        `insert into memberships_rels ("order", parent_id, path, locations_id)
         select 1, id, 'locations', $2 from memberships where user_id = $1`,
        [foreign.operator.id, location],
      )
      return location
    },
    as: ({ foreign }) => foreign.operator,
    code: 'forbidden',
    facts: { field: 'location' },
    paths: ['location'],
    refuses: 'a session at a location that the operator is not limited to',
    status: 403,
    write: ({ foreign }) => ({
      collection: slugs.sessions,
      data: bookingOf(foreign, { startsAt: at('2026-06-05T12:00') }),
      operation: 'create',
    }),
  },
  {
    arrange: takenSession,
    code: 'in-use',
    facts: { deactivate: false },
    refuses: 'the deletion of a session',
    status: 409,
    write: (_, id) => ({ collection: slugs.sessions, id, operation: 'delete' }),
  },
  {
    as: ({ clinic }) => clinic.therapist,
    code: 'forbidden',
    refuses: 'a session booked by a therapist',
    status: 403,
    write: newSession(),
  },
  {
    as: ({ superAdmin }) => superAdmin,
    code: 'forbidden',
    refuses: 'a session booked by the platform',
    status: 403,
    write: newSession(),
  },
]

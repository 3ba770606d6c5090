import { REASON_CODES } from '../../../../src/domain/scheduling/cancellation.ts'
import { cancelSession } from '../../../../src/operations/scheduling/cancelSession.ts'
import { rescheduleSession } from '../../../../src/operations/scheduling/rescheduleSession.ts'
import {
  checkInSession,
  completeSession,
  confirmSession,
  correctSession,
  markNoShow,
  startSession,
} from '../../../../src/operations/scheduling/sessionMoves.ts'
import { bookingOf } from '../../../support/clinic.ts'
import type { ActionCase, Stage } from '../../../support/refusals.ts'
import { actAs, bookAs } from '../arrange.ts'
import { at, UNKNOWN_ID } from './newSession.ts'

/** Sessions of the second patient, each at an hour of its own so that cases do not meet. */
const booked =
  (startsAt: string) =>
  ({ app, clinic }: Stage): Promise<string> =>
    bookAs(app, clinic.admin, bookingOf(clinic, { patient: clinic.patient2, startsAt }))

const moved =
  (startsAt: string, action: string, body: object = {}) =>
  async (stage: Stage): Promise<string> => {
    const id = await booked(startsAt)(stage)
    return actAs(stage.app, stage.clinic.admin, [`/sessions/${id}/${action}`, body])
  }

const post =
  (action: string, body: object = {}) =>
  (_: Stage, id: string): [string, object] => [`/sessions/${id}/${action}`, body]

/** The clock stands at Monday 09:00. */
const ahead = '2026-06-03T10:00'
const running = '2026-06-01T09:00'

const moves: ActionCase[] = [
  {
    arrange: booked(ahead),
    code: 'too-early-to-complete',
    facts: { fromAt: at(ahead) },
    post: post('complete', { attendance: 'present' }),
    refuses: 'a completion before the start',
    run: (req, id) => completeSession(req, id, { attendance: 'present' }),
    status: 422,
  },
  {
    arrange: booked(running),
    code: 'too-early-for-no-show',
    facts: { fromAt: at('2026-06-01T09:15') },
    post: post('no-show'),
    refuses: 'a no-show less than 15 minutes after the start',
    run: (req, id) => markNoShow(req, id),
    status: 422,
  },
  {
    arrange: booked('2026-06-03T11:00'),
    code: 'too-early-for-check-in',
    facts: { fromAt: at('2026-06-03T10:00') },
    post: post('check-in'),
    refuses: 'a check-in more than an hour before the start',
    run: (req, id) => checkInSession(req, id),
    status: 422,
  },
  {
    arrange: booked('2026-05-28T09:00'),
    code: 'attendance-missing',
    facts: ({ clinic }) => ({ patients: [clinic.patient2] }),
    paths: ['attendance'],
    post: post('complete'),
    refuses: 'a completion that does not say who came',
    run: (req, id) => completeSession(req, id, {}),
    status: 422,
  },
  {
    arrange: moved('2026-06-03T12:00', 'cancel', { reasonCode: 'clinic-closed' }),
    code: 'move-not-allowed',
    facts: { allowed: [], from: 'cancelled', to: 'confirmed' },
    paths: ['status'],
    post: post('confirm'),
    refuses: 'a confirmation of a cancelled session',
    run: (req, id) => confirmSession(req, id),
    status: 409,
  },
  {
    arrange: moved('2026-05-28T10:00', 'complete', { attendance: 'present' }),
    code: 'move-not-allowed',
    facts: { allowed: ['no-show'], from: 'completed', to: 'late-cancelled' },
    paths: ['status'],
    post: post('cancel', { reasonCode: 'patient-ill' }),
    refuses: 'a cancellation of a completed session',
    run: (req, id) => cancelSession(req, id, { reasonCode: 'patient-ill' }),
    status: 409,
  },
  {
    arrange: moved('2026-05-28T11:00', 'complete', { attendance: 'present' }),
    code: 'reason-required',
    facts: { field: 'reason' },
    paths: ['reason'],
    post: post('correct', { to: 'no-show' }),
    refuses: 'a correction of a completed session without a reason',
    run: (req, id) => correctSession(req, id, { to: 'no-show' }),
    status: 422,
  },
  {
    arrange: moved('2026-05-28T12:00', 'complete', { attendance: 'present' }),
    as: ({ clinic }) => clinic.operator,
    code: 'forbidden',
    post: post('correct', { reason: 'Nobody came', to: 'no-show' }),
    refuses: 'a correction of a completed session by an operator',
    run: (req, id) => correctSession(req, id, { reason: 'Nobody came', to: 'no-show' }),
    status: 403,
  },
  {
    arrange: booked('2026-06-03T13:00'),
    as: ({ clinic }) => clinic.operator,
    code: 'forbidden',
    facts: { action: 'sessions.start' },
    post: post('start'),
    refuses: 'a start by an operator',
    run: (req, id) => startSession(req, id),
    status: 403,
  },
  {
    arrange: booked('2026-06-03T14:00'),
    as: ({ clinic }) => clinic.therapist2,
    code: 'not-found',
    post: post('start'),
    refuses: "a start of a colleague's session, which a therapist does not see",
    run: (req, id) => startSession(req, id),
    status: 404,
  },
  {
    arrange: booked('2026-06-03T15:00'),
    as: ({ clinic }) => clinic.therapist,
    code: 'forbidden',
    facts: { action: 'sessions.cancel' },
    post: post('cancel', { reasonCode: 'therapist-ill' }),
    refuses: 'a cancellation by the therapist',
    run: (req, id) => cancelSession(req, id, { reasonCode: 'therapist-ill' }),
    status: 403,
  },
  {
    arrange: ({ app, foreign }) => bookAs(app, foreign.admin, bookingOf(foreign)),
    code: 'not-found',
    post: post('confirm'),
    refuses: 'a move of a foreign session',
    run: (req, id) => confirmSession(req, id),
    status: 404,
  },
  {
    arrange: () => Promise.resolve(UNKNOWN_ID),
    code: 'not-found',
    post: post('confirm'),
    refuses: 'a move of an unknown session',
    run: (req, id) => confirmSession(req, id),
    status: 404,
  },
  {
    arrange: () => Promise.resolve('not-an-id'),
    code: 'not-found',
    post: post('confirm'),
    refuses: 'a move of a malformed id',
    run: (req, id) => confirmSession(req, id),
    status: 404,
  },
  {
    arrange: booked('2026-06-03T16:00'),
    as: () => undefined,
    code: 'unauthenticated',
    post: post('confirm'),
    refuses: 'a move by nobody',
    status: 401,
  },
]

const cancellations: ActionCase[] = [
  {
    arrange: booked('2026-06-04T10:00'),
    code: 'unknown-reason',
    facts: { reasons: REASON_CODES },
    paths: ['reasonCode'],
    post: post('cancel', { reasonCode: 'bad-mood' }),
    refuses: 'a cancellation for an unknown reason',
    run: (req, id) => cancelSession(req, id, { reasonCode: 'bad-mood' }),
    status: 422,
  },
  {
    arrange: booked('2026-06-04T11:00'),
    code: 'reason-required',
    facts: { field: 'reason' },
    paths: ['reason'],
    post: post('cancel', { reasonCode: 'other', side: 'clinic' }),
    refuses: 'another reason without its text',
    run: (req, id) => cancelSession(req, id, { reasonCode: 'other', side: 'clinic' }),
    status: 422,
  },
  {
    arrange: booked('2026-06-04T12:00'),
    code: 'reason-required',
    facts: { field: 'side' },
    paths: ['side'],
    post: post('cancel', { reason: 'A festival', reasonCode: 'other' }),
    refuses: 'another reason that does not say whose side it is',
    run: (req, id) => cancelSession(req, id, { reason: 'A festival', reasonCode: 'other' }),
    status: 422,
  },
  {
    arrange: booked('2026-06-04T13:00'),
    as: ({ clinic }) => clinic.operator,
    code: 'forbidden',
    facts: { field: 'waiveFee' },
    paths: ['waiveFee'],
    post: post('cancel', { reason: 'Kind', reasonCode: 'patient-ill', waiveFee: true }),
    refuses: 'a fee waived by an operator',
    run: (req, id) =>
      cancelSession(req, id, { reason: 'Kind', reasonCode: 'patient-ill', waiveFee: true }),
    status: 403,
  },
  {
    arrange: booked('2026-06-04T14:00'),
    code: 'unknown-field',
    facts: { fields: ['why'] },
    post: post('cancel', { reasonCode: 'weather', why: 'Rain' }),
    refuses: 'an unknown field of an action',
    status: 422,
  },
]

const reschedules: ActionCase[] = [
  {
    arrange: async (stage) => {
      await booked('2026-06-05T10:00')(stage)
      return booked('2026-06-05T11:00')(stage)
    },
    code: 'slot-taken',
    facts: { busy: { endsAt: at('2026-06-05T10:45'), startsAt: at('2026-06-05T10:00') } },
    paths: ['startsAt'],
    post: post('reschedule', { startsAt: at('2026-06-05T10:30') }),
    refuses: 'a move onto another session',
    run: (req, id) => rescheduleSession(req, id, { startsAt: at('2026-06-05T10:30') }),
    status: 409,
  },
  {
    arrange: booked('2026-06-05T12:00'),
    code: 'outside-availability',
    paths: ['startsAt'],
    post: post('reschedule', { startsAt: '2026-06-05T18:00' }),
    refuses: 'a move out of the working hours, by wall time',
    run: (req, id) => rescheduleSession(req, id, { startsAt: '2026-06-05T18:00' }),
    status: 422,
  },
  {
    arrange: booked('2026-05-29T10:00'),
    code: 'session-started',
    paths: ['startsAt'],
    post: post('reschedule', { startsAt: at('2026-06-05T15:00') }),
    refuses: 'a move of a session that has begun',
    run: (req, id) => rescheduleSession(req, id, { startsAt: at('2026-06-05T15:00') }),
    status: 409,
  },
  {
    arrange: booked('2026-06-05T13:00'),
    code: 'not-found',
    facts: { field: 'therapist' },
    paths: ['therapist'],
    post: ({ foreign }, id) => [`/sessions/${id}/reschedule`, { therapist: foreign.therapist.id }],
    refuses: 'a move to a foreign therapist',
    run: (req, id, { foreign }) => rescheduleSession(req, id, { therapist: foreign.therapist.id }),
    status: 404,
  },
  {
    arrange: booked('2026-06-05T14:00'),
    as: ({ clinic }) => clinic.therapist,
    code: 'forbidden',
    post: post('reschedule', { startsAt: at('2026-06-05T15:00') }),
    refuses: 'a move by the therapist, who files a request',
    run: (req, id) => rescheduleSession(req, id, { startsAt: at('2026-06-05T15:00') }),
    status: 403,
  },
]

export const actionCases = {
  Cancellations: cancellations,
  'Moves of a session': moves,
  Reschedules: reschedules,
}

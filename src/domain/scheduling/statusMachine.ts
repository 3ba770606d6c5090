import type { Role } from '../people/roles.ts'

export const STATUSES = [
  'held',
  'requested',
  'scheduled',
  'confirmed',
  'checked-in',
  'in-progress',
  'completed',
  'cancelled',
  'late-cancelled',
  'no-show',
  'rescheduled',
  'expired',
] as const
export type Status = (typeof STATUSES)[number]

/** A session in one of these takes time of its therapist, patient and room. The claims guard has the same list. */
export const BLOCKING_STATUSES = [
  'held',
  'requested',
  'scheduled',
  'confirmed',
  'checked-in',
  'in-progress',
  'completed',
] as const satisfies readonly Status[]

/** Still ahead or running: may be moved, cancelled, reminded of. */
export const OPEN_STATUSES = [
  'held',
  'requested',
  'scheduled',
  'confirmed',
  'checked-in',
  'in-progress',
] as const satisfies readonly Status[]

/** Not counted by limits on types and windows (TYP-4). */
export const UNCOUNTED_STATUSES = [
  'cancelled',
  'late-cancelled',
  'rescheduled',
  'expired',
] as const satisfies readonly Status[]

export const isBlocking = (status: Status): boolean =>
  (BLOCKING_STATUSES as readonly Status[]).includes(status)
export const isOpen = (status: Status): boolean =>
  (OPEN_STATUSES as readonly Status[]).includes(status)

/** Who makes a move: `own-therapist` is the session's therapist or co-therapist. */
export type Mover =
  Exclude<Role, 'accountant' | 'therapist'> | 'contact' | 'own-therapist' | 'system'

/** The permission that a move needs, as permissions.csv names it under `sessions`. */
export type MoveAction =
  | 'approve'
  | 'cancel'
  | 'check-in'
  | 'complete'
  | 'confirm'
  | 'correct'
  | 'create'
  | 'expire'
  | 'hold'
  | 'no-show'
  | 'reschedule'
  | 'start'

export interface Move {
  readonly action: MoveAction
  readonly by: readonly Mover[]
  readonly from: Status
  readonly needsReason?: true
  readonly to: Status
}

const moves = (
  action: MoveAction,
  of: {
    by: readonly Mover[]
    from: readonly Status[]
    needsReason?: true
    to: readonly Status[]
  },
): Move[] =>
  of.from.flatMap((from) =>
    of.to.map((to) => ({
      action,
      by: of.by,
      from,
      to,
      ...(of.needsReason === undefined ? {} : { needsReason: of.needsReason }),
    })),
  )

/** Every move there is; what is not here is refused. @rule SES-8 SES-9 SES-10 */
export const MOVES: readonly Move[] = [
  ...moves('hold', {
    by: ['admin', 'operator', 'system'],
    from: ['held'],
    to: ['requested', 'scheduled'],
  }),
  ...moves('approve', { by: ['admin', 'operator'], from: ['requested'], to: ['scheduled'] }),
  ...moves('confirm', {
    by: ['admin', 'operator', 'contact'],
    from: ['scheduled'],
    to: ['confirmed'],
  }),
  ...moves('check-in', {
    by: ['admin', 'operator'],
    from: ['scheduled', 'confirmed'],
    to: ['checked-in'],
  }),
  ...moves('start', {
    by: ['admin', 'own-therapist'],
    from: ['scheduled', 'confirmed', 'checked-in'],
    to: ['in-progress'],
  }),
  ...moves('complete', {
    by: ['admin', 'own-therapist'],
    from: ['scheduled', 'confirmed', 'checked-in', 'in-progress'],
    to: ['completed'],
  }),
  ...moves('expire', { by: ['system'], from: ['held', 'requested'], to: ['expired'] }),
  ...moves('cancel', {
    by: ['admin', 'operator', 'contact'],
    from: ['requested', 'scheduled', 'confirmed'],
    to: ['cancelled', 'late-cancelled'],
  }),
  ...moves('cancel', { by: ['admin'], from: ['checked-in'], to: ['cancelled'] }),
  ...moves('no-show', {
    by: ['admin', 'operator', 'own-therapist'],
    from: ['scheduled', 'confirmed'],
    to: ['no-show'],
  }),
  ...moves('reschedule', {
    by: ['admin', 'operator'],
    from: ['scheduled', 'confirmed', 'checked-in'],
    to: ['rescheduled'],
  }),
  ...moves('correct', { by: ['admin', 'operator'], from: ['no-show'], to: ['checked-in'] }),
  ...moves('correct', { by: ['admin'], from: ['completed'], needsReason: true, to: ['no-show'] }),
  ...moves('correct', { by: ['admin'], from: ['no-show'], needsReason: true, to: ['completed'] }),
]

export const findMove = (from: Status, to: Status): Move | undefined =>
  MOVES.find((move) => move.from === from && move.to === to)

/** The statuses that can follow, whoever asks. */
export const allowedMoves = (from: Status): Status[] => [
  ...new Set(MOVES.filter((move) => move.from === from).map((move) => move.to)),
]

export const EVENT_SOURCES = ['screen', 'api', 'sms', 'portal', 'voice', 'job', 'import'] as const
export type EventSource = (typeof EVENT_SOURCES)[number]

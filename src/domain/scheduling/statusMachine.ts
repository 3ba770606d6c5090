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
export type Mover = Exclude<Role, 'accountant' | 'therapist'> | 'contact' | 'own-therapist' | 'system'

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
  from: readonly Status[],
  to: readonly Status[],
  by: readonly Mover[],
  needsReason?: true,
): Move[] =>
  from.flatMap((source) =>
    to.map((target) => ({
      action,
      by,
      from: source,
      to: target,
      ...(needsReason === undefined ? {} : { needsReason }),
    })),
  )

/** Every move there is; what is not here is refused. @rule SES-8 SES-9 SES-10 */
export const MOVES: readonly Move[] = [
  ...moves('hold', ['held'], ['requested', 'scheduled'], ['admin', 'operator', 'system']),
  ...moves('approve', ['requested'], ['scheduled'], ['admin', 'operator']),
  ...moves('confirm', ['scheduled'], ['confirmed'], ['admin', 'operator', 'contact']),
  ...moves('check-in', ['scheduled', 'confirmed'], ['checked-in'], ['admin', 'operator']),
  ...moves(
    'start',
    ['scheduled', 'confirmed', 'checked-in'],
    ['in-progress'],
    ['admin', 'own-therapist'],
  ),
  ...moves(
    'complete',
    ['scheduled', 'confirmed', 'checked-in', 'in-progress'],
    ['completed'],
    ['admin', 'own-therapist'],
  ),
  ...moves('expire', ['held', 'requested'], ['expired'], ['system']),
  ...moves(
    'cancel',
    ['requested', 'scheduled', 'confirmed'],
    ['cancelled', 'late-cancelled'],
    ['admin', 'operator', 'contact'],
  ),
  ...moves('cancel', ['checked-in'], ['cancelled'], ['admin']),
  ...moves(
    'no-show',
    ['scheduled', 'confirmed'],
    ['no-show'],
    ['admin', 'operator', 'own-therapist'],
  ),
  ...moves(
    'reschedule',
    ['scheduled', 'confirmed', 'checked-in'],
    ['rescheduled'],
    ['admin', 'operator'],
  ),
  ...moves('correct', ['no-show'], ['checked-in'], ['admin', 'operator']),
  ...moves('correct', ['completed'], ['no-show'], ['admin'], true),
  ...moves('correct', ['no-show'], ['completed'], ['admin'], true),
]

export const findMove = (from: Status, to: Status): Move | undefined =>
  MOVES.find((move) => move.from === from && move.to === to)

/** The statuses that can follow, whoever asks. */
export const allowedMoves = (from: Status): Status[] => [
  ...new Set(MOVES.filter((move) => move.from === from).map((move) => move.to)),
]

export const EVENT_SOURCES = [
  'screen',
  'api',
  'sms',
  'portal',
  'voice',
  'job',
  'import',
] as const
export type EventSource = (typeof EVENT_SOURCES)[number]

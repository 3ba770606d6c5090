import type { SchedulingSettings } from '../tenancy/settings.ts'
import { MINUTE_MS } from './intervals.ts'
import { type MoveAction, type Mover, MOVES, type Status } from './statusMachine.ts'
import { wallTimeAt } from './wallClock.ts'

/** What a screen offers, in the order of a session's day. */
export const SESSION_ACTIONS = [
  'confirm',
  'check-in',
  'start',
  'complete',
  'no-show',
  'reschedule',
  'cancel',
] as const satisfies readonly MoveAction[]
export type SessionAction = (typeof SESSION_ACTIONS)[number]

export interface ActionsOf {
  readonly movers: readonly Mover[]
  readonly nowMs: number
  readonly settings: Pick<SchedulingSettings, 'checkInOpensMinutes' | 'noShowAfterMinutes'>
  readonly startsAtMs: number
  readonly status: Status
  readonly timezone: string
}

/** Whether the hour has come, as the actions themselves judge it. */
const isTimeFor = (action: SessionAction, of: ActionsOf): boolean => {
  const { nowMs, settings, startsAtMs, timezone } = of
  switch (action) {
    case 'cancel':
    case 'confirm':
      return true
    case 'check-in':
      return nowMs >= startsAtMs - settings.checkInOpensMinutes * MINUTE_MS
    case 'complete':
      return nowMs >= startsAtMs
    case 'no-show':
      return nowMs >= startsAtMs + settings.noShowAfterMinutes * MINUTE_MS
    case 'reschedule':
      return nowMs < startsAtMs
    case 'start':
      // The API takes an earlier start too; on a screen it would only ever be a slip.
      return wallTimeAt(startsAtMs, timezone).on <= wallTimeAt(nowMs, timezone).on
  }
}

/**
 * The actions that role, state and hour allow now: a screen offers these and no other.
 * @rule SES-9 SES-13 SES-14 SES-15
 */
export const sessionActions = (of: ActionsOf): SessionAction[] =>
  SESSION_ACTIONS.filter(
    (action) =>
      isTimeFor(action, of) &&
      MOVES.some(
        (move) =>
          move.action === action &&
          move.from === of.status &&
          move.by.some((mover) => of.movers.includes(mover)),
      ),
  )

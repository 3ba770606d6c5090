import { type ActionSituation, offeredActions } from './offeredActions.ts'
import type { MoveAction } from './statusMachine.ts'
import { wallTimeAt } from './wallClock.ts'

/** What the page of a session and a therapist's day offer, in the order of a session's life. */
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

export interface ActionsOf extends ActionSituation {
  readonly timezone: string
}

const isDue = (action: SessionAction, { nowMs, startsAtMs, timezone }: ActionsOf): boolean => {
  // Once it has begun a session is not moved any more.
  if (action === 'reschedule') return nowMs < startsAtMs
  // The API takes an earlier start too; on a screen it would only ever be a slip.
  if (action !== 'start') return true
  return wallTimeAt(startsAtMs, timezone).on <= wallTimeAt(nowMs, timezone).on
}

/**
 * The actions that role, state and hour allow now: a screen offers these and no other.
 * @rule SES-9 SES-13 SES-14 SES-15 UIX-4
 */
export const sessionActions = (of: ActionsOf): SessionAction[] => {
  const offered = offeredActions(of)
  return SESSION_ACTIONS.filter((action) => offered.includes(action) && isDue(action, of))
}

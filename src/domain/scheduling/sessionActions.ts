import { type ActionSituation, offeredActions } from './offeredActions.ts'
import type { MoveAction } from './statusMachine.ts'

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

/** Once it has begun a session is not moved any more. */
const isDue = (action: SessionAction, { nowMs, startsAtMs }: ActionSituation): boolean =>
  action !== 'reschedule' || nowMs < startsAtMs

/**
 * The actions that role, state and hour allow now: a screen offers these and no other.
 * @rule SES-9 SES-13 SES-14 SES-15 UIX-4
 */
export const sessionActions = (of: ActionSituation): SessionAction[] => {
  const offered = offeredActions(of)
  return SESSION_ACTIONS.filter((action) => offered.includes(action) && isDue(action, of))
}

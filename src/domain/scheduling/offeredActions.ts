import type { SchedulingSettings } from '../tenancy/settings.ts'
import { MINUTE_MS } from './intervals.ts'
import { type MoveAction, MOVES, type Mover, type Status } from './statusMachine.ts'

export interface ActionSituation {
  /** As whom the viewer may move this session. */
  readonly movers: readonly Mover[]
  readonly nowMs: number
  readonly settings: Pick<SchedulingSettings, 'checkInOpensMinutes' | 'noShowAfterMinutes'>
  readonly startsAtMs: number
  readonly status: Status
}

/**
 * The instant from which an action is no longer too early (SES-13, SES-14); others are never. The API takes
 * an earlier start too; on a screen it would only ever be a slip, and there is no way back.
 */
export const opensAtMs = (
  action: MoveAction,
  { settings, startsAtMs }: Pick<ActionSituation, 'settings' | 'startsAtMs'>,
): number => {
  switch (action) {
    case 'check-in':
    case 'start':
      return startsAtMs - settings.checkInOpensMinutes * MINUTE_MS
    case 'complete':
      return startsAtMs
    case 'no-show':
      return startsAtMs + settings.noShowAfterMinutes * MINUTE_MS
    default:
      return Number.NEGATIVE_INFINITY
  }
}

/** The actions that a screen may offer: for these people, from this status, at this time. @rule UIX-4 */
export const offeredActions = (of: ActionSituation): MoveAction[] => [
  ...new Set(
    MOVES.filter(
      ({ action, by, from }) =>
        from === of.status &&
        by.some((mover) => of.movers.includes(mover)) &&
        of.nowMs >= opensAtMs(action, of),
    ).map(({ action }) => action),
  ),
]

import type { Status } from './statusMachine.ts'

export const DAY_PHASES = ['upcoming', 'running', 'completed', 'cancelled'] as const

/** How somebody at work sorts the sessions of a day. @rule RPT-3 */
export type DayPhase = (typeof DAY_PHASES)[number]

const PHASES: Readonly<Record<Status, DayPhase>> = {
  cancelled: 'cancelled',
  'checked-in': 'upcoming',
  completed: 'completed',
  confirmed: 'upcoming',
  expired: 'cancelled',
  held: 'upcoming',
  'in-progress': 'running',
  'late-cancelled': 'cancelled',
  'no-show': 'cancelled',
  requested: 'upcoming',
  rescheduled: 'cancelled',
  scheduled: 'upcoming',
}

export const dayPhaseOf = (status: Status): DayPhase => PHASES[status]

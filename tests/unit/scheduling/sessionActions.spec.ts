import { describe, expect, it } from '@jest/globals'
import { dayPhaseOf } from '../../../src/domain/scheduling/dayPhase.ts'
import type { ActionSituation } from '../../../src/domain/scheduling/offeredActions.ts'
import { sessionActions } from '../../../src/domain/scheduling/sessionActions.ts'
import { STATUSES } from '../../../src/domain/scheduling/statusMachine.ts'

const STARTS = Date.parse('2026-06-02T04:30:00Z')
const MINUTE = 60_000

/** A scheduled session at 10:00 in Kolkata, an admin who looks at it at that moment. */
const at = (change: Partial<ActionSituation> & { minutes?: number }): string[] =>
  sessionActions({
    movers: ['admin'],
    nowMs: STARTS + (change.minutes ?? 0) * MINUTE,
    settings: { checkInOpensMinutes: 60, noShowAfterMinutes: 15 },
    startsAtMs: STARTS,
    status: 'scheduled',
    ...change,
  })

describe('the actions that a screen offers', () => {
  it.each([
    ['the day before', -24 * 60, ['confirm', 'reschedule', 'cancel']],
    ['that morning', -61, ['confirm', 'reschedule', 'cancel']],
    ['an hour before', -60, ['confirm', 'check-in', 'start', 'reschedule', 'cancel']],
    ['at its start', 0, ['confirm', 'check-in', 'start', 'complete', 'cancel']],
    ['a quarter after', 15, ['confirm', 'check-in', 'start', 'complete', 'no-show', 'cancel']],
  ] as const)('should follow the hour: %s', (_, minutes, expected) => {
    expect(at({ minutes })).toEqual(expected)
  })

  it('should be those of the role: a therapist neither confirms, moves nor cancels', () => {
    expect(at({ minutes: 20, movers: ['own-therapist'] })).toEqual(['start', 'complete', 'no-show'])
    expect(at({ minutes: 20, movers: ['operator'] })).toEqual([
      'confirm',
      'check-in',
      'no-show',
      'cancel',
    ])
    expect(at({ minutes: 20, movers: [] })).toEqual([])
  })

  it('should be those of the state', () => {
    expect(at({ minutes: 20, status: 'in-progress' })).toEqual(['complete'])
    expect(at({ minutes: 20, status: 'completed' })).toEqual([])
    expect(at({ minutes: 20, status: 'cancelled' })).toEqual([])
  })
})

describe('the phases of a day', () => {
  it('should hold every status once', () => {
    expect(Object.fromEntries(STATUSES.map((status) => [status, dayPhaseOf(status)]))).toEqual({
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
    })
  })
})

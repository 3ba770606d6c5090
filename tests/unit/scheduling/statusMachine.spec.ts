import { describe, expect, it } from '@jest/globals'
import {
  allowedMoves,
  BLOCKING_STATUSES,
  EVENT_SOURCES,
  findMove,
  isBlocking,
  isOpen,
  MOVES,
  type Status,
  STATUSES,
  UNCOUNTED_STATUSES,
} from '../../../src/domain/scheduling/statusMachine.ts'

/** SES-8, SES-9, SES-10 and SES-16 word for word: from, to, who. */
const RULES: readonly (readonly [Status, Status, ...string[]])[] = [
  ['held', 'requested', 'admin', 'operator', 'system'],
  ['held', 'scheduled', 'admin', 'operator', 'system'],
  ['held', 'expired', 'system'],
  ['requested', 'scheduled', 'admin', 'operator'],
  ['requested', 'expired', 'system'],
  ['requested', 'cancelled', 'admin', 'contact', 'operator'],
  ['requested', 'late-cancelled', 'admin', 'contact', 'operator'],
  ['scheduled', 'confirmed', 'admin', 'contact', 'operator'],
  ['scheduled', 'checked-in', 'admin', 'operator'],
  ['scheduled', 'in-progress', 'admin', 'own-therapist'],
  ['scheduled', 'completed', 'admin', 'own-therapist'],
  ['scheduled', 'cancelled', 'admin', 'contact', 'operator'],
  ['scheduled', 'late-cancelled', 'admin', 'contact', 'operator'],
  ['scheduled', 'no-show', 'admin', 'operator', 'own-therapist'],
  ['scheduled', 'rescheduled', 'admin', 'operator'],
  ['confirmed', 'checked-in', 'admin', 'operator'],
  ['confirmed', 'in-progress', 'admin', 'own-therapist'],
  ['confirmed', 'completed', 'admin', 'own-therapist'],
  ['confirmed', 'cancelled', 'admin', 'contact', 'operator'],
  ['confirmed', 'late-cancelled', 'admin', 'contact', 'operator'],
  ['confirmed', 'no-show', 'admin', 'operator', 'own-therapist'],
  ['confirmed', 'rescheduled', 'admin', 'operator'],
  ['checked-in', 'in-progress', 'admin', 'own-therapist'],
  ['checked-in', 'completed', 'admin', 'own-therapist'],
  ['checked-in', 'cancelled', 'admin'],
  ['checked-in', 'rescheduled', 'admin', 'operator'],
  ['in-progress', 'completed', 'admin', 'own-therapist'],
  ['completed', 'no-show', 'admin'],
  ['no-show', 'checked-in', 'admin', 'operator'],
  ['no-show', 'completed', 'admin'],
]

const pairs = STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as const))
const allowed = new Map(RULES.map(([from, to, ...by]) => [`${from} → ${to}`, by]))

describe('the status machine', () => {
  it('should know the twelve statuses', () => {
    expect([...STATUSES].sort()).toEqual([
      'cancelled',
      'checked-in',
      'completed',
      'confirmed',
      'expired',
      'held',
      'in-progress',
      'late-cancelled',
      'no-show',
      'requested',
      'rescheduled',
      'scheduled',
    ])
  })

  it.each(pairs)(
    'should allow %s → %s only to whom the rules say (SES-8 to SES-10)',
    (from, to) => {
      const by = findMove(from, to)?.by
      expect(by && [...by].sort()).toEqual(allowed.get(`${from} → ${to}`))
    },
  )

  it('should hold each move once, so that the first found is the only one', () => {
    expect(MOVES).toHaveLength(RULES.length)
    expect(new Set(MOVES.map(({ from, to }) => `${from} → ${to}`)).size).toBe(RULES.length)
  })

  it.each(['cancelled', 'late-cancelled', 'rescheduled', 'expired'] as const)(
    'should let nothing follow %s (SES-10)',
    (status) => {
      expect(allowedMoves(status)).toEqual([])
    },
  )

  it('should name what can follow, whoever asks (SES-9)', () => {
    expect(allowedMoves('checked-in').sort()).toEqual([
      'cancelled',
      'completed',
      'in-progress',
      'rescheduled',
    ])
    expect(allowedMoves('in-progress')).toEqual(['completed'])
    expect(allowedMoves('completed')).toEqual(['no-show'])
    expect(allowedMoves('held').sort()).toEqual(['expired', 'requested', 'scheduled'])
  })

  it('should ask a reason for completed ↔ no-show only (SES-10)', () => {
    const withReason = MOVES.filter(({ needsReason }) => needsReason === true)
    expect(withReason.map(({ from, to }) => `${from} → ${to}`).sort()).toEqual([
      'completed → no-show',
      'no-show → completed',
    ])
  })

  it('should let every status be reached from held or requested, and no cycle skip the start', () => {
    const reached = new Set<Status>(['held'])
    for (const status of reached) for (const next of allowedMoves(status)) reached.add(next)
    expect(reached.size).toBe(STATUSES.length)
    expect(MOVES.filter(({ to }) => to === 'held')).toEqual([])
  })
})

describe('groups of statuses', () => {
  it.each([
    ['held', true, true],
    ['requested', true, true],
    ['scheduled', true, true],
    ['confirmed', true, true],
    ['checked-in', true, true],
    ['in-progress', true, true],
    ['completed', true, false],
    ['cancelled', false, false],
    ['late-cancelled', false, false],
    ['no-show', false, false],
    ['rescheduled', false, false],
    ['expired', false, false],
  ] as const)('should say that %s takes time: %p, is open: %p', (status, takesTime, open) => {
    expect(isBlocking(status)).toBe(takesTime)
    expect(isOpen(status)).toBe(open)
  })

  it('should not count four statuses towards limits; a no-show counts (TYP-4)', () => {
    expect([...UNCOUNTED_STATUSES].sort()).toEqual([
      'cancelled',
      'expired',
      'late-cancelled',
      'rescheduled',
    ])
  })

  it('should never free the time of a session by a move that keeps it going', () => {
    const forward = MOVES.filter(({ action }) => ['check-in', 'complete', 'start'].includes(action))
    const freeing = forward.filter(
      ({ to }) => !(BLOCKING_STATUSES as readonly Status[]).includes(to),
    )
    expect(forward.length).toBeGreaterThan(0)
    expect(freeing).toEqual([])
  })

  it('should name the sources of an event (SES-11)', () => {
    expect(EVENT_SOURCES).toEqual(['screen', 'api', 'sms', 'portal', 'voice', 'job', 'import'])
  })
})

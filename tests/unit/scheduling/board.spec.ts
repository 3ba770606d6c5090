import { describe, expect, it } from '@jest/globals'
import { freeStretches } from '../../../src/domain/scheduling/freeStretches.ts'
import { MINUTE_MS } from '../../../src/domain/scheduling/intervals.ts'
import { offeredActions } from '../../../src/domain/scheduling/offeredActions.ts'

/** Minutes as an interval. */
const time = (start: number, end: number) => ({
  endMs: end * MINUTE_MS,
  startMs: start * MINUTE_MS,
})

describe('free stretches', () => {
  const stretches = (busy: ReturnType<typeof time>[], from = 0) =>
    freeStretches({
      busy,
      fromMs: from * MINUTE_MS,
      leastMinutes: 15,
      windows: [time(60, 180), time(180, 240), time(300, 360)],
    }).map(({ endMs, startMs }) => [startMs / MINUTE_MS, endMs / MINUTE_MS])

  it('should be the windows while nothing is booked, joined where they touch', () => {
    expect(stretches([])).toEqual([
      [60, 240],
      [300, 360],
    ])
  })

  it('should leave out what is taken, also across edges, and what is too short', () => {
    expect(stretches([time(0, 75), time(80, 100), time(90, 120), time(230, 310)])).toEqual([
      [120, 230],
      [310, 360],
    ])
  })

  it('should begin with the next full step', () => {
    expect(stretches([], 61)[0]).toEqual([75, 240])
    expect(stretches([], 75)[0]).toEqual([75, 240])
    expect(stretches([], 400)).toEqual([])
  })
})

describe('offered actions', () => {
  const offer = (
    status: 'checked-in' | 'completed' | 'confirmed' | 'scheduled',
    minutes: number,
    mover: 'admin' | 'operator' | 'own-therapist' = 'operator',
  ) =>
    offeredActions({
      movers: [mover],
      nowMs: minutes * MINUTE_MS,
      settings: { checkInOpensMinutes: 60, noShowAfterMinutes: 15 },
      startsAtMs: 0,
      status,
    }).toSorted()

  it('should open check-in before the start and no-show after it', () => {
    expect(offer('scheduled', -61)).toEqual(['cancel', 'confirm', 'reschedule'])
    expect(offer('scheduled', -60)).toContain('check-in')
    expect(offer('scheduled', 14)).not.toContain('no-show')
    expect(offer('confirmed', 15)).toEqual(['cancel', 'check-in', 'no-show', 'reschedule'])
  })

  it('should follow the role', () => {
    expect(offer('checked-in', 0)).toEqual(['reschedule'])
    expect(offer('checked-in', 0, 'admin')).toEqual(['cancel', 'complete', 'reschedule', 'start'])
    expect(offer('scheduled', -1, 'own-therapist')).toEqual(['start'])
    expect(offer('completed', 0)).toEqual([])
  })
})

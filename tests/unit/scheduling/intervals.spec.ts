import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  contains,
  DAY_MS,
  HOUR_MS,
  type Interval,
  merge,
  MINUTE_MS,
  overlaps,
  withBuffers,
} from '../../../src/domain/scheduling/intervals.ts'

const span = (startMs: number, endMs: number): Interval => ({ endMs, startMs })

describe('intervals', () => {
  it('should know the length of a minute, an hour and a day', () => {
    expect([MINUTE_MS, HOUR_MS, DAY_MS]).toEqual([60_000, 3_600_000, 86_400_000])
  })

  it.each([
    ['apart', { a: span(10, 20), b: span(30, 40) }, false],
    ['back to back', { a: span(10, 20), b: span(20, 30) }, false],
    ['sharing one instant', { a: span(10, 21), b: span(20, 30) }, true],
    ['one inside the other', { a: span(10, 40), b: span(20, 30) }, true],
    ['equal', { a: span(10, 20), b: span(10, 20) }, true],
  ])('should judge two that are %s (SES-3)', (_, { a, b }, expected) => {
    expect(overlaps(a, b)).toBe(expected)
    expect(overlaps(b, a)).toBe(expected)
  })

  it.each([
    ['equal to it', span(10, 20), true],
    ['inside', span(12, 18), true],
    ['beginning before', span(9, 20), false],
    ['ending after', span(10, 21), false],
    ['elsewhere', span(30, 40), false],
  ])('should say whether one contains another that is %s', (_, inner, expected) => {
    expect(contains(span(10, 20), inner)).toBe(expected)
  })

  it('should put buffers on both sides of a session (SES-3)', () => {
    const session = span(100 * MINUTE_MS, 145 * MINUTE_MS)
    expect(withBuffers(session, { afterMinutes: 15, beforeMinutes: 5 })).toEqual(
      span(95 * MINUTE_MS, 160 * MINUTE_MS),
    )
    expect(withBuffers(session, { afterMinutes: 0, beforeMinutes: 0 })).toEqual(session)
  })
})

describe('merge', () => {
  it('should join what overlaps or touches and sort the rest', () => {
    expect(merge([span(50, 60), span(10, 20), span(15, 30), span(30, 40), span(12, 13)])).toEqual([
      span(10, 40),
      span(50, 60),
    ])
  })

  it('should leave its input as it was', () => {
    const input = [span(30, 40), span(10, 35)]
    merge(input)
    expect(input).toEqual([span(30, 40), span(10, 35)])
  })

  it('should cover the same instants with sorted pieces that do not touch', () => {
    const pieces = fc.array(
      fc
        .tuple(fc.nat(60), fc.integer({ max: 12, min: 1 }))
        .map(([start, length]) => span(start, start + length)),
      { maxLength: 12 },
    )
    const covered = (intervals: readonly Interval[]): boolean[] =>
      Array.from({ length: 80 }, (_, at) => intervals.some((i) => i.startMs <= at && at < i.endMs))
    fc.assert(
      fc.property(pieces, (intervals) => {
        const merged = merge(intervals)
        expect(covered(merged)).toEqual(covered(intervals))
        const gaps = merged
          .slice(1)
          .map((next, index) => next.startMs - (merged[index]?.endMs ?? 0))
        expect(gaps.every((gap) => gap > 0)).toBe(true)
      }),
    )
  })
})

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  type CancellationReason,
  feeOf,
  isReasonCode,
  judgeCancellation,
  REASON_CODES,
  sideOf,
} from '../../../src/domain/scheduling/cancellation.ts'
import type { FeeRule } from '../../../src/domain/tenancy/settings.ts'

const START = Date.parse('2026-06-02T10:00:00Z')
const HOUR = 3_600_000

const judge = (over: {
  beforeMs: number
  lateFee?: FeeRule
  side?: 'clinic' | 'patient'
  typeFeeMinor?: number | null
  windowHours?: number
}) =>
  judgeCancellation({
    nowMs: START - over.beforeMs,
    policy: {
      lateFee: over.lateFee ?? { kind: 'full' },
      noShowFee: { kind: 'none' },
      windowHours: over.windowHours ?? 24,
    },
    priceMinor: 80_000,
    side: over.side ?? 'patient',
    startsAtMs: START,
    typeFeeMinor: over.typeFeeMinor ?? null,
  })

describe('whose side a reason counts for', () => {
  const SIDES: readonly (readonly [CancellationReason, string])[] = [
    ['patient-ill', 'patient'],
    ['patient-request', 'patient'],
    ['therapist-ill', 'clinic'],
    ['therapist-unavailable', 'clinic'],
    ['clinic-closed', 'clinic'],
    ['weather', 'clinic'],
    ['duplicate', 'clinic'],
    ['entered-in-error', 'clinic'],
    ['deceased', 'clinic'],
  ]

  it.each(SIDES)(
    'should count %s for the side of the %s, whatever is said (SES-17)',
    (reason, side) => {
      expect([sideOf(reason), sideOf(reason, 'clinic'), sideOf(reason, 'patient')]).toEqual([
        side,
        side,
        side,
      ])
    },
  )

  it('should ask with other (SES-17)', () => {
    expect(sideOf('other')).toBeUndefined()
    expect(sideOf('other', 'patient')).toBe('patient')
    expect(sideOf('other', 'clinic')).toBe('clinic')
  })

  it('should know these ten reasons and no other', () => {
    expect([...REASON_CODES].sort()).toEqual([...SIDES.map(([reason]) => reason), 'other'].sort())
    expect(REASON_CODES.every(isReasonCode)).toBe(true)
    expect(['', 'Weather', 'toString', 'constructor', 3, null, undefined].some(isReasonCode)).toBe(
      false,
    )
  })
})

describe('when a cancellation is late', () => {
  it.each([
    ['exactly 24 hours before', { beforeMs: 24 * HOUR, windowHours: 24 }, 'cancelled'],
    [
      'a millisecond later than that',
      { beforeMs: 24 * HOUR - 1, windowHours: 24 },
      'late-cancelled',
    ],
    [
      'a minute later than that',
      { beforeMs: 24 * HOUR - 60_000, windowHours: 24 },
      'late-cancelled',
    ],
    ['a week before', { beforeMs: 168 * HOUR, windowHours: 24 }, 'cancelled'],
    ['after the start', { beforeMs: -HOUR, windowHours: 24 }, 'late-cancelled'],
    ['exactly 48 hours before, of 48', { beforeMs: 48 * HOUR, windowHours: 48 }, 'cancelled'],
    [
      'a minute less than 48 hours before, of 48',
      { beforeMs: 48 * HOUR - 60_000, windowHours: 48 },
      'late-cancelled',
    ],
    ['exactly 72 hours before, of 72', { beforeMs: 72 * HOUR, windowHours: 72 }, 'cancelled'],
    ['at the start, of 0', { beforeMs: 0, windowHours: 0 }, 'cancelled'],
    ['after the start, of 0', { beforeMs: -1, windowHours: 0 }, 'late-cancelled'],
    ['exactly 168 hours before, of 168', { beforeMs: 168 * HOUR, windowHours: 168 }, 'cancelled'],
  ])('should judge the patient who cancels %s (SES-18)', (_, when, status) => {
    const judged = judge(when)
    expect(judged.status).toBe(status)
    expect(judged.isLate).toBe(status === 'late-cancelled')
    expect(judged.freeUntilMs).toBe(START - when.windowHours * HOUR)
  })

  it.each([48 * HOUR, HOUR, 0, -HOUR])(
    'should never be late from the side of the clinic, %i ms before the start (SES-18)',
    (beforeMs) => {
      expect(judge({ beforeMs, side: 'clinic' })).toEqual({
        feeMinor: 0,
        freeUntilMs: START - 24 * HOUR,
        isLate: false,
        status: 'cancelled',
      })
    },
  )

  it('should ask the late fee inside the window and nothing before it (MON-12)', () => {
    expect(judge({ beforeMs: HOUR }).feeMinor).toBe(80_000)
    expect(judge({ beforeMs: 24 * HOUR }).feeMinor).toBe(0)
    expect(judge({ beforeMs: HOUR, lateFee: { kind: 'none' } })).toMatchObject({
      feeMinor: 0,
      status: 'late-cancelled',
    })
  })

  it('should take the sum on the type where the rule says override', () => {
    const lateFee = { kind: 'override' } as const
    expect(judge({ beforeMs: HOUR, lateFee, typeFeeMinor: 25_000 }).feeMinor).toBe(25_000)
    expect(judge({ beforeMs: HOUR, lateFee, typeFeeMinor: null }).feeMinor).toBe(0)
  })
})

describe('what a fee rule asks', () => {
  const fee = (rule: FeeRule, priceMinor: number, typeFeeMinor: number | null = null) =>
    feeOf(rule, { priceMinor, typeFeeMinor })

  it.each([
    ['none', { priceMinor: 80_000, rule: { kind: 'none' } }, 0],
    ['full', { priceMinor: 80_000, rule: { kind: 'full' } }, 80_000],
    ['half', { priceMinor: 80_000, rule: { kind: 'percent', percent: 50 } }, 40_000],
    ['half of an odd sum', { priceMinor: 80_001, rule: { kind: 'percent', percent: 50 } }, 40_001],
    ['a quarter, .25 down', { priceMinor: 101, rule: { kind: 'percent', percent: 25 } }, 25],
    ['a quarter, .5 up', { priceMinor: 102, rule: { kind: 'percent', percent: 25 } }, 26],
    ['12.5 percent', { priceMinor: 100, rule: { kind: 'percent', percent: 12.5 } }, 13],
    ['33.33 percent', { priceMinor: 10_000, rule: { kind: 'percent', percent: 33.33 } }, 3_333],
    ['a fixed sum', { priceMinor: 80_000, rule: { fixedMinor: 20_000, kind: 'fixed' } }, 20_000],
    [
      'a fixed sum above the price',
      { priceMinor: 80_000, rule: { fixedMinor: 90_000, kind: 'fixed' } },
      80_000,
    ],
    [
      'more than 100 percent',
      { priceMinor: 80_000, rule: { kind: 'percent', percent: 150 } },
      80_000,
    ],
    [
      'a fixed sum of a free session',
      { priceMinor: 0, rule: { fixedMinor: 20_000, kind: 'fixed' } },
      0,
    ],
    ['a negative sum', { priceMinor: 80_000, rule: { fixedMinor: -1, kind: 'fixed' } }, 0],
  ] as const)('should ask %s (SES-18, MON-1)', (_, { priceMinor, rule }, expected) => {
    expect(fee(rule, priceMinor)).toBe(expected)
  })

  it('should ask the type for an override, never above the price (SES-18)', () => {
    expect(fee({ kind: 'override' }, 80_000, 30_000)).toBe(30_000)
    expect(fee({ kind: 'override' }, 80_000, 90_000)).toBe(80_000)
    expect(fee({ kind: 'override' }, 80_000, 0)).toBe(0)
    expect(fee({ kind: 'override' }, 80_000)).toBe(0)
  })

  it('should be whole minor units between nothing and the price, whatever the rule (MON-1)', () => {
    const rules = fc.oneof(
      fc.constantFrom<FeeRule>({ kind: 'none' }, { kind: 'full' }, { kind: 'override' }),
      fc.record({ fixedMinor: fc.nat(1_000_000), kind: fc.constant('fixed' as const) }),
      fc.record({
        kind: fc.constant('percent' as const),
        percent: fc.integer({ max: 20_000, min: 0 }).map((hundredths) => hundredths / 100),
      }),
    )
    const typeFees = fc.option(fc.nat(1_000_000))
    fc.assert(
      fc.property(rules, fc.nat(1_000_000), typeFees, (rule, priceMinor, typeFeeMinor) => {
        const asked = feeOf(rule, { priceMinor, typeFeeMinor })
        expect(Number.isSafeInteger(asked)).toBe(true)
        expect(asked).toBeGreaterThanOrEqual(0)
        expect(asked).toBeLessThanOrEqual(priceMinor)
      }),
    )
  })
})

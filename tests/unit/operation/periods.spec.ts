import { describe, expect, it } from '@jest/globals'
import {
  chartMonths,
  compareMonths,
  figureOf,
  hasBegun,
  monthAway,
  shareOf,
} from '../../../src/domain/operation/periods.ts'

describe('A month beside the one before', () => {
  it.each([
    [
      'up to today',
      '2026-06',
      '2026-06-10',
      '2026-06-01',
      '2026-06-10',
      '2026-05-01',
      '2026-05-10',
    ],
    [
      'on its first day',
      '2026-06',
      '2026-06-01',
      '2026-06-01',
      '2026-06-01',
      '2026-05-01',
      '2026-05-01',
    ],
    [
      'after a shorter one',
      '2026-03',
      '2026-03-30',
      '2026-03-01',
      '2026-03-30',
      '2026-02-01',
      '2026-02-28',
    ],
    [
      'that is over',
      '2026-02',
      '2026-06-10',
      '2026-02-01',
      '2026-02-28',
      '2026-01-01',
      '2026-01-28',
    ],
    [
      'at the turn of the year',
      '2027-01',
      '2027-01-31',
      '2027-01-01',
      '2027-01-31',
      '2026-12-01',
      '2026-12-31',
    ],
  ])('should count the same days: %s', (...[, month, todayOn, from, to, fromBefore, toBefore]) => {
    expect(compareMonths({ month, todayOn })).toEqual({
      before: { fromOn: fromBefore, toOn: toBefore },
      now: { fromOn: from, toOn: to },
    })
  })

  it('should not begin before its first day', () => {
    expect(hasBegun('2026-07', '2026-06-30')).toBe(false)
    expect(hasBegun('2026-07', '2026-07-01')).toBe(true)
  })
})

describe('Months of a chart', () => {
  it('should be six, the oldest first, across the turn of the year', () => {
    expect(chartMonths('2026-02')).toEqual([
      ...['2025-09', '2025-10', '2025-11', '2025-12', '2026-01', '2026-02'],
    ])
    expect(monthAway('2026-12', 1)).toBe('2027-01')
  })
})

describe('A change', () => {
  it('should be none where there is nothing to compare with', () => {
    expect(figureOf(7, 0)).toEqual({ before: 0, change: null, value: 7 })
  })

  it('should grow from a negative base when the figure grows', () => {
    expect(figureOf(-50, -100).change).toBe(0.5)
    expect(figureOf(150, 200).change).toBe(-0.25)
  })

  it('should be no share of nothing', () => {
    expect(shareOf(45, 0)).toBe(0)
    expect(shareOf(45, 180)).toBe(0.25)
  })
})

import { describe, expect, it } from '@jest/globals'
import { ageMonthsOn } from '../../../src/domain/people/patients.ts'
import { searchPatterns } from '../../../src/domain/people/patientSearch.ts'

describe('the words of a search', () => {
  it.each([
    ['  asha   rao ', ['%asha%', '%rao%']],
    ['+91 98200-12345', ['%91%', '%9820012345%']],
    ['098200 12345', ['%98200%', '%12345%']],
    ['(022) 2600', ['%22%', '%2600%']],
    ['PT-000012', ['%PT-000012%']],
    ['100%_', [String.raw`%100\%\_%`]],
    [String.raw`a\b`, [String.raw`%a\\b%`]],
    ['0091 22', ['%91%', '%22%']],
    ['000012', ['%000012%']],
    ['   ', []],
  ])('should be made of "%s"', (text, patterns) => {
    expect(searchPatterns(text)).toEqual(patterns)
  })

  it('should be six at most', () => {
    expect(searchPatterns('a b c d e f g h')).toHaveLength(6)
  })
})

describe('an age in months', () => {
  it.each([
    ['2026-01-31', '2026-02-28', 0],
    ['2026-01-15', '2026-02-15', 1],
    ['2025-12-16', '2026-02-15', 1],
    ['2024-02-15', '2026-02-15', 24],
  ])('should count whole ones from %s to %s', (bornOn, on, months) => {
    expect(ageMonthsOn(bornOn, on)).toBe(months)
  })
})

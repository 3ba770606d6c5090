import { describe, expect, it } from '@jest/globals'
import { readInstant } from '../../../src/domain/scheduling/wallClock.ts'

const KOLKATA = 'Asia/Kolkata'
const BERLIN = 'Europe/Berlin'

describe('readInstant, with an offset', () => {
  it.each([
    ['2026-12-01T09:00:00Z', '2026-12-01T09:00:00.000Z'],
    ['2026-12-01T09:00:00.250Z', '2026-12-01T09:00:00.250Z'],
    ['2026-12-01T09:00z', '2026-12-01T09:00:00.000Z'],
    ['2026-12-01T09:00:00+05:30', '2026-12-01T03:30:00.000Z'],
    ['2026-12-01T09:00:00+0530', '2026-12-01T03:30:00.000Z'],
    ['2026-12-01T09:00:00-05:00', '2026-12-01T14:00:00.000Z'],
    ['2026-03-29T02:30:00+01:00', '2026-03-29T01:30:00.000Z'],
  ])('should read %s whatever the zone (API-7)', (text, expected) => {
    expect(readInstant(text, KOLKATA)).toBe(Date.parse(expected))
    expect(readInstant(text, BERLIN)).toBe(Date.parse(expected))
  })

  it.each([
    '2026-02-30T09:00:00Z',
    '2026-13-01T09:00:00Z',
    '2026-12-01T25:00:00Z',
    '2026-12-01T09:61:00Z',
    '2026-12-01T09:00:00+99:99',
    '01-12-2026',
    '1Z',
    'some day in 2026 Z',
  ])('should not guess what %s means', (text) => {
    expect(readInstant(text, KOLKATA)).toBeUndefined()
  })
})

describe('readInstant, on the wall clock', () => {
  it.each([
    '2026-12-01T09:00',
    '2026-12-01 09:00',
    '2026-12-01T09:00:00',
    '2026-12-01T09:00:00.000',
  ])('should read %s in the zone given (API-7)', (text) => {
    expect(readInstant(text, KOLKATA)).toBe(Date.parse('2026-12-01T03:30:00Z'))
    expect(readInstant(text, BERLIN)).toBe(Date.parse('2026-12-01T08:00:00Z'))
  })

  it('should refuse a wall time that the clocks skip (SES-1)', () => {
    expect(() => readInstant('2026-03-29T02:30', BERLIN)).toThrow(
      expect.objectContaining({ code: 'time-does-not-exist', field: 'startsAt' }),
    )
  })

  it('should take the earlier of two unless the later is said (SES-1)', () => {
    const text = '2026-10-25T02:30'
    expect(readInstant(text, BERLIN)).toBe(Date.parse('2026-10-25T00:30:00Z'))
    expect(readInstant(text, BERLIN, 'earlier')).toBe(Date.parse('2026-10-25T00:30:00Z'))
    expect(readInstant(text, BERLIN, 'later')).toBe(Date.parse('2026-10-25T01:30:00Z'))
  })

  it.each([
    '2026-12-01',
    '2026-02-30T09:00',
    '2026-12-01T24:00',
    '2026-12-01T09:60',
    '2026-12-01T9:00',
    '2026-12-01T09:00:30',
    '01/12/2026 09:00',
    'tomorrow at nine',
    '',
  ])('should not read %p', (text) => {
    expect(readInstant(text, KOLKATA)).toBeUndefined()
  })
})

describe('readInstant, of other values', () => {
  it('should take a Date as it is', () => {
    expect(readInstant(new Date(1_234_567), KOLKATA)).toBe(1_234_567)
  })

  it.each([new Date('nonsense'), 1_234_567, null, undefined, {}, true])(
    'should not read %p',
    (value) => {
      expect(readInstant(value, KOLKATA)).toBeUndefined()
    },
  )
})

import { describe, expect, it } from '@jest/globals'
import {
  addDays,
  boundaryOf,
  dayInterval,
  dayOfWeekOn,
  daysBetween,
  instantOf,
  isDate,
  parseTime,
  wallTimeAt,
} from '../../../src/domain/scheduling/wallClock.ts'

const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 16)
/** `2026-06-02 10:00` in its parts. */
const wall = (text: string) => ({
  on: text.slice(0, 10),
  timeMinutes: Number(text.slice(11, 13)) * 60 + Number(text.slice(14)),
})

describe('parseTime', () => {
  it.each([
    ['00:00', 0],
    ['00:01', 1],
    ['09:30', 570],
    ['23:59', 1_439],
  ])('should read %s as %i minutes since midnight', (text, expected) => {
    expect(parseTime(text)).toBe(expected)
  })

  it.each([
    '24:00',
    '23:60',
    '25:00',
    '9:30',
    '09:3',
    '09:30:00',
    ' 09:30',
    '09-30',
    '',
    'noon',
    570,
    null,
    undefined,
  ])('should not read %p', (text) => {
    expect(parseTime(text)).toBeUndefined()
  })

  it('should read 24:00 only where an end is meant (AVL-1)', () => {
    expect(parseTime('24:00', true)).toBe(1_440)
    expect(parseTime('24:01', true)).toBeUndefined()
    expect(parseTime('23:59', true)).toBe(1_439)
  })
})

describe('isDate', () => {
  it.each(['2026-01-31', '2024-02-29', '2000-02-29', '1999-12-31'])('should accept %s', (text) => {
    expect(isDate(text)).toBe(true)
  })

  it.each([
    '2026-02-30',
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '20260101',
    '01-12-2026',
    '2026-01-01T00:00',
    '',
    20_260_101,
    null,
    new Date(0),
  ])('should refuse %p', (value) => {
    expect(isDate(value)).toBe(false)
  })
})

describe('calendar dates', () => {
  it.each([
    ['2026-11-01', 0],
    ['2026-11-02', 1],
    ['2026-11-07', 6],
    ['2024-02-29', 4],
  ])('should know that %s is weekday %i', (on, weekday) => {
    expect(dayOfWeekOn(on)).toBe(weekday)
  })

  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-06-02', 0, '2026-06-02'],
  ])('should add to %s %i days and get %s', (on, days, expected) => {
    expect(addDays(on, days)).toBe(expected)
  })

  it.each([
    ['2026-01-01', '2026-01-31', 30],
    ['2026-03-28', '2026-03-30', 2],
    ['2024-01-01', '2025-01-01', 366],
    ['2026-06-02', '2026-06-02', 0],
    ['2026-06-02', '2026-06-01', -1],
  ])('should count from %s to %s %i days', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days)
  })
})

describe('wallTimeAt', () => {
  it.each([
    ['Asia/Kolkata', '2026-06-01T18:30Z', { dayOfWeek: 2, on: '2026-06-02', timeMinutes: 0 }],
    ['Asia/Kolkata', '2026-06-01T18:29Z', { dayOfWeek: 1, on: '2026-06-01', timeMinutes: 1_439 }],
    ['Europe/Berlin', '2026-03-29T00:59Z', { dayOfWeek: 0, on: '2026-03-29', timeMinutes: 119 }],
    ['Europe/Berlin', '2026-03-29T01:00Z', { dayOfWeek: 0, on: '2026-03-29', timeMinutes: 180 }],
    [
      'America/New_York',
      '2026-11-07T23:00Z',
      { dayOfWeek: 6, on: '2026-11-07', timeMinutes: 1_080 },
    ],
    ['UTC', '1970-01-01T00:00Z', { dayOfWeek: 4, on: '1970-01-01', timeMinutes: 0 }],
  ])('should read the clock of %s at %s', (timezone, at, expected) => {
    expect(wallTimeAt(Date.parse(at), timezone)).toEqual(expected)
  })

  it('should leave seconds out', () => {
    expect(wallTimeAt(Date.parse('2026-06-01T09:30:59.999Z'), 'UTC').timeMinutes).toBe(570)
  })
})

describe('instantOf', () => {
  it.each([
    ['Asia/Kolkata', '2026-06-02 10:00', '2026-06-02T04:30'],
    ['Europe/Berlin', '2026-01-15 10:00', '2026-01-15T09:00'],
    ['Europe/Berlin', '2026-07-15 10:00', '2026-07-15T08:00'],
    ['Europe/Berlin', '2026-03-29 01:59', '2026-03-29T00:59'],
    ['Europe/Berlin', '2026-03-29 03:00', '2026-03-29T01:00'],
    ['Australia/Lord_Howe', '2026-10-04 01:59', '2026-10-03T15:29'],
    ['Australia/Lord_Howe', '2026-10-04 02:30', '2026-10-03T15:30'],
    ['America/Santiago', '2026-09-06 01:00', '2026-09-06T04:00'],
  ])('should find in %s at %s the instant %s', (timezone, text, expected) => {
    expect(iso(instantOf({ ...wall(text), timezone }))).toBe(expected)
  })

  it.each([
    ['Europe/Berlin', '2026-03-29 02:00'],
    ['Europe/Berlin', '2026-03-29 02:59'],
    ['America/New_York', '2026-03-08 02:30'],
    ['Australia/Lord_Howe', '2026-10-04 02:00'],
    ['Australia/Lord_Howe', '2026-10-04 02:29'],
    ['Africa/Casablanca', '2026-03-22 02:30'],
    ['America/Santiago', '2026-09-06 00:00'],
    ['America/Santiago', '2026-09-06 00:59'],
  ])('should refuse in %s the skipped time %s (SES-1)', (timezone, text) => {
    const refusal = expect.objectContaining({
      code: 'time-does-not-exist',
      facts: { timezone },
      status: 422,
    })
    expect(() => instantOf({ ...wall(text), timezone })).toThrow(refusal)
    expect(() => instantOf({ ...wall(text), occurrence: 'later', timezone })).toThrow(refusal)
  })

  it.each([
    [
      'Europe/Berlin',
      '2026-10-25 02:30',
      { earlier: '2026-10-25T00:30', later: '2026-10-25T01:30' },
    ],
    [
      'America/New_York',
      '2026-11-01 01:30',
      { earlier: '2026-11-01T05:30', later: '2026-11-01T06:30' },
    ],
    [
      'Australia/Lord_Howe',
      '2026-04-05 01:45',
      { earlier: '2026-04-04T14:45', later: '2026-04-04T15:15' },
    ],
    [
      'Africa/Casablanca',
      '2026-02-15 02:30',
      { earlier: '2026-02-15T01:30', later: '2026-02-15T02:30' },
    ],
    [
      'America/Santiago',
      '2026-04-04 23:30',
      { earlier: '2026-04-05T02:30', later: '2026-04-05T03:30' },
    ],
    [
      'Asia/Kolkata',
      '2026-10-25 02:30',
      { earlier: '2026-10-24T21:00', later: '2026-10-24T21:00' },
    ],
  ])(
    'should take in %s at %s the earlier unless the later is said (SES-1)',
    (timezone, text, { earlier, later }) => {
      const of = { ...wall(text), timezone }
      expect(iso(instantOf(of))).toBe(earlier)
      expect(iso(instantOf({ ...of, occurrence: 'earlier' }))).toBe(earlier)
      expect(iso(instantOf({ ...of, occurrence: 'later' }))).toBe(later)
    },
  )
})

describe('boundaryOf', () => {
  it.each([
    ['Europe/Berlin', '2026-03-29 02:30', '2026-03-29T01:30'],
    ['Europe/Berlin', '2026-10-25 02:30', '2026-10-25T00:30'],
    ['America/Santiago', '2026-09-06 00:00', '2026-09-06T04:00'],
    ['Asia/Kolkata', '2026-06-02 24:00', '2026-06-02T18:30'],
    ['Europe/Berlin', '2026-03-28 24:00', '2026-03-28T23:00'],
  ])('should bring in %s the boundary %s to %s', (timezone, text, expected) => {
    const { on, timeMinutes } = wall(text)
    expect(iso(boundaryOf(on, timeMinutes, timezone))).toBe(expected)
  })
})

describe('dayInterval', () => {
  it.each([
    ['Asia/Kolkata on 2026-06-02', 24, '2026-06-01T18:30'],
    ['Europe/Berlin on 2026-03-29', 23, '2026-03-28T23:00'],
    ['Europe/Berlin on 2026-10-25', 25, '2026-10-24T22:00'],
    ['America/New_York on 2026-03-08', 23, '2026-03-08T05:00'],
    ['America/New_York on 2026-11-01', 25, '2026-11-01T04:00'],
    ['Australia/Lord_Howe on 2026-10-04', 23.5, '2026-10-03T13:30'],
    ['Australia/Lord_Howe on 2026-04-05', 24.5, '2026-04-04T13:00'],
    ['Africa/Casablanca on 2026-02-15', 25, '2026-02-14T23:00'],
    ['Africa/Casablanca on 2026-03-22', 23, '2026-03-22T00:00'],
    ['America/Santiago on 2026-09-06', 23, '2026-09-06T04:00'],
    ['America/Santiago on 2026-04-04', 25, '2026-04-04T03:00'],
    ['America/Havana on 2026-11-01', 25, '2026-11-01T04:00'],
  ])('should last in %s %f hours', (place, hours, start) => {
    const [timezone = '', on = ''] = place.split(' on ')
    const { endMs, startMs } = dayInterval(on, timezone)
    expect((endMs - startMs) / 3_600_000).toBe(hours)
    expect(iso(startMs)).toBe(start)
  })
})

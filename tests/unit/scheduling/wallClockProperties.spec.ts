import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  addDays,
  boundaryOf,
  dayInterval,
  dayOfWeekOn,
  daysBetween,
  instantOf,
  readInstant,
  wallTimeAt,
} from '../../../src/domain/scheduling/wallClock.ts'
import {
  clockChangesOf,
  plainInstants,
  repeatedInstants,
  skippedWalls,
  wallOf,
} from './zoneOracle.ts'

const YEARS: [number, number] = [2024, 2034]

const CHANGING = [
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/Havana',
  'America/New_York',
  'America/Santiago',
  'America/St_Johns',
  'Asia/Beirut',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Europe/Berlin',
  'Europe/London',
  'Pacific/Chatham',
]
const STEADY = ['Asia/Kathmandu', 'Asia/Kolkata', 'Asia/Tokyo', 'UTC']

const instants = fc
  .integer({ max: Date.UTC(2035, 0, 1) / 60_000, min: Date.UTC(2024, 0, 1) / 60_000 })
  .map((minute) => minute * 60_000)
const zones = fc.constantFrom(...CHANGING, ...STEADY)
const dates = instants.map((ms) => new Date(ms).toISOString().slice(0, 10))

describe.each(CHANGING)('the clock changes of %s', (timezone) => {
  const changes = clockChangesOf(timezone, YEARS)

  it('should be there to be tested', () => {
    expect(changes.length).toBeGreaterThanOrEqual(20)
  })

  it('should read every instant around a change as Intl does', () => {
    const around = changes.flatMap((change) => [
      ...plainInstants(change),
      ...repeatedInstants(change).flat(),
    ])
    expect(around.map((ms) => wallTimeAt(ms, timezone))).toEqual(
      around.map((ms) => wallOf(ms, timezone)),
    )
  })

  it('should find every instant back whose wall time occurs once', () => {
    const plain = changes.flatMap(plainInstants)
    const back = (occurrence: 'earlier' | 'later') => (ms: number) =>
      instantOf({ ...wallTimeAt(ms, timezone), occurrence, timezone })
    expect(plain.map(back('earlier'))).toEqual(plain)
    expect(plain.map(back('later'))).toEqual(plain)
  })

  it('should find both instants of a wall time that occurs twice (SES-1)', () => {
    const pairs = changes.flatMap(repeatedInstants)
    const found = pairs.map(([earlierMs]) => {
      const wall = { ...wallTimeAt(earlierMs, timezone), timezone }
      return [instantOf(wall), instantOf({ ...wall, occurrence: 'later' })]
    })
    expect(found).toEqual(pairs)
  })

  it('should refuse every wall time that is skipped and move a boundary past it (SES-1)', () => {
    const gaps = changes.filter(({ shiftMinutes }) => shiftMinutes > 0)
    for (const change of gaps) {
      for (const [step, wall] of skippedWalls(change).entries()) {
        expect(() => instantOf({ ...wall, timezone })).toThrow(
          expect.objectContaining({ code: 'time-does-not-exist' }),
        )
        expect(boundaryOf(wall.on, wall.timeMinutes, timezone)).toBe(
          change.atMs + step * 5 * 60_000,
        )
      }
    }
  })
})

describe('wall clocks in general', () => {
  it('should agree with Intl at any minute of any zone', () => {
    fc.assert(
      fc.property(instants, zones, (ms, timezone) => {
        expect(wallTimeAt(ms, timezone)).toEqual(wallOf(ms, timezone))
      }),
    )
  })

  it('should let days follow each other without gap or overlap', () => {
    fc.assert(
      fc.property(dates, zones, (on, timezone) => {
        const day = dayInterval(on, timezone)
        expect(dayInterval(addDays(on, 1), timezone).startMs).toBe(day.endMs)
        expect(wallOf(day.startMs, timezone).on).toBe(on)
        expect(wallOf(day.startMs - 60_000, timezone).on).toBe(addDays(on, -1))
        expect(wallOf(day.endMs - 60_000, timezone).on).toBe(on)
      }),
    )
  })

  it('should read back any instant that is written in ISO 8601', () => {
    fc.assert(
      fc.property(instants, zones, (ms, timezone) => {
        expect(readInstant(new Date(ms).toISOString(), timezone)).toBe(ms)
      }),
    )
  })

  it('should count as many days as were added', () => {
    fc.assert(
      fc.property(dates, fc.integer({ max: 4_000, min: -4_000 }), (on, days) => {
        const to = addDays(on, days)
        expect(daysBetween(on, to)).toBe(days)
        expect(dayOfWeekOn(to)).toBe((((dayOfWeekOn(on) + days) % 7) + 7) % 7)
      }),
    )
  })
})

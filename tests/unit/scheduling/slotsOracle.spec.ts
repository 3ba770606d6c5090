import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { freeSlots, type SlotSearch } from '../../../src/domain/scheduling/slots.ts'
import { dayInterval } from '../../../src/domain/scheduling/wallClock.ts'
import { windowsOn } from '../../../src/domain/scheduling/windows.ts'
import { searchOf, weekly } from './builders.ts'
import { wallOf } from './zoneOracle.ts'

const MINUTE_MS = 60_000

/** Sundays, three of them with a change of the clock. */
const DAYS = [
  { on: '2026-06-07', timezone: 'Asia/Kolkata' },
  { on: '2026-03-29', timezone: 'Europe/Berlin' },
  { on: '2026-10-25', timezone: 'Europe/Berlin' },
  { on: '2026-10-04', timezone: 'Australia/Lord_Howe' },
  { on: '2026-04-05', timezone: 'Australia/Lord_Howe' },
  { on: '2026-03-08', timezone: 'America/New_York' },
] as const

interface Case {
  readonly day: (typeof DAYS)[number]
  readonly endMinutes: number
  readonly maxSessions: number | null
  readonly search: Omit<SlotSearch, 'windows'>
  readonly startMinutes: number
  readonly taken: number
}

const hhmm = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, '0')).join(':')

/** Edges stay clear of the hours that the clocks skip or repeat (00:45 to 03:00). */
const cases = fc
  .record({
    busy: fc.array(fc.tuple(fc.nat(1_500), fc.integer({ max: 90, min: 1 })), { maxLength: 6 }),
    bufferAfterMinutes: fc.constantFrom(0, 10, 15, 45),
    bufferBeforeMinutes: fc.constantFrom(0, 5, 30),
    day: fc.constantFrom(...DAYS),
    durationMinutes: fc.integer({ max: 150, min: 5 }),
    endMinutes: fc.integer({ max: 1_440, min: 190 }),
    maxSessions: fc.constantFrom(null, 1, 2),
    notBefore: fc.nat(600),
    startMinutes: fc.nat(45),
    stepMinutes: fc.constantFrom(5, 15, 20, 30, 50, 60),
    taken: fc.constantFrom(0, 0, 0, 1, 2),
    typePlaces: fc.constantFrom(undefined, 0, 1, 3),
  })
  .map(({ busy, day, notBefore, taken, typePlaces, ...rest }): Case => {
    const { startMs } = dayInterval(day.on, day.timezone)
    const at = (minute: number) => startMs + minute * MINUTE_MS
    return {
      day,
      endMinutes: rest.endMinutes,
      maxSessions: rest.maxSessions,
      search: {
        ...searchOf({ windows: [] }),
        bufferAfterMinutes: rest.bufferAfterMinutes,
        bufferBeforeMinutes: rest.bufferBeforeMinutes,
        busy: busy.map(([from, length]) => ({ endMs: at(from + length), startMs: at(from) })),
        durationMinutes: rest.durationMinutes,
        notBeforeMs: at(notBefore),
        sessionsInWindow: new Map([[`window-1:${day.on}`, taken]]),
        stepMinutes: rest.stepMinutes,
        ...(typePlaces === undefined ? {} : { typePlacesLeft: () => typePlaces }),
      },
      startMinutes: rest.startMinutes,
      taken,
    }
  })

const windowsOf = ({ day, endMinutes, maxSessions, startMinutes }: Case) =>
  windowsOn(
    [
      weekly({
        dayOfWeek: 0,
        endTime: hhmm(endMinutes),
        maxSessions,
        startTime: hhmm(startMinutes),
        timezone: day.timezone,
      }),
    ],
    day.on,
  )

const minutesFrom = (startMs: number, count: number): number[] =>
  Array.from({ length: Math.max(0, count) }, (_, minute) => startMs + minute * MINUTE_MS)

/** AVL-5 asked of every minute of the day, one by one, with Intl as the clock. */
const naiveStarts = (given: Case): number[] => {
  const { day, endMinutes, search, startMinutes } = given
  const dayStartMs = dayInterval(day.on, day.timezone).startMs
  const walls = new Map(
    minutesFrom(dayStartMs, 26 * 60).map((ms) => [ms, wallOf(ms, day.timezone)]),
  )
  const isOpen = (ms: number): boolean => {
    const wall = walls.get(ms)
    return wall?.on === day.on && startMinutes <= wall.timeMinutes && wall.timeMinutes < endMinutes
  }
  const isTaken = (ms: number): boolean =>
    search.busy.some(({ endMs, startMs }) => startMs <= ms && ms < endMs)
  const shownBefore = (ms: number): boolean =>
    [...walls].some(([at, wall]) => at < ms && wall.timeMinutes === walls.get(ms)?.timeMinutes)
  const isOnStep = (ms: number): boolean =>
    ((walls.get(ms)?.timeMinutes ?? 0) - startMinutes) % search.stepMinutes === 0
  const isFull = given.maxSessions !== null && given.taken >= given.maxSessions
  const isDayFull = search.typePlacesLeft?.(day.on) === 0
  return [...walls.keys()]
    .filter((ms) => !isFull && !isDayFull && isOpen(ms) && isOnStep(ms) && ms >= search.notBeforeMs)
    .filter((ms) => minutesFrom(ms, search.durationMinutes).every(isOpen))
    .filter((ms) => {
      const { bufferAfterMinutes: after, bufferBeforeMinutes: before } = search
      const claimed = before + search.durationMinutes + after
      return !minutesFrom(ms - before * MINUTE_MS, claimed).some(isTaken)
    })
    .filter((ms) => !shownBefore(ms))
}

describe('freeSlots against a minute-by-minute search', () => {
  it('should find exactly the starts that a naive search finds (AVL-3, AVL-5, TYP-4)', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const windows = windowsOf(given)
        const found = freeSlots({ ...given.search, windows }).map(({ startMs }) => startMs)
        expect(found).toEqual(naiveStarts(given))
      }),
      { numRuns: 150 },
    )
  })
})

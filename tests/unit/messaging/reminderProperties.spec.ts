import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  isInWindow,
  moveIntoWindow,
  type PlannedReminder,
  planReminders,
  type SendWindow,
} from '../../../src/domain/messaging/reminders.ts'
import { wallOf } from '../scheduling/zoneOracle.ts'

const HOUR = 3_600_000
const MINUTE = 60_000

const zones = fc.constantFrom(
  'Asia/Kolkata',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Chatham',
)
const windows: fc.Arbitrary<SendWindow> = fc.record({
  endTime: fc.constantFrom('12:00', '17:30', '20:00', '24:00'),
  sendOnWeekends: fc.boolean(),
  startTime: fc.constantFrom('00:00', '06:00', '09:00', '11:59'),
  timezone: zones,
})
/** Whole minutes of 2026, so every change of the clock is met. */
const instants = fc
  .integer({ max: Date.UTC(2027, 0, 1) / MINUTE, min: Date.UTC(2026, 0, 1) / MINUTE })
  .map((minute) => minute * MINUTE)
const rules = fc.uniqueArray(fc.constantFrom(1, 2, 3, 4, 12, 24, 26, 48, 72, 168, 720), {
  maxLength: 6,
})

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** MSG-5 in its own words, with Intl as the clock. */
const mayLeave = (ms: number, window: SendWindow): boolean => {
  const wall = wallOf(ms, window.timezone)
  return (
    (window.sendOnWeekends || ![0, 6].includes(wall.dayOfWeek)) &&
    minuteOf(window.startTime) <= wall.timeMinutes &&
    wall.timeMinutes < minuteOf(window.endTime)
  )
}

const planned = fc
  .record({
    aheadMinutes: fc.integer({ max: 45 * 1_440, min: 1 }),
    bookedAtMs: instants,
    rules,
    window: windows,
  })
  .map(({ aheadMinutes, bookedAtMs, rules: hours, window }) => {
    const startsAtMs = bookedAtMs + aheadMinutes * MINUTE
    const plan = planReminders({
      bookedAtMs,
      settings: {
        mergeWithinMinutes: 60,
        reminders: hours.map((hoursBefore) => ({ channels: [], enabled: true, hoursBefore })),
      },
      startsAtMs,
      window,
    })
    const goes = plan.filter((reminder): reminder is PlannedReminder => 'plannedMs' in reminder)
    return { bookedAtMs, goes, hours, plan, startsAtMs, window }
  })

describe('moving a moment into the window, anywhere and at any time', () => {
  it('should leave it where it may stay and else give the last allowed minute before it (MSG-7)', () => {
    fc.assert(
      fc.property(instants, windows, (ms, window) => {
        const moved = moveIntoWindow(ms, window)
        const minutes = Array.from(
          { length: Math.min((ms - moved) / MINUTE, 4 * 1_440) },
          (_, minute) => ms - minute * MINUTE,
        )
        expect(isInWindow(ms, window)).toBe(mayLeave(ms, window))
        expect(mayLeave(moved, window)).toBe(true)
        expect(moved).toBeLessThanOrEqual(ms)
        expect(minutes.filter((at) => mayLeave(at, window))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

describe('planning reminders, anywhere and at any time', () => {
  it('should let nothing go before the booking or from the start on (MSG-7)', () => {
    fc.assert(
      fc.property(planned, ({ bookedAtMs, goes, startsAtMs }) => {
        expect(goes.filter(({ plannedMs }) => plannedMs <= bookedAtMs)).toEqual([])
        expect(goes.filter(({ plannedMs }) => plannedMs >= startsAtMs)).toEqual([])
      }),
    )
  })

  it('should let each go inside the window, or flagged and then alone (MSG-7, MSG-8)', () => {
    fc.assert(
      fc.property(planned, ({ goes, window }) => {
        const flagged = goes.filter(({ outsideWindow }) => outsideWindow)
        expect(goes.map(({ plannedMs }) => mayLeave(plannedMs, window))).toEqual(
          goes.map(({ outsideWindow }) => !outsideWindow),
        )
        expect(flagged.length === 0 || goes.length === 1).toBe(true)
      }),
    )
  })

  it('should never let one go later than its hours before the start (MSG-7)', () => {
    fc.assert(
      fc.property(planned, ({ goes, startsAtMs }) => {
        const late = goes.filter(
          ({ hoursBefore, plannedMs }) => plannedMs > startsAtMs - hoursBefore * HOUR,
        )
        expect(late).toEqual([])
      }),
    )
  })

  it('should keep them in time order and an hour apart (MSG-7)', () => {
    fc.assert(
      fc.property(planned, ({ goes }) => {
        const gaps = goes
          .slice(1)
          .map((next, index) => next.plannedMs - (goes[index]?.plannedMs ?? 0))
        expect(gaps.filter((gap) => gap < HOUR)).toEqual([])
      }),
    )
  })

  it('should send one at least where one is due after the booking (MSG-8)', () => {
    fc.assert(
      fc.property(planned, ({ bookedAtMs, goes, hours, plan, startsAtMs }) => {
        const due = hours.filter((hoursBefore) => startsAtMs - hoursBefore * HOUR > bookedAtMs)
        expect(goes.length > 0).toBe(due.length > 0)
        expect(new Set(plan.map(({ hoursBefore }) => hoursBefore)).size).toBe(plan.length)
        expect(due).toEqual(expect.arrayContaining(plan.map(({ hoursBefore }) => hoursBefore)))
      }),
    )
  })
})

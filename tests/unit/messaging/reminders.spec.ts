import { describe, expect, it } from '@jest/globals'
import {
  isInWindow,
  moveIntoWindow,
  planReminders,
  type SendWindow,
} from '../../../src/domain/messaging/reminders.ts'

const kolkata: SendWindow = {
  endTime: '20:00',
  sendOnWeekends: true,
  startTime: '09:00',
  timezone: 'Asia/Kolkata',
}
const weekdays: SendWindow = { ...kolkata, sendOnWeekends: false }

/** An instant on the clock of Kolkata; 1 June 2026 is a Monday. */
const ist = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+05:30`)
const inIst = (ms: number): string =>
  new Date(ms + 330 * 60_000).toISOString().slice(0, 16).replace('T', ' ')

const plan = (of: {
  booked?: string
  hours: readonly number[]
  mergeWithinMinutes?: number
  start: string
  window?: SendWindow
}) =>
  planReminders({
    bookedAtMs: ist(of.booked ?? '2026-05-01 12:00'),
    settings: {
      mergeWithinMinutes: of.mergeWithinMinutes ?? 60,
      reminders: of.hours.map((hoursBefore) => ({ channels: ['sms'], enabled: true, hoursBefore })),
    },
    startsAtMs: ist(of.start),
    window: of.window ?? kolkata,
  }).map((reminder) =>
    'skipReason' in reminder
      ? `${reminder.hoursBefore} h: ${reminder.skipReason}`
      : `${reminder.hoursBefore} h: ${inIst(reminder.plannedMs)}${reminder.outsideWindow ? ' outside' : ''}`,
  )

describe('the send window', () => {
  it.each([
    ['2026-06-02 08:59', false],
    ['2026-06-02 09:00', true],
    ['2026-06-02 19:59', true],
    ['2026-06-02 20:00', false],
    ['2026-06-02 00:00', false],
  ])('should hold its start and not its end: %s is %p (MSG-5)', (at, expected) => {
    expect(isInWindow(ist(at), kolkata)).toBe(expected)
  })

  it.each([
    ['2026-06-05 12:00', true],
    ['2026-06-06 12:00', false],
    ['2026-06-07 12:00', false],
    ['2026-06-08 12:00', true],
  ])('should be closed on weekends unless said: %s is %p (MSG-5)', (at, expected) => {
    expect(isInWindow(ist(at), weekdays)).toBe(expected)
    expect(isInWindow(ist(at), kolkata)).toBe(true)
  })

  it('should be read on the clock of its own zone', () => {
    const at = Date.parse('2026-06-02T07:30:00Z')
    expect(isInWindow(at, { ...kolkata, timezone: 'Europe/Berlin' })).toBe(true)
    expect(isInWindow(at, { ...kolkata, timezone: 'America/New_York' })).toBe(false)
  })

  it('should know the weekend of its own zone', () => {
    const sundayEveningInIndia = ist('2026-06-07 23:00')
    const always = { ...weekdays, endTime: '24:00', startTime: '00:00' }
    expect(isInWindow(sundayEveningInIndia, always)).toBe(false)
    expect(isInWindow(ist('2026-06-08 03:00'), { ...always, timezone: 'Europe/Berlin' })).toBe(
      false,
    )
    expect(isInWindow(ist('2026-06-08 04:00'), { ...always, timezone: 'Europe/Berlin' })).toBe(true)
  })
})

describe('moving a moment into the window', () => {
  it.each([
    ['2026-06-02 06:00', '2026-06-01 19:59'],
    ['2026-06-02 08:59', '2026-06-01 19:59'],
    ['2026-06-02 09:00', '2026-06-02 09:00'],
    ['2026-06-02 19:59', '2026-06-02 19:59'],
    ['2026-06-02 20:00', '2026-06-02 19:59'],
    ['2026-06-02 23:30', '2026-06-02 19:59'],
  ])('should move %s earlier, to %s, never later (MSG-7)', (at, expected) => {
    expect(inIst(moveIntoWindow(ist(at), kolkata))).toBe(expected)
  })

  it.each([
    ['2026-06-08 06:00', '2026-06-05 19:59'],
    ['2026-06-07 10:00', '2026-06-05 19:59'],
    ['2026-06-06 10:00', '2026-06-05 19:59'],
    ['2026-06-06 23:00', '2026-06-05 19:59'],
    ['2026-06-05 20:30', '2026-06-05 19:59'],
    ['2026-06-08 09:00', '2026-06-08 09:00'],
  ])('should move %s to %s where weekends are closed (MSG-7)', (at, expected) => {
    expect(inIst(moveIntoWindow(ist(at), weekdays))).toBe(expected)
  })

  it('should keep to the wall clock over a change of the clock', () => {
    const berlin = { ...kolkata, timezone: 'Europe/Berlin' }
    const moved = (at: string) => new Date(moveIntoWindow(Date.parse(at), berlin)).toISOString()
    // Clocks go forward on 29 March: 07:00 there is 05:00 UTC, and 19:59 the day before 18:59 UTC.
    expect(moved('2026-03-29T05:00:00Z')).toBe('2026-03-28T18:59:00.000Z')
    expect(moved('2026-03-30T05:00:00Z')).toBe('2026-03-29T17:59:00.000Z')
    expect(moved('2026-10-25T06:00:00Z')).toBe('2026-10-24T17:59:00.000Z')
    expect(moved('2026-10-26T06:00:00Z')).toBe('2026-10-25T18:59:00.000Z')
  })

  it('should find the last minute of an evening whose last hour occurs twice (MSG-7)', () => {
    const santiago = { ...kolkata, endTime: '24:00', timezone: 'America/Santiago' }
    // 5 April, 08:00 there; the second 23:59 of 4 April is 03:59 UTC.
    const moved = moveIntoWindow(Date.parse('2026-04-05T12:00:00Z'), santiago)
    expect(new Date(moved).toISOString()).toBe('2026-04-05T03:59:00.000Z')
  })

  it('should let a window end at midnight', () => {
    const late = { ...kolkata, endTime: '24:00' }
    expect(inIst(moveIntoWindow(ist('2026-06-02 23:59'), late))).toBe('2026-06-02 23:59')
    expect(inIst(moveIntoWindow(ist('2026-06-02 03:00'), late))).toBe('2026-06-01 23:59')
  })
})

describe('planning reminders', () => {
  it('should send each its hours before the start (MSG-3)', () => {
    expect(plan({ hours: [168, 48, 24, 2], start: '2026-06-16 15:00' })).toEqual([
      '168 h: 2026-06-09 15:00',
      '48 h: 2026-06-14 15:00',
      '24 h: 2026-06-15 15:00',
      '2 h: 2026-06-16 13:00',
    ])
  })

  it('should send the 2 h reminder of an 08:00 session at 19:59 the day before (MSG-7)', () => {
    expect(plan({ hours: [2], start: '2026-06-16 08:00' })).toEqual(['2 h: 2026-06-15 19:59'])
  })

  it('should send Monday’s on Friday where weekends are closed (MSG-7)', () => {
    expect(plan({ hours: [2], start: '2026-06-15 10:00', window: weekdays })).toEqual([
      '2 h: 2026-06-12 19:59',
    ])
    expect(plan({ hours: [24, 2], start: '2026-06-15 15:00', window: weekdays })).toEqual([
      '24 h: 2026-06-12 19:59',
      '2 h: 2026-06-15 13:00',
    ])
  })

  it('should not plan a moment that is past at booking (MSG-7)', () => {
    expect(
      plan({ booked: '2026-06-15 18:00', hours: [168, 48, 24, 2], start: '2026-06-16 15:00' }),
    ).toEqual(['2 h: 2026-06-16 13:00'])
    expect(plan({ booked: '2026-06-16 14:00', hours: [24, 2], start: '2026-06-16 15:00' })).toEqual(
      [],
    )
    expect(plan({ booked: '2026-06-16 15:00', hours: [24, 2], start: '2026-06-16 15:00' })).toEqual(
      [],
    )
  })

  it('should leave out what is switched off', () => {
    const reminders = [
      { channels: [], enabled: false, hoursBefore: 24 },
      { channels: [], enabled: true, hoursBefore: 2 },
    ]
    const planned = planReminders({
      bookedAtMs: 0,
      settings: { mergeWithinMinutes: 60, reminders },
      startsAtMs: ist('2026-06-16 15:00'),
      window: kolkata,
    })
    expect(planned.map(({ hoursBefore }) => hoursBefore)).toEqual([2])
  })

  it('should sort by time, however the settings are sorted', () => {
    expect(plan({ hours: [2, 168, 24], start: '2026-06-16 15:00' })).toEqual([
      '168 h: 2026-06-09 15:00',
      '24 h: 2026-06-15 15:00',
      '2 h: 2026-06-16 13:00',
    ])
  })

  it('should make one of two that fall on the same minute: the later one (MSG-7)', () => {
    expect(plan({ hours: [48, 24], start: '2026-06-15 15:00', window: weekdays })).toEqual([
      '24 h: 2026-06-12 19:59',
    ])
  })

  it('should make one of two within 60 minutes, and leave two that are not (MSG-7)', () => {
    // 19:00 stays, 20:00 moves to 19:59: 59 minutes apart.
    const start = '2026-06-16 21:00'
    expect(plan({ hours: [2, 1], start })).toEqual(['1 h: 2026-06-16 19:59'])
    expect(plan({ hours: [2, 1], mergeWithinMinutes: 30, start })).toEqual([
      '2 h: 2026-06-16 19:00',
      '1 h: 2026-06-16 19:59',
    ])
    expect(plan({ hours: [3, 1], start })).toEqual([
      '3 h: 2026-06-16 18:00',
      '1 h: 2026-06-16 19:59',
    ])
  })
})

describe('planning reminders for which no allowed moment is left', () => {
  it('should send the only one at its own time, flagged (MSG-8)', () => {
    // Booked at 22:00 for 08:00: the only allowed moment before 06:00, 19:59, is past.
    expect(plan({ booked: '2026-06-15 22:00', hours: [24, 2], start: '2026-06-16 08:00' })).toEqual(
      ['2 h: 2026-06-16 06:00 outside'],
    )
  })

  it('should send it on a closed weekend if it is the only one (MSG-8)', () => {
    expect(
      plan({
        booked: '2026-06-13 11:00',
        hours: [24, 2],
        start: '2026-06-14 10:00',
        window: weekdays,
      }),
    ).toEqual(['2 h: 2026-06-14 08:00 outside'])
  })

  it('should send only the last of several so, and skip the others with the reason (MSG-8)', () => {
    expect(
      plan({
        booked: '2026-06-13 09:00',
        hours: [24, 2],
        start: '2026-06-14 10:00',
        window: weekdays,
      }),
    ).toEqual(['24 h: no-allowed-moment', '2 h: 2026-06-14 08:00 outside'])
  })

  it('should skip it while another reminder still goes out (MSG-8)', () => {
    // Booked on Saturday for Monday 15:00: the 24 h one would leave on Friday, which is past.
    expect(
      plan({
        booked: '2026-06-13 09:00',
        hours: [24, 2],
        start: '2026-06-15 15:00',
        window: weekdays,
      }),
    ).toEqual(['24 h: no-allowed-moment', '2 h: 2026-06-15 13:00'])
  })
})

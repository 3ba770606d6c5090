import { describe, expect, it } from '@jest/globals'
import {
  type FreeSlot,
  freeSlots,
  nearestSlots,
  type SlotSearch,
  windowKey,
} from '../../../src/domain/scheduling/slots.ts'
import { windowsOn } from '../../../src/domain/scheduling/windows.ts'
import { onTuesday, searchOf, TUESDAY, weekly, wishFor } from './builders.ts'

const morning = windowsOn([weekly()], TUESDAY)

const clock = (timezone: string) => (slot: { startMs: number }) =>
  new Intl.DateTimeFormat('en', {
    hour: '2-digit',
    hourCycle: 'h23',
    minute: '2-digit',
    timeZone: timezone,
  }).format(slot.startMs)
const startsOf = (over: Partial<SlotSearch>): string[] =>
  freeSlots(searchOf({ windows: morning, ...over })).map(clock('Asia/Kolkata'))

describe('freeSlots', () => {
  it('should step from the start of the window while the session fits (AVL-5)', () => {
    expect(startsOf({})).toEqual(['09:00', '09:30', '10:00', '10:30', '11:00'])
    expect(startsOf({ stepMinutes: 50 })).toEqual(['09:00', '09:50', '10:40'])
    expect(startsOf({ durationMinutes: 180 })).toEqual(['09:00'])
    expect(startsOf({ durationMinutes: 181 })).toEqual([])
  })

  it('should step from a start that is not on the quarter', () => {
    const windows = windowsOn([weekly({ startTime: '09:10' })], TUESDAY)
    expect(startsOf({ stepMinutes: 60, windows })).toEqual(['09:10', '10:10'])
  })

  it('should give start, end, places and window of a slot', () => {
    expect(freeSlots(searchOf({ durationMinutes: 180, windows: morning }))).toEqual([
      { ...onTuesday('09:00', '12:00'), placesLeft: 1, window: morning[0] },
    ])
  })

  it('should allow back to back and nothing in between (SES-3)', () => {
    expect(startsOf({ busy: [onTuesday('10:00', '11:00')] })).toEqual(['09:00', '11:00'])
    expect(startsOf({ busy: [onTuesday('10:00', '10:01')] })).toEqual(['09:00', '10:30', '11:00'])
  })

  it('should let buffers pass the edge of the window but not into a claim (AVL-5)', () => {
    const buffers = { bufferAfterMinutes: 15, bufferBeforeMinutes: 10 }
    expect(startsOf(buffers)).toEqual(['09:00', '09:30', '10:00', '10:30', '11:00'])
    expect(startsOf({ ...buffers, busy: [onTuesday('08:00', '08:50')] })).toContain('09:00')
    expect(startsOf({ ...buffers, busy: [onTuesday('08:00', '08:51')] })).not.toContain('09:00')
    expect(startsOf({ ...buffers, busy: [onTuesday('12:15', '13:00')] })).toContain('11:00')
    expect(startsOf({ ...buffers, busy: [onTuesday('12:14', '13:00')] })).not.toContain('11:00')
  })

  it('should see claims that come unsorted and overlap each other', () => {
    const busy = [
      onTuesday('11:30', '12:30'),
      onTuesday('08:00', '09:30'),
      onTuesday('09:00', '10:00'),
    ]
    expect(startsOf({ busy })).toEqual(['10:00', '10:30'])
  })

  it('should leave out what has begun, and keep what begins now', () => {
    expect(startsOf({ notBeforeMs: onTuesday('10:00', '10:00').startMs })).toEqual([
      '10:00',
      '10:30',
      '11:00',
    ])
    expect(startsOf({ notBeforeMs: onTuesday('10:00', '10:00').startMs + 1 })).toEqual([
      '10:30',
      '11:00',
    ])
  })

  it('should offer nothing in a window that is full (AVL-3)', () => {
    const windows = windowsOn([weekly({ maxSessions: 2 })], TUESDAY)
    const startsWith = (taken: number) =>
      startsOf({ sessionsInWindow: new Map([['window-1:2026-06-02', taken]]), windows }).length
    expect([0, 1, 2, 3].map(startsWith)).toEqual([5, 5, 0, 0])
  })

  it('should count the sessions of a window for each date (AVL-3)', () => {
    const row = weekly({ maxSessions: 1 })
    const windows = [...windowsOn([row], TUESDAY), ...windowsOn([row], '2026-06-09')]
    expect(windows.map(windowKey)).toEqual(['window-1:2026-06-02', 'window-1:2026-06-09'])
    const slots = freeSlots(
      searchOf({ sessionsInWindow: new Map([['window-1:2026-06-02', 1]]), windows }),
    )
    expect(slots.map(({ window }) => window.on)).toEqual(Array(5).fill('2026-06-09'))
  })

  it('should offer nothing on a day whose limit of the type is reached (TYP-4)', () => {
    const windows = [...morning, ...windowsOn([weekly()], '2026-06-09')]
    const placesOn = new Map([
      [TUESDAY, 0],
      ['2026-06-09', 1],
    ])
    const slots = freeSlots(searchOf({ typePlacesLeft: (on) => placesOn.get(on) ?? 0, windows }))
    expect(slots.map(({ window }) => window.on)).toEqual(Array(5).fill('2026-06-09'))
  })

  it('should keep to windows of the wished place, mode and type (AVL-1)', () => {
    const windows = windowsOn(
      [weekly({ locationId: 'location-2', therapyTypeIds: ['t'] })],
      TUESDAY,
    )
    const there = { locationId: 'location-2', therapyTypeId: 't' }
    expect(startsOf({ windows, wish: wishFor(there) })).toHaveLength(5)
    expect(startsOf({ windows, wish: wishFor({ ...there, locationId: 'location-1' }) })).toEqual([])
    expect(startsOf({ windows, wish: wishFor({ ...there, therapyTypeId: 'u' }) })).toEqual([])
    expect(startsOf({ windows, wish: wishFor({ ...there, mode: 'telehealth' }) })).toEqual([])
  })

  it('should sort the slots of several windows', () => {
    const late = windowsOn([weekly({ endTime: '15:00', id: 'late', startTime: '14:00' })], TUESDAY)
    expect(startsOf({ stepMinutes: 60, windows: [...late, ...morning] })).toEqual([
      '09:00',
      '10:00',
      '11:00',
      '14:00',
    ])
  })
})

describe('freeSlots on a day of a clock change', () => {
  const night = (timezone: string, on: string, over: Partial<SlotSearch> = {}): string[] => {
    const row = weekly({ dayOfWeek: 0, endTime: '05:00', startTime: '00:00', timezone })
    return freeSlots(searchOf({ stepMinutes: 60, windows: windowsOn([row], on), ...over })).map(
      clock(timezone),
    )
  }

  it('should leave the skipped hour out', () => {
    expect(night('Europe/Berlin', '2026-03-29')).toEqual(['00:00', '01:00', '03:00', '04:00'])
  })

  it('should not offer a start that stands on no step of the wall clock (AVL-5)', () => {
    expect(night('Australia/Lord_Howe', '2026-10-04')).toEqual(['00:00', '01:00', '03:00', '04:00'])
    expect(night('Europe/Berlin', '2026-03-29', { stepMinutes: 50 })).toEqual([
      '00:00',
      '00:50',
      '01:40',
      '03:20',
    ])
  })

  it('should offer the hour that comes twice once, the earlier (SES-1)', () => {
    const slots = freeSlots(
      searchOf({
        stepMinutes: 60,
        windows: windowsOn(
          [
            weekly({
              dayOfWeek: 0,
              endTime: '05:00',
              startTime: '01:00',
              timezone: 'Europe/Berlin',
            }),
          ],
          '2026-10-25',
        ),
      }),
    )
    expect(slots.map(({ startMs }) => new Date(startMs).toISOString().slice(11, 16))).toEqual([
      '23:00',
      '00:00',
      '02:00',
      '03:00',
    ])
  })

  it('should measure the session in real minutes across the change', () => {
    expect(night('Europe/Berlin', '2026-03-29', { durationMinutes: 240 })).toEqual(['00:00'])
    expect(night('Europe/Berlin', '2026-10-25', { durationMinutes: 300 })).toEqual([
      '00:00',
      '01:00',
    ])
  })
})

describe('nearestSlots', () => {
  const at = (startMs: number) => ({ startMs }) as FreeSlot
  const nearest = (starts: number[], ...rest: [number, number?]) =>
    nearestSlots(starts.map(at), ...rest).map(({ startMs }) => startMs)

  it('should give the three nearest in time order (SES-4)', () => {
    expect(nearest([10, 40, 55, 70, 200], 50)).toEqual([40, 55, 70])
    expect(nearest([10, 20, 30, 40], 1_000)).toEqual([20, 30, 40])
    expect(nearest([10, 20, 30, 40], 0)).toEqual([10, 20, 30])
  })

  it('should prefer the earlier of two at the same distance', () => {
    expect(nearest([40, 60], 50, 1)).toEqual([40])
  })

  it('should give as many as asked for, or as there are', () => {
    expect(nearest([10, 20, 30], 21, 2)).toEqual([20, 30])
    expect(nearest([10], 50)).toEqual([10])
    expect(nearest([], 50)).toEqual([])
  })

  it('should leave the order of its input alone', () => {
    const slots = [at(30), at(10), at(20)]
    nearestSlots(slots, 20)
    expect(slots.map(({ startMs }) => startMs)).toEqual([30, 10, 20])
  })
})

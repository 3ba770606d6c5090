import { describe, expect, it } from '@jest/globals'
import { fitsWish, windowFor, windowsOn } from '../../../src/domain/scheduling/windows.ts'
import { onTuesday, TUESDAY, weekly, wishFor } from './builders.ts'

const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 16)

describe('windowsOn', () => {
  it('should open a weekly row on its weekday only (AVL-1)', () => {
    expect(windowsOn([weekly()], TUESDAY)).toEqual([
      { ...onTuesday('09:00', '12:00'), on: TUESDAY, row: weekly() },
    ])
    expect(windowsOn([weekly()], '2026-06-03')).toEqual([])
    expect(windowsOn([weekly({ dayOfWeek: 0 })], '2026-06-07')).toHaveLength(1)
  })

  it.each([
    ['the day before the first', '2026-06-01', false],
    ['the first day', '2026-06-02', true],
    ['a day between', '2026-06-09', true],
    ['the last day', '2026-06-16', true],
    ['the week after the last', '2026-06-23', false],
    ['the week before the first', '2026-05-26', false],
  ])('should say of %s whether the row is in effect (AVL-1)', (_, on, isOpen) => {
    const row = weekly({ effectiveFromOn: '2026-06-02', effectiveToOn: '2026-06-16' })
    expect(windowsOn([row], on).length > 0).toBe(isOpen)
  })

  it('should take each bound of the effective dates on its own (AVL-1)', () => {
    expect(windowsOn([weekly({ effectiveFromOn: '2026-06-03' })], TUESDAY)).toEqual([])
    expect(windowsOn([weekly({ effectiveToOn: '2026-06-01' })], TUESDAY)).toEqual([])
    expect(windowsOn([weekly({ effectiveFromOn: '2026-06-02' })], '2030-06-04')).toHaveLength(1)
    expect(windowsOn([weekly({ effectiveToOn: '2026-06-02' })], '2020-06-02')).toHaveLength(1)
  })

  it('should let 24:00 end at the next midnight (AVL-1)', () => {
    const [window] = windowsOn([weekly({ endTime: '24:00', startTime: '22:00' })], TUESDAY)
    expect(iso(window?.startMs ?? 0)).toBe('2026-06-02T16:30')
    expect(iso(window?.endMs ?? 0)).toBe('2026-06-02T18:30')
  })

  it('should sort by start, rows of several zones included', () => {
    const rows = [
      weekly({ id: 'noon', startTime: '11:00' }),
      weekly({ id: 'early', startTime: '07:00' }),
      weekly({ id: 'berlin', startTime: '06:00', timezone: 'Europe/Berlin' }),
    ]
    expect(windowsOn(rows, TUESDAY).map(({ row }) => row.id)).toEqual(['early', 'berlin', 'noon'])
  })

  it('should shorten or lengthen a window over a change of the clock', () => {
    const row = weekly({
      dayOfWeek: 0,
      endTime: '06:00',
      startTime: '00:00',
      timezone: 'Europe/Berlin',
    })
    const hours = (on: string) =>
      windowsOn([row], on).map(({ endMs, startMs }) => (endMs - startMs) / 3_600_000)
    expect(hours('2026-03-22')).toEqual([6])
    expect(hours('2026-03-29')).toEqual([5])
    expect(hours('2026-10-25')).toEqual([7])
  })

  it('should keep nine o’clock at nine in summer and winter', () => {
    const row = weekly({ timezone: 'Europe/Berlin' })
    expect(windowsOn([row], '2026-03-24').map(({ startMs }) => iso(startMs))).toEqual([
      '2026-03-24T08:00',
    ])
    expect(windowsOn([row], '2026-03-31').map(({ startMs }) => iso(startMs))).toEqual([
      '2026-03-31T07:00',
    ])
  })
})

describe('fitsWish', () => {
  it.each([
    ['a row without a location fits every location', { row: { locationId: null }, wish: {} }, true],
    ['a row fits its own location', { row: { locationId: 'location-1' }, wish: {} }, true],
    ['a row does not fit another location', { row: { locationId: 'location-2' }, wish: {} }, false],
    [
      'telehealth needs a row that offers it',
      { row: { telehealth: false }, wish: { mode: 'telehealth' } },
      false,
    ],
    [
      'telehealth does not ask for the location',
      { row: { locationId: 'location-2', telehealth: true }, wish: { mode: 'telehealth' } },
      true,
    ],
    ['a row with telehealth is open in person too', { row: { telehealth: true }, wish: {} }, true],
    ['a row without types offers all', { row: { therapyTypeIds: [] }, wish: {} }, true],
    [
      'a row offers the types it names',
      { row: { therapyTypeIds: ['type-2', 'type-1'] }, wish: {} },
      true,
    ],
    ['a row does not offer other types', { row: { therapyTypeIds: ['type-2'] }, wish: {} }, false],
  ] as const)('should hold that %s (AVL-1)', (_, { row, wish }, expected) => {
    expect(fitsWish(weekly(row), wishFor(wish))).toBe(expected)
  })
})

describe('windowFor', () => {
  const morning = windowsOn([weekly()], TUESDAY)
  const rowId = (...args: Parameters<typeof windowFor>): string => {
    const found = windowFor(...args)
    return typeof found === 'string' ? found : found.row.id
  }

  it.each([
    ['from edge to edge', { from: '09:00', to: '12:00' }, 'window-1'],
    ['in the middle', { from: '10:00', to: '10:45' }, 'window-1'],
    ['beginning a minute early', { from: '08:59', to: '09:44' }, 'outside'],
    ['ending a minute late', { from: '11:16', to: '12:01' }, 'outside'],
    ['on another part of the day', { from: '15:00', to: '15:45' }, 'outside'],
  ])('should judge a session that lies %s (AVL-5, SES-5)', (_, { from, to }, expected) => {
    expect(rowId(morning, onTuesday(from, to), wishFor())).toBe(expected)
  })

  it('should not join windows that only touch: a session lies wholly in one (AVL-5)', () => {
    const rows = [weekly(), weekly({ endTime: '15:00', id: 'window-2', startTime: '12:00' })]
    const touching = windowsOn(rows, TUESDAY)
    expect(windowFor(touching, onTuesday('11:30', '12:30'), wishFor())).toBe('outside')
    expect(rowId(touching, onTuesday('11:15', '12:00'), wishFor())).toBe('window-1')
    expect(rowId(touching, onTuesday('12:00', '12:45'), wishFor())).toBe('window-2')
  })

  it('should say type-not-offered where the therapist works, but not on this type', () => {
    const windows = windowsOn([weekly({ therapyTypeIds: ['type-2'] })], TUESDAY)
    const at = onTuesday('10:00', '10:45')
    expect(windowFor(windows, at, wishFor())).toBe('type-not-offered')
    expect(windowFor(windows, at, wishFor({ locationId: 'x', therapyTypeId: 'type-2' }))).toBe(
      windows[0],
    )
    expect(windowFor(windows, onTuesday('13:00', '13:45'), wishFor())).toBe('outside')
  })

  it('should say outside where the therapist works at another place', () => {
    const rows = [weekly({ locationId: 'location-2', therapyTypeIds: ['type-2'] })]
    expect(windowFor(windowsOn(rows, TUESDAY), onTuesday('10:00', '10:45'), wishFor())).toBe(
      'outside',
    )
  })

  it('should choose the window of the right place and type among several', () => {
    const rows = [
      weekly({ id: 'elsewhere', locationId: 'location-2' }),
      weekly({ id: 'other-type', therapyTypeIds: ['type-2'] }),
      weekly({ id: 'right', locationId: 'location-1', therapyTypeIds: ['type-1'] }),
    ]
    expect(rowId(windowsOn(rows, TUESDAY), onTuesday('10:00', '11:00'), wishFor())).toBe('right')
  })

  it('should take a session of telehealth only into a window that offers it', () => {
    const at = onTuesday('10:00', '11:00')
    const wish = wishFor({ locationId: null, mode: 'telehealth' })
    expect(windowFor(morning, at, wish)).toBe('outside')
    expect(rowId(windowsOn([weekly({ telehealth: true })], TUESDAY), at, wish)).toBe('window-1')
  })
})

import type { SlotSearch } from '../../../src/domain/scheduling/slots.ts'
import type { WeeklyWindow, WindowWish } from '../../../src/domain/scheduling/windows.ts'

/** A Tuesday window, 09:00 to 12:00 in Kolkata, open for everything. */
export const weekly = (over: Partial<WeeklyWindow> = {}): WeeklyWindow => ({
  dayOfWeek: 2,
  effectiveFromOn: null,
  effectiveToOn: null,
  endTime: '12:00',
  id: 'window-1',
  locationId: null,
  maxSessions: null,
  startTime: '09:00',
  telehealth: false,
  therapistId: 'therapist-1',
  therapyTypeIds: [],
  timezone: 'Asia/Kolkata',
  ...over,
})

export const wishFor = (over: Partial<WindowWish> = {}): WindowWish => ({
  locationId: 'location-1',
  mode: 'in-person',
  therapyTypeId: 'type-1',
  ...over,
})

/** Sessions of 60 minutes without buffers, every 30 minutes, nothing booked yet. */
export const searchOf = (over: Partial<SlotSearch> & Pick<SlotSearch, 'windows'>): SlotSearch => ({
  bufferAfterMinutes: 0,
  bufferBeforeMinutes: 0,
  busy: [],
  durationMinutes: 60,
  notBeforeMs: 0,
  sessionsInWindow: new Map(),
  stepMinutes: 30,
  wish: wishFor(),
  ...over,
})

/** An interval of Tuesday, 2 June 2026, written in Kolkata's time. */
export const onTuesday = (from: string, to: string): { endMs: number; startMs: number } => ({
  endMs: Date.parse(`2026-06-02T${to}:00+05:30`),
  startMs: Date.parse(`2026-06-02T${from}:00+05:30`),
})
export const TUESDAY = '2026-06-02'

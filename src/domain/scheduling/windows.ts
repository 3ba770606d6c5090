import { contains, type Interval } from './intervals.ts'
import { boundaryOf, dayOfWeekOn, parseTime } from './wallClock.ts'

export const MODES = ['in-person', 'telehealth'] as const
export type Mode = (typeof MODES)[number]

/** One weekly row of a therapist (AVL-1), with the zone in which its wall clock runs. */
export interface WeeklyWindow {
  readonly dayOfWeek: number
  readonly effectiveFromOn: string | null
  readonly effectiveToOn: string | null
  readonly endTime: string
  readonly id: string
  readonly locationId: string | null
  readonly maxSessions: number | null
  readonly startTime: string
  readonly telehealth: boolean
  readonly therapistId: string
  /** Empty: all types. */
  readonly therapyTypeIds: readonly string[]
  readonly timezone: string
}

/** A weekly row on one date: an interval of instants. */
export interface OpenWindow extends Interval {
  readonly on: string
  readonly row: WeeklyWindow
}

const appliesOn = (row: WeeklyWindow, on: string, dayOfWeek: number): boolean =>
  row.dayOfWeek === dayOfWeek &&
  (row.effectiveFromOn === null || row.effectiveFromOn <= on) &&
  (row.effectiveToOn === null || on <= row.effectiveToOn)

/** The windows that the weekly rows open on one local date, sorted by start. @rule AVL-1 AVL-5 */
export const windowsOn = (rows: readonly WeeklyWindow[], on: string): OpenWindow[] => {
  const dayOfWeek = dayOfWeekOn(on)
  return rows
    .filter((row) => appliesOn(row, on, dayOfWeek))
    .map((row) => ({
      endMs: boundaryOf(on, parseTime(row.endTime, true) ?? 0, row.timezone),
      on,
      row,
      startMs: boundaryOf(on, parseTime(row.startTime) ?? 0, row.timezone),
    }))
    .toSorted((a, b) => a.startMs - b.startMs)
}

export interface WindowWish {
  readonly locationId: string | null
  readonly mode: Mode
  readonly therapyTypeId: string
}

const fitsPlace = (row: WeeklyWindow, wish: WindowWish): boolean =>
  wish.mode === 'telehealth'
    ? row.telehealth
    : row.locationId === null || row.locationId === wish.locationId

const fitsType = (row: WeeklyWindow, wish: WindowWish): boolean =>
  row.therapyTypeIds.length === 0 || row.therapyTypeIds.includes(wish.therapyTypeId)

export const fitsWish = (row: WeeklyWindow, wish: WindowWish): boolean =>
  fitsPlace(row, wish) && fitsType(row, wish)

/**
 * The window a session lies in: wholly inside, at the place and for the type asked.
 * `type-not-offered` when the therapist works then, but not on this type.
 * @rule AVL-5 SES-5
 */
export const windowFor = (
  windows: readonly OpenWindow[],
  session: Interval,
  wish: WindowWish,
): OpenWindow | 'outside' | 'type-not-offered' => {
  const around = windows.filter((w) => contains(w, session) && fitsPlace(w.row, wish))
  if (around.length === 0) return 'outside'
  return around.find((w) => fitsType(w.row, wish)) ?? 'type-not-offered'
}

import { type Interval, merge, MINUTE_MS, withBuffers } from './intervals.ts'
import { boundaryOf, parseTime, plainDayStart, wallTimeAt } from './wallClock.ts'
import { fitsWish, type OpenWindow, type WindowWish } from './windows.ts'

export interface SlotSearch {
  readonly bufferAfterMinutes: number
  readonly bufferBeforeMinutes: number
  /** What the therapist's claims already take, buffers included. */
  readonly busy: readonly Interval[]
  readonly durationMinutes: number
  /** Slots that start before this instant are gone. */
  readonly notBeforeMs: number
  /** Sessions already in a window of a date, by `windowKey`: for maxSessions. */
  readonly sessionsInWindow: ReadonlyMap<string, number>
  readonly stepMinutes: number
  /** How many more sessions of the type a local date takes; absent: no limit. */
  readonly typePlacesLeft?: (on: string) => number
  readonly windows: readonly OpenWindow[]
  readonly wish: WindowWish
}

export interface FreeSlot extends Interval {
  readonly placesLeft: number
  readonly window: OpenWindow
}

export const windowKey = (window: OpenWindow): string => `${window.row.id}:${window.on}`

/**
 * The starts of a window: every step from its local start, on the wall clock. A start that the clocks
 * skip is none; one that occurs twice is the earlier.
 */
const startsOf = function* (window: OpenWindow, stepMinutes: number): Generator<number> {
  const { endTime, startTime, timezone } = window.row
  const first = parseTime(startTime) ?? 0
  const last = parseTime(endTime, true) ?? 0
  const isPlainDay = plainDayStart(window.on, timezone) !== undefined
  for (let minute = first; minute < last; minute += stepMinutes) {
    const startMs = isPlainDay
      ? window.startMs + (minute - first) * MINUTE_MS
      : boundaryOf(window.on, minute, timezone)
    const exists = isPlainDay || wallTimeAt(startMs, timezone).timeMinutes === minute
    if (exists) yield startMs
  }
}

/** Sessions that may still begin in a window: bounded by maxSessions and by the type's day limit. */
const placesLeftIn = (window: OpenWindow, search: SlotSearch): number =>
  Math.min(
    window.row.maxSessions === null
      ? 1
      : Math.max(0, window.row.maxSessions - (search.sessionsInWindow.get(windowKey(window)) ?? 0)),
    search.typePlacesLeft?.(window.on) ?? 1,
    1,
  )

/**
 * Every start that is free, in time order. The session lies wholly inside its window; its buffers may
 * run past the edge of the window but not into a claim.
 * @rule AVL-5
 */
export const freeSlots = (search: SlotSearch): FreeSlot[] => {
  const isBusy = busyTest(merge(search.busy))
  const slots = new Map<number, FreeSlot>()
  for (const window of search.windows) {
    if (!fitsWish(window.row, search.wish)) continue
    const placesLeft = placesLeftIn(window, search)
    if (placesLeft === 0) continue
    for (const startMs of startsOf(window, search.stepMinutes)) {
      const session = { endMs: startMs + search.durationMinutes * MINUTE_MS, startMs }
      if (startMs < search.notBeforeMs || session.endMs > window.endMs) continue
      const claim = withBuffers(session, {
        afterMinutes: search.bufferAfterMinutes,
        beforeMinutes: search.bufferBeforeMinutes,
      })
      if (!isBusy(claim)) slots.set(startMs, { ...session, placesLeft, window })
    }
  }
  return [...slots.values()].toSorted((a, b) => a.startMs - b.startMs)
}

/** Asked for one claim after another in time order, which finds its place without starting over. */
const busyTest = (taken: readonly Interval[]): ((claim: Interval) => boolean) => {
  let at = 0
  return (claim) => {
    while (at > 0 && (taken[at - 1]?.endMs ?? 0) > claim.startMs) at -= 1
    while ((taken[at]?.endMs ?? Infinity) <= claim.startMs) at += 1
    return (taken[at]?.startMs ?? Infinity) < claim.endMs
  }
}

/** The free slots nearest to a wished start, at most `count`, in time order. @rule SES-4 */
export const nearestSlots = (slots: readonly FreeSlot[], wishedMs: number, count = 3): FreeSlot[] =>
  slots
    .toSorted((a, b) => Math.abs(a.startMs - wishedMs) - Math.abs(b.startMs - wishedMs))
    .slice(0, count)
    .toSorted((a, b) => a.startMs - b.startMs)

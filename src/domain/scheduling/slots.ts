import { type Interval, merge, MINUTE_MS } from './intervals.ts'
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
const startsOf = (window: OpenWindow, stepMinutes: number): number[] => {
  const { endTime, startTime, timezone } = window.row
  const first = parseTime(startTime) ?? 0
  const last = parseTime(endTime, true) ?? 0
  const isPlainDay = plainDayStart(window.on, timezone) !== undefined
  const starts: number[] = []
  for (let minute = first; minute < last; minute += stepMinutes) {
    const startMs = isPlainDay
      ? window.startMs + (minute - first) * MINUTE_MS
      : boundaryOf(window.on, minute, timezone)
    const exists = isPlainDay || wallTimeAt(startMs, timezone).timeMinutes === minute
    if (exists) starts.push(startMs)
  }
  return starts
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

/** Windows that overlap offer a start twice, or out of order; where they do not, this is done already. */
const inOrder = (slots: readonly FreeSlot[]): FreeSlot[] => {
  const isOrdered = slots.every(
    (slot, at) => at === 0 || slot.startMs > (slots[at - 1]?.startMs ?? 0),
  )
  if (isOrdered) return [...slots]
  const byStart = new Map(slots.map((slot) => [slot.startMs, slot]))
  return [...byStart.values()].toSorted((a, b) => a.startMs - b.startMs)
}

/**
 * Every start that is free, in time order. The session lies wholly inside its window; its buffers may
 * run past the edge of the window but not into a claim.
 * @rule AVL-5
 */
export const freeSlots = (search: SlotSearch): FreeSlot[] => {
  const isBusy = busyTest(merge(search.busy))
  const durationMs = search.durationMinutes * MINUTE_MS
  const beforeMs = search.bufferBeforeMinutes * MINUTE_MS
  const afterMs = search.bufferAfterMinutes * MINUTE_MS
  const slots: FreeSlot[] = []
  for (const window of search.windows) {
    if (!fitsWish(window.row, search.wish)) continue
    const placesLeft = placesLeftIn(window, search)
    if (placesLeft === 0) continue
    for (const startMs of startsOf(window, search.stepMinutes)) {
      const endMs = startMs + durationMs
      if (startMs < search.notBeforeMs || endMs > window.endMs) continue
      if (!isBusy(startMs - beforeMs, endMs + afterMs))
        slots.push({ endMs, placesLeft, startMs, window })
    }
  }
  return inOrder(slots)
}

/** Asked for one stretch after another in time order, which finds its place without starting over. */
const busyTest = (taken: readonly Interval[]): ((fromMs: number, toMs: number) => boolean) => {
  let at = 0
  return (fromMs, toMs) => {
    while (at > 0 && (taken[at - 1]?.endMs ?? 0) > fromMs) at -= 1
    while ((taken[at]?.endMs ?? Infinity) <= fromMs) at += 1
    return (taken[at]?.startMs ?? Infinity) < toMs
  }
}

/** The free slots nearest to a wished start, at most `count`, in time order. @rule SES-4 */
export const nearestSlots = (slots: readonly FreeSlot[], wishedMs: number, count = 3): FreeSlot[] =>
  slots
    .toSorted((a, b) => Math.abs(a.startMs - wishedMs) - Math.abs(b.startMs - wishedMs))
    .slice(0, count)
    .toSorted((a, b) => a.startMs - b.startMs)

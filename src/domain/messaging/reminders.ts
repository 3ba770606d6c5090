import { HOUR_MS, MINUTE_MS } from '../scheduling/intervals.ts'
import { addDays, boundaryOf, dayOfWeekOn, parseTime, wallTimeAt } from '../scheduling/wallClock.ts'
import type { MessagingSettings } from '../tenancy/settings.ts'

/** When messages may leave, on the recipient's wall clock. */
export interface SendWindow {
  readonly endTime: string
  readonly sendOnWeekends: boolean
  readonly startTime: string
  readonly timezone: string
}

const isClosedDay = (on: string, window: SendWindow): boolean =>
  !window.sendOnWeekends && [0, 6].includes(dayOfWeekOn(on))

/** True where a message may leave at this instant. */
export const isInWindow = (atMs: number, window: SendWindow): boolean => {
  const wall = wallTimeAt(atMs, window.timezone)
  return (
    !isClosedDay(wall.on, window) &&
    wall.timeMinutes >= (parseTime(window.startTime) ?? 0) &&
    wall.timeMinutes < (parseTime(window.endTime, true) ?? 1_440)
  )
}

/**
 * A moment outside the window moves earlier, to the last allowed minute, never later: 06:00 becomes
 * 19:59 the day before; with weekends closed Monday's go on Friday.
 * @rule MSG-7
 */
export const moveIntoWindow = (atMs: number, window: SendWindow): number => {
  if (isInWindow(atMs, window)) return atMs
  const wall = wallTimeAt(atMs, window.timezone)
  const endMinutes = parseTime(window.endTime, true) ?? 1_440
  let on = wall.on
  if (isClosedDay(on, window) || wall.timeMinutes < endMinutes) on = addDays(on, -1)
  while (isClosedDay(on, window)) on = addDays(on, -1)
  // Counted back from the end, which is right also where the last hour of the day occurs twice.
  return boundaryOf(on, endMinutes, window.timezone) - MINUTE_MS
}

export interface PlannedReminder {
  readonly hoursBefore: number
  readonly outsideWindow: boolean
  readonly plannedMs: number
}

export type ReminderPlan =
  PlannedReminder | { readonly hoursBefore: number; readonly skipReason: 'no-allowed-moment' }

/**
 * When the reminders of one session go to one contact. A moment already past at booking is not planned;
 * two within mergeWithinMinutes become the later one; if none is left, the last future one goes out at its
 * own time, flagged.
 * @rule MSG-7 MSG-8
 */
export const planReminders = (of: {
  bookedAtMs: number
  settings: Pick<MessagingSettings, 'mergeWithinMinutes' | 'reminders'>
  startsAtMs: number
  window: SendWindow
}): ReminderPlan[] => {
  const due = of.settings.reminders
    .filter(({ enabled }) => enabled)
    .map(({ hoursBefore }) => ({ dueMs: of.startsAtMs - hoursBefore * HOUR_MS, hoursBefore }))
    .filter(({ dueMs }) => dueMs > of.bookedAtMs)
    .toSorted((a, b) => a.dueMs - b.dueMs)
  const moved = due.map(({ dueMs, hoursBefore }) => ({
    hoursBefore,
    plannedMs: moveIntoWindow(dueMs, of.window),
  }))
  const allowed = moved.filter(({ plannedMs }) => plannedMs > of.bookedAtMs)
  const last = due.at(-1)
  if (allowed.length === 0 && last !== undefined) {
    return [
      ...due
        .slice(0, -1)
        .map(({ hoursBefore }) => ({ hoursBefore, skipReason: 'no-allowed-moment' as const })),
      { hoursBefore: last.hoursBefore, outsideWindow: true, plannedMs: last.dueMs },
    ]
  }
  const merged: PlannedReminder[] = []
  for (const next of allowed) {
    const previous = merged.at(-1)
    const isSame =
      previous !== undefined &&
      next.plannedMs - previous.plannedMs < of.settings.mergeWithinMinutes * MINUTE_MS
    if (isSame) merged.pop()
    merged.push({ ...next, outsideWindow: false })
  }
  const lost = moved.filter(({ plannedMs }) => plannedMs <= of.bookedAtMs)
  return [
    ...lost.map(({ hoursBefore }) => ({ hoursBefore, skipReason: 'no-allowed-moment' as const })),
    ...merged,
  ]
}

import { addDays, daysBetween } from '../scheduling/wallClock.ts'

/** Local days, first and last included. */
export interface Period {
  readonly fromOn: string
  readonly toOn: string
}

/** The days a figure counts, and the same days of the month before. */
export interface Comparison {
  readonly before: Period
  readonly now: Period
}

/** Months of the revenue chart, the present one included. */
export const CHART_MONTHS = 6

const firstOn = (month: string): string => `${month}-01`
const monthOf = (on: string): string => on.slice(0, 7)

/** The month `count` months away: `2026-03` and −1 are `2026-02`. */
export const monthAway = (month: string, count: number): string => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const index = year * 12 + number - 1 + count
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
}

const lastOn = (month: string): string => addDays(firstOn(monthAway(month, 1)), -1)

const earlier = (a: string, b: string): string => (a < b ? a : b)

/**
 * A month up to today beside the same days of the month before; a month with fewer days gives what it has.
 * @rule RPT-2
 */
export const compareMonths = ({
  month,
  todayOn,
}: {
  month: string
  todayOn: string
}): Comparison => {
  const now = { fromOn: firstOn(month), toOn: earlier(lastOn(month), todayOn) }
  const monthBefore = monthAway(month, -1)
  const sameDay = addDays(firstOn(monthBefore), daysBetween(now.fromOn, now.toOn))
  return {
    before: { fromOn: firstOn(monthBefore), toOn: earlier(lastOn(monthBefore), sameDay) },
    now,
  }
}

/** The months of a chart that ends with `month`, the oldest first. */
export const chartMonths = (month: string): string[] =>
  Array.from({ length: CHART_MONTHS }, (_, index) => monthAway(month, index + 1 - CHART_MONTHS))

/** Whether a month, `YYYY-MM`, has begun on a day. */
export const hasBegun = (month: string, todayOn: string): boolean => month <= monthOf(todayOn)

export interface Figure {
  readonly before: number
  /** `(value − before) ÷ before`; null where there is nothing to compare with. */
  readonly change: null | number
  readonly value: number
}

/** A figure beside that of the same days of the month before. @rule RPT-2 */
export const figureOf = (value: number, before: number): Figure => ({
  before,
  change: before === 0 ? null : (value - before) / Math.abs(before),
  value,
})

/** Booked ÷ available; nothing available: 0. @rule RPT-4 */
export const shareOf = (bookedMinutes: number, availableMinutes: number): number =>
  availableMinutes === 0 ? 0 : bookedMinutes / availableMinutes

/** @rule RPT-4 */
export const UTILISATION_TARGET = 0.75

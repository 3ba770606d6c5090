import { Temporal } from 'temporal-polyfill'
import { timeDoesNotExist } from './errors.ts'
import { DAY_MS, type Interval, MINUTE_MS } from './intervals.ts'

const written = new Map<number, string>()
const MOST_WRITTEN = 50_000

/** An instant as ISO text. Whole minutes are remembered: a calendar writes the same ones again and again. */
export const isoAt = (ms: number): string => {
  const minute = ms / MINUTE_MS
  const known = written.get(minute)
  if (known !== undefined) return known
  const iso = new Date(ms).toISOString()
  if (!Number.isInteger(minute)) return iso
  if (written.size >= MOST_WRITTEN) written.clear()
  written.set(minute, iso)
  return iso
}

/** `HH:mm` → minutes since midnight; `24:00` only where an end is meant. */
export const parseTime = (text: unknown, allow24 = false): number | undefined => {
  if (typeof text !== 'string') return undefined
  const match = /^(\d{2}):(\d{2})$/.exec(text)
  if (match === null) return undefined
  const minutes = Number(match[1]) * 60 + Number(match[2])
  if (Number(match[2]) > 59) return undefined
  return minutes < 1_440 || (allow24 && minutes === 1_440) ? minutes : undefined
}

/** What people book and remember; beyond it databases and calendars disagree. */
const FIRST_YEAR = 1_900
const LAST_YEAR = 2_200
const isBookableYear = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR

const utcMidnightOf = (on: string): number => Date.parse(`${on}T00:00:00Z`)

/** True for a calendar date that exists, `YYYY-MM-DD`. */
export const isDate = (text: unknown): text is string => {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const ms = utcMidnightOf(text)
  // JavaScript takes 30 February for 2 March.
  return !Number.isNaN(ms) && isoAt(ms).startsWith(text) && isBookableYear(Number(text.slice(0, 4)))
}

export interface WallTime {
  /** 0 = Sunday. */
  readonly dayOfWeek: number
  /** `YYYY-MM-DD`. */
  readonly on: string
  /** Minutes since midnight. */
  readonly timeMinutes: number
}

export const wallTimeAt = (atMs: number, timezone: string): WallTime => {
  const zoned = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timezone)
  return {
    dayOfWeek: zoned.dayOfWeek % 7,
    on: zoned.toPlainDate().toString(),
    timeMinutes: zoned.hour * 60 + zoned.minute,
  }
}

export const dayOfWeekOn = (on: string): number => new Date(utcMidnightOf(on)).getUTCDay()

/** Dates have no zone, so counting them in UTC counts them right. */
export const addDays = (on: string, days: number): string =>
  isoAt(utcMidnightOf(on) + days * DAY_MS).slice(0, 10)

export const daysBetween = (fromOn: string, toOn: string): number =>
  (utcMidnightOf(toOn) - utcMidnightOf(fromOn)) / DAY_MS

export type Occurrence = 'earlier' | 'later'

/**
 * The instant of a wall time. One that the clocks skip is refused for a booking (`time-does-not-exist`);
 * one that occurs twice is the earlier unless said.
 * @rule SES-1
 */
export const instantOf = (of: {
  occurrence?: Occurrence | undefined
  on: string
  timeMinutes: number
  timezone: string
}): number => {
  const wall = plainDateTime(of.on, of.timeMinutes)
  const zoned = wall.toZonedDateTime(of.timezone, { disambiguation: of.occurrence ?? 'earlier' })
  if (!zoned.toPlainDateTime().equals(wall)) throw timeDoesNotExist({ timezone: of.timezone })
  return zoned.epochMilliseconds
}

const zonedMs = (on: string, timeMinutes: number, timezone: string): number =>
  plainDateTime(on, timeMinutes).toZonedDateTime(timezone, { disambiguation: 'compatible' })
    .epochMilliseconds

const DAY_MINUTES = 1_440
const plainDays = new Map<string, number | undefined>()
const MOST_PLAIN_DAYS = 20_000

const readPlainDay = (on: string, timezone: string): number | undefined => {
  const startMs = zonedMs(on, 0, timezone)
  const isEven = [DAY_MINUTES / 2, DAY_MINUTES].every(
    (minutes) => zonedMs(on, minutes, timezone) - startMs === minutes * MINUTE_MS,
  )
  return isEven && wallTimeAt(startMs, timezone).timeMinutes === 0 ? startMs : undefined
}

/**
 * When a local day begins on which the clocks do not change, so that every wall time of it is as many
 * minutes later; undefined for the two others of the year. Remembered, because zones are slow to ask.
 */
export const plainDayStart = (on: string, timezone: string): number | undefined => {
  const key = `${timezone} ${on}`
  if (plainDays.has(key)) return plainDays.get(key)
  if (plainDays.size >= MOST_PLAIN_DAYS) plainDays.clear()
  const startMs = readPlainDay(on, timezone)
  plainDays.set(key, startMs)
  return startMs
}

/** As `instantOf`, but a skipped wall time moves forward by the gap: for windows, never for bookings. */
export const boundaryOf = (on: string, timeMinutes: number, timezone: string): number => {
  const plainMs = timeMinutes <= DAY_MINUTES ? plainDayStart(on, timezone) : undefined
  return plainMs === undefined
    ? zonedMs(on, timeMinutes, timezone)
    : plainMs + timeMinutes * MINUTE_MS
}

const plainDateTime = (on: string, timeMinutes: number): Temporal.PlainDateTime =>
  Temporal.PlainDate.from(on)
    .add({ days: Math.floor(timeMinutes / 1_440) })
    .toPlainDateTime({ hour: Math.floor((timeMinutes % 1_440) / 60), minute: timeMinutes % 60 })

/** The local day as an interval of instants (23, 24 or 25 hours). */
export const dayInterval = (on: string, timezone: string): Interval => ({
  endMs: boundaryOf(addDays(on, 1), 0, timezone),
  startMs: boundaryOf(on, 0, timezone),
})

const HAS_OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/i

/** Strict, where Date.parse takes 30 February as 2 March and `01-12-2026` as 12 January. */
const parseInstant = (text: string): number | undefined => {
  try {
    const instant = Temporal.Instant.from(text)
    const { year } = instant.toZonedDateTimeISO('UTC')
    return isBookableYear(year) ? instant.epochMilliseconds : undefined
  } catch {
    return undefined
  }
}

const BEGINS_WITH_DATE = /^\d{4}-\d{2}-\d{2}/

/**
 * True for a date, a wall time or an instant that exists, in a year of ours; in a form that JavaScript
 * and PostgreSQL read alike.
 */
export const isInCalendar = (text: string): boolean => {
  if (!BEGINS_WITH_DATE.test(text) || Number.isNaN(Date.parse(text))) return false
  if (HAS_OFFSET.test(text)) return parseInstant(text) !== undefined
  try {
    return isBookableYear(Temporal.PlainDateTime.from(text, { overflow: 'reject' }).year)
  } catch {
    return false
  }
}

const WALL_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::00(?:\.0+)?)?$/

/**
 * Reads `2026-12-01T09:00:00Z` as an instant and `2026-12-01T09:00` as the wall time of `timezone`.
 * Answers undefined where the text is neither.
 */
export const readInstant = (
  text: unknown,
  timezone: string,
  occurrence?: Occurrence,
): number | undefined => {
  if (text instanceof Date) {
    return Number.isNaN(text.getTime()) ? undefined : parseInstant(text.toISOString())
  }
  if (typeof text !== 'string') return undefined
  if (HAS_OFFSET.test(text)) return parseInstant(text)
  const match = WALL_TIME.exec(text)
  const timeMinutes = parseTime(match?.[2])
  if (!isDate(match?.[1]) || timeMinutes === undefined) return undefined
  return instantOf({ occurrence, on: match[1], timeMinutes, timezone })
}

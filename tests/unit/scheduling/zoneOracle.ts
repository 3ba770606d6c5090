/** A second opinion on wall clocks, from Intl alone; the code under test uses Temporal. */

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const formatters = new Map<string, Intl.DateTimeFormat>()

const formatterOf = (timezone: string): Intl.DateTimeFormat => {
  const formatter =
    formatters.get(timezone) ??
    new Intl.DateTimeFormat('en', {
      calendar: 'gregory',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
      minute: '2-digit',
      month: '2-digit',
      timeZone: timezone,
      year: 'numeric',
    })
  formatters.set(timezone, formatter)
  return formatter
}

/** The wall clock at an instant, as if it were UTC. */
const wallAsUtcMs = (atMs: number, timezone: string): number => {
  const parts = Object.fromEntries(
    formatterOf(timezone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<'day' | 'hour' | 'minute' | 'month' | 'year', number>
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute)
}

export interface Wall {
  readonly dayOfWeek: number
  readonly on: string
  readonly timeMinutes: number
}

const wallOfUtc = (wallMs: number): Wall => ({
  dayOfWeek: new Date(wallMs).getUTCDay(),
  on: new Date(wallMs).toISOString().slice(0, 10),
  timeMinutes: Math.floor((wallMs % DAY_MS) / MINUTE_MS),
})

export const wallOf = (atMs: number, timezone: string): Wall =>
  wallOfUtc(wallAsUtcMs(atMs, timezone))

const offsetMs = (atMs: number, timezone: string): number => wallAsUtcMs(atMs, timezone) - atMs

export interface ClockChange {
  /** The first instant of the new offset. */
  readonly atMs: number
  /** Positive where wall times are skipped, negative where they occur twice. */
  readonly shiftMinutes: number
  readonly timezone: string
  /** The wall time at which the clock is changed, in the old offset, as if it were UTC. */
  readonly wallMs: number
}

/** The first minute after `lowMs` in which the offset is no longer what it was at `lowMs`. */
const changeWithin = (lowMs: number, timezone: string): number => {
  const before = offsetMs(lowMs, timezone)
  let low = lowMs
  let high = lowMs + DAY_MS
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS
    const isBefore = offsetMs(middle, timezone) === before
    low = isBefore ? middle : low
    high = isBefore ? high : middle
  }
  return high
}

export const clockChangesOf = (timezone: string, years: [number, number]): ClockChange[] => {
  const startMs = Date.UTC(years[0], 0, 1)
  const days = (Date.UTC(years[1] + 1, 0, 1) - startMs) / DAY_MS
  return Array.from({ length: days }, (_, day) => startMs + day * DAY_MS)
    .filter((ms) => offsetMs(ms, timezone) !== offsetMs(ms + DAY_MS, timezone))
    .map((ms) => {
      const atMs = changeWithin(ms, timezone)
      const before = offsetMs(atMs - MINUTE_MS, timezone)
      return {
        atMs,
        shiftMinutes: (offsetMs(atMs, timezone) - before) / MINUTE_MS,
        timezone,
        wallMs: atMs + before,
      }
    })
}

/** The wall times that a change of the clock skips, every 5 minutes. */
export const skippedWalls = (change: ClockChange): Wall[] =>
  Array.from({ length: Math.max(0, change.shiftMinutes) / 5 }, (_, step) =>
    wallOfUtc(change.wallMs + step * 5 * MINUTE_MS),
  )

/** Pairs of instants, an hour or so apart, that show the same wall time; every 5 minutes. */
export const repeatedInstants = (change: ClockChange): (readonly [number, number])[] => {
  const repeatedMs = Math.max(0, -change.shiftMinutes) * MINUTE_MS
  return Array.from({ length: repeatedMs / MINUTE_MS / 5 }, (_, step) => {
    const later = change.atMs + step * 5 * MINUTE_MS
    return [later - repeatedMs, later] as const
  })
}

/** Instants around a change whose wall time occurs exactly once. */
export const plainInstants = (change: ClockChange): number[] => {
  const repeatedMs = Math.max(0, -change.shiftMinutes) * MINUTE_MS
  return Array.from({ length: 33 }, (_, step) => change.atMs + (step - 16) * 15 * MINUTE_MS).filter(
    (ms) => ms < change.atMs - repeatedMs || ms >= change.atMs + repeatedMs,
  )
}

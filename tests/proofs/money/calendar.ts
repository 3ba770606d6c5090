const STARTS = ['09:00', '09:45', '10:30', '11:15', '12:00', '12:45', '13:30', '14:15', '15:00']

const DAY_MS = 86_400_000

export interface Place {
  /** Local date. */
  readonly on: string
  readonly startsAt: string
  readonly therapist: string
}

const weekdaysBetween = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .map((day) => new Date(Date.now() + day * DAY_MS))
    .filter((at) => at.getUTCDay() >= 1 && at.getUTCDay() <= 5)
    .map((at) => at.toISOString().slice(0, 10))

/** Hands out times that nobody else has; one a day for each patient. */
export class Calendar {
  private readonly free = new Map<string, Place[]>()
  readonly ahead: readonly string[]
  readonly past: readonly string[]

  constructor(therapists: readonly string[]) {
    this.past = weekdaysBetween(-27, -3)
    this.ahead = weekdaysBetween(4, 90)
    for (const on of [...this.past, ...this.ahead]) {
      this.free.set(
        on,
        therapists.flatMap((therapist) =>
          STARTS.map((time) => ({ on, startsAt: `${on}T${time}`, therapist })),
        ),
      )
    }
  }

  /** A free time on one of the days, from `from` on, that is not among `taken`. */
  take(days: readonly string[], from: number, taken: ReadonlySet<string>): Place | undefined {
    for (let step = 0; step < days.length; step += 1) {
      const on = days[(from + step) % days.length] ?? ''
      if (taken.has(on)) continue
      const place = this.free.get(on)?.pop()
      if (place !== undefined) return place
    }
    return undefined
  }
}

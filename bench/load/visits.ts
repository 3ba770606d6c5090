import { MINUTE_MS } from '../../src/domain/scheduling/intervals.ts'
import type { Status } from '../../src/domain/scheduling/statusMachine.ts'
import type { Clinic } from './clinic.ts'
import { randomFrom } from './ids.ts'
import { therapistOf } from './people.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** India has no daylight saving: 09:00 is always 03:30 in UTC. */
const NINE_MS = 3.5 * HOUR_MS
/** Between two starts of a day: no session of the set is longer with its buffer. */
const STEP_MS = 75 * MINUTE_MS
const STARTS_A_DAY = 6

/** One session of a patient with a therapist, before it becomes rows. */
export interface Visit {
  readonly bookedMs: number
  readonly endMs: number
  /** In the order of booking, from 0. */
  readonly number: number
  readonly patient: number
  readonly startMs: number
  readonly status: Status
  readonly therapist: number
  readonly type: Clinic['types'][number]
  readonly usesRoom: boolean
}

const isWeekday = (ms: number): boolean => ![0, 6].includes(new Date(ms).getUTCDay())

/** Every start of one therapist's calendar. */
const startsOf = ({ set }: Clinic, todayMs: number): number[] => {
  const days = Array.from(
    { length: set.daysBack + set.daysAhead },
    (_, nth) => todayMs + (nth - set.daysBack) * DAY_MS,
  )
  return days
    .filter(isWeekday)
    .flatMap((day) =>
      Array.from({ length: STARTS_A_DAY }, (_, nth) => day + NINE_MS + nth * STEP_MS),
    )
}

const statusAt = (of: { chance: number; isPast: boolean }): Status => {
  if (of.chance < 0.06) return 'cancelled'
  if (!of.isPast) return of.chance < 0.4 ? 'confirmed' : 'scheduled'
  return of.chance < 0.12 ? 'no-show' : 'completed'
}

type Unnumbered = Omit<Visit, 'number'>

/** The sessions of one therapist, spread over the calendar, never two at once. */
const visitsOf = (
  clinic: Clinic,
  therapist: number,
  of: { random: () => number; starts: readonly number[]; todayMs: number },
): Unnumbered[] => {
  const { random, starts, todayMs } = of
  const patients = Array.from({ length: clinic.set.patients }, (_, nth) => nth).filter(
    (nth) => therapistOf(clinic, nth) === therapist,
  )
  const count = Math.round(clinic.set.sessions / clinic.set.therapists)
  const stride = starts.length / count
  return Array.from({ length: count }, (_, nth) => {
    const place = Math.floor(nth * stride) + Math.floor(random() * Math.floor(stride))
    const startMs = starts[place] ?? 0
    const type = clinic.types[Math.floor(random() * clinic.types.length)]
    if (type === undefined) throw new Error('a preset has no type for one person')
    const bookedMs = startMs - (3 + Math.floor(random() * 18)) * DAY_MS
    return {
      // What lies ahead was booked before today.
      bookedMs: Math.min(bookedMs, todayMs - DAY_MS + nth * 1_000),
      endMs: startMs + type.defaultDurationMinutes * MINUTE_MS,
      patient: patients[Math.floor(random() * patients.length)] ?? 0,
      startMs,
      status: statusAt({ chance: random(), isPast: startMs < todayMs }),
      therapist,
      type,
      usesRoom: random() < 0.5,
    }
  })
}

/** All sessions of a clinic in the order in which they were booked. `todayMs`: midnight in UTC. */
export const planVisits = (clinic: Clinic, todayMs: number): Visit[] => {
  const random = randomFrom(10_000 + clinic.index)
  const starts = startsOf(clinic, todayMs)
  return Array.from({ length: clinic.set.therapists }, (_, therapist) =>
    visitsOf(clinic, therapist, { random, starts, todayMs }),
  )
    .flat()
    .toSorted((a, b) => a.bookedMs - b.bookedMs || a.startMs - b.startMs)
    .map((visit, number) => ({ ...visit, number }))
}

import { DAY_MS, HOUR_MS, type Interval, MINUTE_MS } from '../../src/domain/scheduling/intervals.ts'
import { addDays, dayOfWeekOn } from '../../src/domain/scheduling/wallClock.ts'
import type { DemoTenant, DemoWork } from '../demo/types.ts'
import { dayOffOf, therapistsOf, typeOf } from './catalogue.ts'
import type { Chance } from './chance.ts'
import { atDesk, dayOf } from './desk.ts'
import { Diary, withBuffer } from './diary.ts'
import type { Fate, PlannedSession } from './plan.ts'
import { minutesOf, openingDay, type Span, wallMs } from './span.ts'

const STEP_MINUTES = 15
const TRIES = 14
/** The clinics keep the first hour of later days free, so that a walk-in finds a slot there. */
const OPEN_FROM_DAY = 9
const OPEN_MINUTES = 60

interface Draft {
  readonly chance: Chance
  readonly demo: DemoTenant
  readonly diary: Diary
  /** Index of each patient, and whether it was seen before. */
  readonly patients: readonly number[]
  readonly seen: Set<number>
  readonly span: Span
}

/** How many sessions a therapist has on a day, on average; four months of a clinic that grows. */
const expectedOn = ({ daysBehind }: Span, day: number, therapists: number): number => {
  const share = 5 / therapists
  if (day === 0) return 5
  if (day === 1) return 4
  if (day > 1) return day <= 6 ? 2 * share : 0.42 * share
  return day >= -6 ? 1.4 * share : (0.5 + 0.35 * (1 + day / daysBehind)) * share
}

const FATES: readonly (readonly [number, Fate])[] = [
  [0.05, 'missed'],
  [0.1, 'cancelled-by-patient'],
  [0.13, 'cancelled-late'],
  [0.155, 'cancelled-by-clinic'],
]

const fateOf = (chance: Chance): Fate => {
  const thrown = chance.next()
  return FATES.find(([below]) => thrown < below)?.[1] ?? 'attended'
}

/** When it was booked: some days ahead at the front desk, sometimes the same morning; never after now. */
const bookedMsOf = ({ chance, span }: Draft, startMs: number): number => {
  const earliest = atDesk(chance, addDays(openingDay(span), 2))
  if (chance.is(0.05) && startMs - 3 * HOUR_MS < span.nowMs) {
    return Math.max(earliest, startMs - chance.int(100, 180) * MINUTE_MS)
  }
  const booked = atDesk(chance, dayOf(startMs, -chance.int(1, 14)))
  const latest = atDesk(chance, dayOf(span.nowMs, -chance.int(1, 8)))
  return Math.max(earliest, booked < span.nowMs ? booked : latest)
}

const startsOf = (
  { windows }: DemoWork,
  of: { durationMinutes: number; first: number },
): number[] =>
  windows.flatMap(([from, to]) => {
    const starts: number[] = []
    const latest = minutesOf(to) - of.durationMinutes
    for (let at = Math.max(minutesOf(from), of.first); at <= latest; at += STEP_MINUTES) {
      starts.push(at)
    }
    return starts
  })

interface Wanted {
  readonly day: number
  readonly on: string
  /** Which part of the day, of how many: today's sessions are spread. */
  readonly part: readonly [number, number]
  readonly therapist: number
  readonly works: DemoWork
}

const chooseType = (draft: Draft, wanted: Wanted, patient: number): number => {
  const { chance, demo, seen } = draft
  const { types } = wanted.works
  const isAssessment = (type: number): boolean => typeOf(demo, wanted.therapist, type).isAssessment
  const first = types.find(isAssessment)
  if (first !== undefined && !seen.has(patient) && chance.is(0.6)) return first
  const usual = types.filter((type) => !isAssessment(type))
  return usual[patient % usual.length] ?? chance.pick(types)
}

/** A free start for a type, and what it takes; undefined where chance finds none. */
const findTime = (
  { chance, demo, diary }: Draft,
  wanted: Wanted,
  of: { patient: number; type: number },
): (Interval & { bufferMinutes: number }) | undefined => {
  const { bufferMinutes, durationMinutes } = typeOf(demo, wanted.therapist, of.type)
  const opens = minutesOf(wanted.works.windows[0]?.[0] ?? '09:00')
  const first = wanted.day >= OPEN_FROM_DAY ? opens + OPEN_MINUTES : opens
  const starts = startsOf(wanted.works, { durationMinutes, first })
  const [part, parts] = wanted.part
  const own = starts.slice(
    Math.floor((starts.length * part) / parts),
    Math.ceil((starts.length * (part + 1)) / parts),
  )
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const startMs = wallMs(wanted.on, chance.pick(attempt < TRIES / 2 ? own : starts))
    const time = { endMs: startMs + durationMinutes * MINUTE_MS, startMs }
    const isFree =
      diary.isFree(`therapist ${wanted.therapist}`, withBuffer(time, bufferMinutes)) &&
      diary.isFree(`patient ${of.patient}`, time)
    if (isFree) return { ...time, bufferMinutes }
  }
  return undefined
}

const chooseRoom = (
  { chance, demo, diary }: Draft,
  works: DemoWork,
  time: Interval,
): number | undefined => {
  const rooms = demo.locations[works.location]?.rooms ?? []
  const free = rooms
    .map((_, index) => index)
    .filter((index) => diary.isFree(`room ${works.location} ${index}`, time))
  const room = free.length === 0 ? undefined : chance.pick(free)
  if (room !== undefined) diary.take(`room ${works.location} ${room}`, time)
  return room
}

/** The caseload of a therapist: every so-manieth patient, and now and then somebody else's. */
const choosePatient = ({ chance, demo, patients }: Draft, therapist: number): number => {
  const count = therapistsOf(demo).length
  const own = patients.filter((patient) => patient % count === therapist)
  return chance.is(0.9) && own.length > 0 ? chance.pick(own) : chance.pick(patients)
}

/** Nobody comes, or is charged for, two sessions on one day. */
const wholeDay = (on: string): Interval => ({ endMs: wallMs(on, 1_440), startMs: wallMs(on, 0) })

/** One session, free of everything that is planned already. */
const planOne = (draft: Draft, wanted: Wanted): PlannedSession | undefined => {
  const { chance, demo, diary, seen, span } = draft
  const patient = choosePatient(draft, wanted.therapist)
  if (!diary.isFree(`patient ${patient}`, wholeDay(wanted.on))) return undefined
  const type = chooseType(draft, wanted, patient)
  const time = findTime(draft, wanted, { patient, type })
  if (time === undefined) return undefined
  const taken = withBuffer(time, time.bufferMinutes)
  diary.take(`therapist ${wanted.therapist}`, taken)
  diary.take(`patient ${patient}`, time)
  const isRemote = chance.is(demo.kind === 'animals' ? 0 : 0.08)
  const room = isRemote ? undefined : chooseRoom(draft, wanted.works, taken)
  seen.add(patient)
  return {
    bookedMs: bookedMsOf(draft, time.startMs),
    durationMinutes: (time.endMs - time.startMs) / MINUTE_MS,
    endMs: time.endMs,
    fate: wanted.day === 1 || time.startMs > span.nowMs + DAY_MS ? 'attended' : fateOf(chance),
    index: -1,
    isRemote,
    location: wanted.works.location,
    on: wanted.on,
    patient,
    priceMinor: typeOf(demo, wanted.therapist, type).priceMinor,
    room,
    startMs: time.startMs,
    therapist: wanted.therapist,
    type,
  }
}

const planDay = (draft: Draft, day: number): PlannedSession[] => {
  const { chance, demo, span } = draft
  const on = addDays(span.today, day)
  const therapists = therapistsOf(demo)
  return therapists.flatMap((works, therapist) => {
    if (dayOfWeekOn(on) === dayOffOf(span.today, works)) return []
    const expected = expectedOn(span, day, therapists.length) * span.density
    const count = Math.floor(expected) + (chance.is(expected % 1) ? 1 : 0)
    return Array.from({ length: count }, (_, part) => {
      const wanted: Wanted = { day, on, part: [part, count], therapist, works }
      for (let attempt = 0; attempt < TRIES; attempt += 1) {
        const session = planOne(draft, wanted)
        if (session !== undefined) return session
      }
      return undefined
    }).filter((session) => session !== undefined)
  })
}

/** The latest session of each therapist on an earlier day is still to be completed: that waits for them. */
const withForgotten = (sessions: readonly PlannedSession[], today: string): PlannedSession[] => {
  const last = new Map<number, PlannedSession>()
  for (const session of sessions) {
    const known = last.get(session.therapist)
    if (session.on < today && session.startMs > (known?.startMs ?? 0)) {
      last.set(session.therapist, session)
    }
  }
  const forgotten = new Set(last.values())
  return sessions.map((session) =>
    forgotten.has(session) ? { ...session, fate: 'forgotten' } : session,
  )
}

/** A part of the sessions was booked for another time of the same therapist first. */
const withMoves = (draft: Draft, sessions: readonly PlannedSession[]): PlannedSession[] =>
  sessions.map((session) => {
    const { chance, demo, diary, span } = draft
    if (session.fate !== 'attended' || !chance.is(0.07)) return session
    const day = chance.pick([-2, -1, 1, 2])
    const on = addDays(session.on, day)
    const works = therapistsOf(demo)[session.therapist]
    if (works === undefined || dayOfWeekOn(on) === dayOffOf(span.today, works)) return session
    if (!diary.isFree(`patient ${session.patient}`, wholeDay(on))) return session
    const wanted: Wanted = { day: 0, on, part: [0, 1], therapist: session.therapist, works }
    const time = findTime(draft, wanted, session)
    if (time === undefined) return session
    const first = Math.min(time.startMs, session.startMs)
    const movedMs = atDesk(chance, dayOf(first, -1), [17 * 60 + 35, 18 * 60 + 30])
    if (session.bookedMs > movedMs - HOUR_MS || movedMs > span.nowMs) return session
    diary.take(`therapist ${session.therapist}`, withBuffer(time, time.bufferMinutes))
    diary.take(`patient ${session.patient}`, time)
    // Rooms were found for the new time only.
    return { ...session, movedFrom: { movedMs, startMs: time.startMs }, room: undefined }
  })

/** The sessions of a clinic from its first day to the last one that is planned. */
export const sessionsOf = (
  demo: DemoTenant,
  of: { chance: Chance; patients: readonly number[]; span: Span },
): PlannedSession[] => {
  const { span } = of
  const draft: Draft = { ...of, demo, diary: new Diary(), seen: new Set() }
  const days = Array.from(
    { length: span.daysBehind + span.daysAhead + 1 },
    (_, index) => index - span.daysBehind,
  )
  const sessions = withForgotten(
    days.flatMap((day) => planDay(draft, day)),
    span.today,
  )
  return withMoves(draft, sessions).map((session, index) => ({ ...session, index }))
}

import { MINUTE_MS } from '../../src/domain/scheduling/intervals.ts'
import type { Chance } from './chance.ts'
import { atDesk, dayOf } from './desk.ts'
import type { Act, Actor, DemoEvent, PlannedSession } from './plan.ts'

/** Least time between two steps of one session. */
const APART_MS = 10 * MINUTE_MS

type Step = readonly [atMs: number, by: Actor, act: Act]

const eventOf = ([atMs, by, act]: Step): DemoEvent => ({ act, atMs, by })

const seconds = (chance: Chance): number => chance.int(0, 59) * 1_000

/** The contact said that they will come: noted at the desk the day before. */
const confirmation = (
  chance: Chance,
  session: PlannedSession,
  afterMs: number,
): Step | undefined => {
  if (!chance.is(session.fate === 'missed' ? 0.3 : 0.72)) return undefined
  const atMs = Math.max(atDesk(chance, dayOf(session.startMs, -1)), afterMs + APART_MS)
  const isInTime = atMs < session.startMs - APART_MS
  return isInTime ? [atMs, 'operator', { kind: 'confirm', session: session.index }] : undefined
}

const attended = (chance: Chance, session: PlannedSession): Step[] => {
  const { endMs, index, startMs } = session
  const own: Actor = { therapist: session.therapist }
  const lateMinutes = chance.is(0.12) ? chance.int(6, 11) : chance.int(0, 4)
  const startedMs = startMs + lateMinutes * MINUTE_MS + seconds(chance)
  const arrivedMs = lateMinutes > 5 ? startedMs - 90_000 : startMs - chance.int(2, 14) * MINUTE_MS
  const attendance = lateMinutes > 5 ? 'late' : chance.is(0.02) ? 'partial' : 'present'
  const checkIn: Step[] =
    !session.isRemote && chance.is(0.75)
      ? [[arrivedMs, 'operator', { kind: 'check-in', session: index }]]
      : []
  const start: Step = [startedMs, own, { kind: 'start', session: index }]
  if (session.fate === 'forgotten') return [...checkIn, start]
  const completedMs = endMs + chance.int(0, 6) * MINUTE_MS + seconds(chance)
  return [...checkIn, start, [completedMs, own, { attendance, kind: 'complete', session: index }]]
}

/** How a session is called off; undefined where there was no time to. */
const cancelled = (chance: Chance, session: PlannedSession, afterMs: number): Step | undefined => {
  const { fate, index: of, startMs } = session
  const step = ((): Step => {
    switch (fate) {
      case 'cancelled-by-clinic':
        return [
          atDesk(chance, dayOf(startMs), [8 * 60 + 5, 8 * 60 + 50]),
          'admin',
          {
            kind: 'cancel',
            reasonCode: chance.pick(['therapist-ill', 'therapist-unavailable', 'clinic-closed']),
            session: of,
          },
        ]
      case 'cancelled-late':
        return [
          atDesk(chance, dayOf(startMs, -1), [18 * 60 + 5, 19 * 60 + 30]),
          'operator',
          { kind: 'cancel', reasonCode: 'patient-ill', session: of },
        ]
      default:
        return [
          atDesk(chance, dayOf(startMs, -chance.int(2, 3))),
          'operator',
          {
            kind: 'cancel',
            reasonCode: chance.pick(['patient-request', 'patient-ill']),
            session: of,
          },
        ]
    }
  })()
  return step[0] > afterMs + APART_MS && step[0] < startMs - APART_MS ? step : undefined
}

const endOf = (chance: Chance, session: PlannedSession, afterMs: number): Step[] => {
  switch (session.fate) {
    case 'attended':
    case 'forgotten':
      return attended(chance, session)
    case 'missed':
      return [
        [
          session.startMs + chance.int(16, 25) * MINUTE_MS + seconds(chance),
          'operator',
          { kind: 'no-show', session: session.index },
        ],
      ]
    default: {
      const step = cancelled(chance, session, afterMs)
      return step === undefined ? attended(chance, session) : [step]
    }
  }
}

/** Everything that happens to a session, from its booking on. */
export const courseOf = (chance: Chance, session: PlannedSession): DemoEvent[] => {
  const { bookedMs, index, movedFrom, startMs } = session
  const booking: Step[] = [
    [
      bookedMs,
      chance.is(0.85) ? 'operator' : 'admin',
      { kind: 'book', session: index, startMs: movedFrom?.startMs ?? startMs },
    ],
  ]
  if (movedFrom !== undefined) {
    booking.push([movedFrom.movedMs, 'operator', { kind: 'move', session: index, startMs }])
  }
  const arrangedMs = movedFrom?.movedMs ?? bookedMs
  const end = endOf(chance, session, arrangedMs)
  const isCancelled = end.some(([, , { kind }]) => kind === 'cancel')
  const confirm = isCancelled ? undefined : confirmation(chance, session, arrangedMs)
  return [...booking, ...(confirm === undefined ? [] : [confirm]), ...end].map(eventOf)
}

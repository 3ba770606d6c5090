import { MINUTE_MS } from '../../src/domain/scheduling/intervals.ts'
import type { PaymentMethod } from '../../src/domain/money/postings.ts'
import type { Chance } from './chance.ts'
import { atDesk, dayOf } from './desk.ts'
import type { Actor, DemoEvent, PlannedSession } from './plan.ts'

/** How a family pays. */
type Habit = 'advance' | 'half' | 'monthly' | 'never' | 'visit'

const METHODS: readonly PaymentMethod[] = ['upi', 'upi', 'upi', 'cash', 'cash', 'card']

interface Held {
  readonly endMs: number
  readonly session: PlannedSession
}

interface Of {
  readonly by: Actor
  readonly chance: Chance
  readonly patient: number
}

const habitOf = (chance: Chance): Habit => {
  const thrown = chance.next()
  if (thrown < 0.58) return 'visit'
  if (thrown < 0.74) return 'monthly'
  if (thrown < 0.86) return 'half'
  return thrown < 0.94 ? 'advance' : 'never'
}

/** At the desk after the session: all of it, or half; now and then more, which is credit. */
const atVisits = (of: Of, held: readonly Held[], share: number): DemoEvent[] =>
  held.flatMap(({ endMs, session }): DemoEvent[] => {
    const { chance } = of
    if (chance.is(0.08)) return []
    const roundsUp = share === 1 && chance.is(0.08)
    return [
      {
        act: {
          kind: 'pay',
          method: chance.pick(METHODS),
          patient: of.patient,
          ...(roundsUp ? { roundUpToMinor: 50_000 } : {}),
          sessions: [session.index],
          share,
        },
        atMs: endMs + chance.int(1, 9) * MINUTE_MS,
        by: of.by,
      },
    ]
  })

/** By transfer at the beginning of the month after, for all sessions of a month. */
const monthly = (of: Of, held: readonly Held[]): DemoEvent[] => {
  const months = new Map<string, PlannedSession[]>()
  for (const { session } of held) {
    const month = session.on.slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), session])
  }
  return [...months.values()].map((sessions) => {
    const last = sessions.at(-1)?.startMs ?? 0
    const lastDay = dayOf(last)
    const toEnd = 32 - Number(lastDay.slice(8))
    return {
      act: {
        kind: 'pay' as const,
        method: 'bank-transfer' as const,
        patient: of.patient,
        sessions: sessions.map(({ index }) => index),
        share: 1,
      },
      atMs: atDesk(of.chance, dayOf(last, toEnd + of.chance.int(0, 5))),
      by: of.by,
    }
  })
}

/** A few sessions ahead, as credit; each of them takes its price from it when it is booked. */
const inAdvance = (of: Of, sessions: readonly PlannedSession[]): DemoEvent[] => {
  const first = sessions.toSorted((a, b) => a.bookedMs - b.bookedMs)[0]
  if (first === undefined) return []
  return [
    {
      act: {
        asCredit: true,
        kind: 'pay',
        method: 'upi',
        patient: of.patient,
        sessions: [first.index],
        share: of.chance.int(3, 5),
      },
      atMs: first.bookedMs + 3 * MINUTE_MS,
      by: of.by,
    },
  ]
}

/** What the family of one patient pays, and when; `completed` holds when each held session was over. */
export const paymentsOf = (
  of: Of,
  sessions: readonly PlannedSession[],
  completed: ReadonlyMap<number, number>,
): DemoEvent[] => {
  const held = sessions.flatMap((session) => {
    const endMs = completed.get(session.index)
    return endMs === undefined ? [] : [{ endMs, session }]
  })
  switch (habitOf(of.chance)) {
    case 'advance':
      return inAdvance(of, sessions)
    case 'half':
      return atVisits(of, held, 0.5)
    case 'monthly':
      return monthly(of, held)
    case 'never':
      return []
    case 'visit':
      return atVisits(of, held, 1)
  }
}

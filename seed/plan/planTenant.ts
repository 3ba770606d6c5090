import { addDays } from '../../src/domain/scheduling/wallClock.ts'
import type { DemoTenant } from '../demo/types.ts'
import { Chance } from './chance.ts'
import { courseOf } from './course.ts'
import { atDesk, dayOf } from './desk.ts'
import { familiesOf } from './families.ts'
import { paymentsOf } from './payments.ts'
import type { Actor, DemoEvent, Plan, PlannedSession } from './plan.ts'
import { sessionsOf } from './sessions.ts'
import { openingDay, type Span, wallMs } from './span.ts'

interface Draft {
  readonly chance: Chance
  /** Patients of each family, by index. */
  readonly members: readonly (readonly number[])[]
  readonly sessions: readonly PlannedSession[]
  readonly span: Span
}

/** A family is registered when it first books, or in the first days of the clinic's books. */
const registrations = ({ chance, members, sessions, span }: Draft): DemoEvent[] =>
  members.map((patients, family) => {
    const booked = sessions.filter(({ patient }) => patients.includes(patient))
    const firstMs = Math.min(...booked.map(({ bookedMs }) => bookedMs))
    const onPaper = atDesk(chance, addDays(openingDay(span), 1))
    const atMs = Number.isFinite(firstMs)
      ? Math.min(firstMs - 6 * 60_000, chance.is(0.5) ? onPaper : firstMs)
      : atDesk(chance, dayOf(span.nowMs, -2))
    return { act: { family, kind: 'register' }, atMs, by: 'operator' }
  })

const payments = (
  { chance, members, sessions }: Draft,
  of: { by: Actor; courses: readonly DemoEvent[] },
): DemoEvent[] => {
  const completed = new Map(
    of.courses.flatMap(({ act, atMs }) =>
      act.kind === 'complete' ? [[act.session, atMs] as const] : [],
    ),
  )
  return members.flat().flatMap((patient) =>
    paymentsOf(
      { by: of.by, chance, patient },
      sessions.filter((session) => session.patient === patient),
      completed,
    ),
  )
}

/** One missed session in four is forgiven by the admin the day after. */
const waivers = ({ chance }: Draft, courses: readonly DemoEvent[]): DemoEvent[] =>
  courses.flatMap(({ act, atMs }): DemoEvent[] =>
    act.kind === 'no-show' && chance.is(0.25)
      ? [
          {
            act: { kind: 'waive', session: act.session },
            atMs: atDesk(chance, dayOf(atMs, 1)),
            by: 'admin',
          },
        ]
      : [],
  )

/** The people of a demo clinic and everything that happens until now, in the order of time. */
export const planTenant = (demo: DemoTenant, span: Span, tenant: number): Plan => {
  const chance = new Chance(`${demo.slug} ${span.today}`)
  const families = familiesOf(demo, {
    chance,
    patients: Math.round(demo.patients * span.patientShare),
    tenant,
    year: Number(span.today.slice(0, 4)),
  })
  let next = 0
  const members = families.map(({ patients }) =>
    patients.map(() => {
      next += 1
      return next - 1
    }),
  )
  const patients = members.flatMap((all, family) => (families[family]?.isNew === true ? [] : all))
  const sessions = sessionsOf(demo, { chance, patients, span })
  const draft: Draft = { chance, members, sessions, span }
  const courses = sessions.flatMap((session) => courseOf(chance, session))
  const by = demo.operatorRecordsPayments ? 'operator' : 'accountant'
  const events = [
    ...registrations(draft),
    ...courses,
    ...payments(draft, { by, courses }),
    ...waivers(draft, courses),
  ]
    // What lies ahead has not happened yet.
    .filter(({ atMs }) => atMs <= span.nowMs)
    .map((event, order) => ({ event, order }))
    .sort((a, b) => a.event.atMs - b.event.atMs || a.order - b.order)
    .map(({ event }) => event)
  return { events, families, openedMs: wallMs(openingDay(span), 10 * 60), sessions }
}

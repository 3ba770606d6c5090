import { describe, expect, it } from '@jest/globals'
import { DEMO_TENANTS } from '../../../seed/demo/index.ts'
import type { DemoTenant } from '../../../seed/demo/types.ts'
import { therapistsOf } from '../../../seed/plan/catalogue.ts'
import type { Plan } from '../../../seed/plan/plan.ts'
import { planTenant } from '../../../seed/plan/planTenant.ts'
import { FULL, spanOf, wallMs } from '../../../seed/plan/span.ts'
import { addDays, dayOfWeekOn } from '../../../src/domain/scheduling/wallClock.ts'

/** A week, so that today is every weekday once. */
const DAYS = Array.from({ length: 7 }, (_, day) => addDays('2026-11-20', day))
const CASES = DAYS.flatMap((today) =>
  DEMO_TENANTS.map((demo) => ({ demo, name: demo.slug, today, weekday: dayOfWeekOn(today) })),
)

const makePlan = (demo: DemoTenant, today: string): Plan =>
  planTenant(demo, spanOf(FULL, { nowMs: 0, today }), DEMO_TENANTS.indexOf(demo))

const plans = new Map<string, Plan>()

/** Made once for all tests: it takes a moment. */
const planOf = (demo: DemoTenant, today: string): Plan => {
  const plan = plans.get(demo.slug + today) ?? makePlan(demo, today)
  plans.set(demo.slug + today, plan)
  return plan
}

const booked = ({ events, sessions }: Plan) =>
  events.flatMap(({ act }) => {
    const session = act.kind === 'book' ? sessions[act.session] : undefined
    return session === undefined ? [] : [session]
  })

describe('the plan of a demo', () => {
  it('should be the same for the same day, and another one for another', () => {
    for (const demo of DEMO_TENANTS) {
      expect(makePlan(demo, '2026-11-20')).toEqual(planOf(demo, '2026-11-20'))
      expect(planOf(demo, '2026-11-21')).not.toEqual(planOf(demo, '2026-11-20'))
    }
  })

  it.each(CASES)('should make $name a living clinic on weekday $weekday', ({ demo, today }) => {
    const plan = planOf(demo, today)
    const sessions = booked(plan)
    expect(sessions.length).toBeGreaterThan(350)
    expect(sessions.length).toBeLessThan(450)
    for (const therapist of therapistsOf(demo).keys()) {
      const own = sessions.filter((session) => session.therapist === therapist)
      const on = (day: number): number =>
        own.filter((session) => session.on === addDays(today, day)).length
      expect(on(0)).toBeGreaterThanOrEqual(3)
      expect(on(1)).toBeGreaterThanOrEqual(3)
    }
    const acts = new Set(plan.events.map(({ act }) => act.kind))
    expect([...acts].sort()).toEqual(
      [
        'book',
        'cancel',
        'check-in',
        'complete',
        'confirm',
        'move',
        'no-show',
        'pay',
        'register',
      ].concat('start', acts.has('waive') ? ['waive'] : []),
    )
  })

  it.each(CASES)('should never let $name do two things in the wrong order', ({ demo, today }) => {
    const { events } = planOf(demo, today)
    const times = events.map(({ atMs }) => atMs)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    const isBooked = new Set<number>()
    for (const { act } of events) {
      if (act.kind === 'book') isBooked.add(act.session)
      else if ('session' in act) expect(isBooked.has(act.session)).toBe(true)
    }
  })

  it.each(DAYS)('should leave the way free for the walk of the README, on %s', (today) => {
    const [sunrise] = DEMO_TENANTS
    const plan = planOf(sunrise as DemoTenant, today)
    const people = plan.families.flatMap(({ patients }) => patients.map(({ name }) => name[0]))
    const sara = people.indexOf('Sara')
    expect(people.filter((name) => name === 'Sara')).toHaveLength(1)
    const all = booked(plan)
    expect(all.filter(({ patient }) => patient === sara)).toEqual([])
    for (const day of [13, 14]) {
      const on = addDays(today, day)
      const early = all.filter(
        ({ startMs, therapist }) =>
          therapist === 0 && startMs >= wallMs(on, 540) && startMs < wallMs(on, 600),
      )
      expect(early).toEqual([])
    }
  })
})

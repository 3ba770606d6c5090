import type { DemoTenant } from './demo/types.ts'
import type { Plan } from './plan/plan.ts'

const STEPS = 10

export interface Progress {
  readonly onEvent: () => void
  readonly onFinished: (demo: DemoTenant) => void
}

/** Tells a person how far the seed is, each tenth of the way, and what each clinic took. */
export const progressOf = (
  plans: readonly { demo: DemoTenant; plan: Plan }[],
  say: (line: string) => void,
): Progress => {
  const startedAt = performance.now()
  const seconds = (): string =>
    `${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s`
  const all = plans.reduce((sum, { plan }) => sum + plan.events.length, 0)
  let done = 0
  return {
    onEvent() {
      done += 1
      if (Math.floor((done * STEPS) / all) > Math.floor(((done - 1) * STEPS) / all)) {
        say(`${seconds()}  ${done} of ${all} events`)
      }
    },
    onFinished({ name, slug }) {
      const plan = plans.find(({ demo }) => demo.slug === slug)?.plan
      const booked = plan?.events.filter(({ act }) => act.kind === 'book').length ?? 0
      say(`${seconds()}  ${name}: ${booked} sessions`)
    },
  }
}

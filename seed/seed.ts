import type { Payload } from 'payload'
import path from 'node:path'
import { asSystem } from '../src/db/scope.ts'
import { isDate } from '../src/domain/scheduling/wallClock.ts'
import { systemClock } from '../src/providers/clock/clock.ts'
import { openDatabase } from '../src/server/database.ts'
import type { Env } from '../src/server/env.ts'
import { loadPayload } from '../src/server/load.ts'
import { DEMO_PASSWORD, DEMO_TENANTS } from './demo/index.ts'
import type { DemoTenant } from './demo/types.ts'
import { liveInDemoTime } from './demoTime.ts'
import { mark, stateOf, unmark } from './marks.ts'
import { withOwner } from './ownerWork.ts'
import { planTenant } from './plan/planTenant.ts'
import { FULL, SMALL, spanOf } from './plan/span.ts'
import { progressOf } from './progress.ts'
import { removeTenants } from './removal.ts'
import { seedTenant } from './seedTenant.ts'
import { stampRows } from './stamps.ts'

export interface SeedOptions {
  /** A few days instead of four months, for tests that need people and a handful of sessions. */
  readonly isSmall?: boolean
  /** What a person may read while it works, line by line. */
  readonly say: (line: string) => void
  /** `YYYY-MM-DD`: the demo of that day, always the same; without it that of this moment. */
  readonly today?: string | undefined
}

interface Place {
  readonly ownerUrl: string
  readonly sandboxDirectory: string
}

/** The demo clinics that are to be made; what an interrupted seed left is removed first, and told. */
const findMissing = async (
  payload: Payload,
  of: Place & { owner: Parameters<Parameters<typeof withOwner>[1]>[0]; say: SeedOptions['say'] },
): Promise<DemoTenant[]> => {
  const missing: DemoTenant[] = []
  for (const demo of DEMO_TENANTS) {
    const state = await stateOf(payload, demo)
    if (state.kind === 'foreign') {
      of.say(`${demo.name}: a clinic of yours is called ${demo.slug}; left out`)
    } else if (state.kind === 'finished') {
      of.say(
        `${demo.name}: there already${state.today === undefined ? '' : `, as of ${state.today}`}`,
      )
    } else {
      if (state.kind === 'unfinished') {
        of.say(`${demo.name}: an earlier seed was interrupted; removed, and begun anew`)
        await removeTenants(of.owner, {
          sandboxDirectory: of.sandboxDirectory,
          tenants: [state.tenant],
        })
      }
      missing.push(demo)
    }
  }
  return missing
}

/**
 * Demo tenants, one per preset, through the same operations as real work, each event at its own moment.
 * What is there stays. Answers how many clinics were made.
 */
export const seedDemo = (
  payload: Payload,
  { isSmall = false, ownerUrl, sandboxDirectory, say, today }: Place & SeedOptions,
): Promise<number> => {
  liveInDemoTime(payload, sandboxDirectory)
  const span = spanOf(isSmall ? SMALL : FULL, { nowMs: systemClock.nowMs(), today })
  return withOwner(ownerUrl, async (owner) => {
    const missing = await asSystem('seed', () =>
      findMissing(payload, { owner, ownerUrl, sandboxDirectory, say }),
    )
    const plans = missing.map((demo) => ({
      demo,
      plan: planTenant(demo, span, DEMO_TENANTS.indexOf(demo)),
    }))
    const progress = progressOf(plans, say)
    const seeded = await Promise.all(
      plans.map(async ({ demo, plan }) => {
        const { tenant, turns } = await seedTenant(payload, demo, {
          onEvent: progress.onEvent,
          owner,
          plan,
          span,
        })
        progress.onFinished(demo)
        return { demo, tenant, turns }
      }),
    )
    // One after the other, and when nothing else of ours is written: it takes whole tables.
    for (const { demo, ...clinic } of seeded) {
      await stampRows(owner, clinic)
      await mark(payload, demo.slug, { state: 'finished', today: span.today })
    }
    return missing.length
  })
}

const demoLogins = (): string[] =>
  DEMO_TENANTS.flatMap((demo) => [
    `${demo.name} (${demo.preset})`,
    ...demo.staff.map(({ email, roles }) => `  ${email.padEnd(34)} ${roles.join(', ')}`),
  ])

const onDatabase = async <T>(
  env: Env,
  work: (payload: Payload, place: Place) => Promise<T>,
): Promise<T> => {
  const database = await openDatabase(env)
  try {
    const { payload } = await loadPayload(env, database)
    const sandboxDirectory = path.resolve(env.CASELOAD_DATA_DIR, 'sent')
    const result = await work(payload, { ownerUrl: database.ownerUrl, sandboxDirectory })
    await payload.destroy()
    return result
  } finally {
    await database.close()
  }
}

/** `caseload seed`: fills the demo tenants and answers their logins. */
export const seed = (env: Env, options: SeedOptions): Promise<string> => {
  if (options.today !== undefined && !isDate(options.today)) {
    throw new Error('--today is a date such as 2026-11-20')
  }
  return onDatabase(env, async (payload, place) => {
    const made = await seedDemo(payload, { ...place, ...options })
    if (made === 0) options.say('The demo is there already; nothing was changed.')
    return [...demoLogins(), '', `All demo logins have the password ${DEMO_PASSWORD}`].join('\n')
  })
}

/** `caseload seed --remove-demo`: the demo tenants with everything of theirs, and nothing else. */
export const removeDemo = (env: Env, say: SeedOptions['say']): Promise<void> =>
  onDatabase(env, (payload, { ownerUrl, sandboxDirectory }) =>
    withOwner(ownerUrl, async (owner) => {
      for (const demo of DEMO_TENANTS) {
        const state = await asSystem('seed', () => stateOf(payload, demo))
        if (state.kind === 'foreign') say(`${demo.slug}: a clinic of yours, left alone`)
        if (state.kind === 'finished' || state.kind === 'unfinished') {
          await removeTenants(owner, { sandboxDirectory, tenants: [state.tenant] })
          say(`${demo.name}: removed`)
        }
        await unmark(payload, demo.slug)
      }
    }),
  )

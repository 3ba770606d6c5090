import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { PayloadRequest } from 'payload'
import { startTestApp, type TestApp, type TestUser } from './app.ts'
import { type Clinic, createClinic, createSuperAdmin } from './clinic.ts'
import {
  ENTRIES,
  type Entry,
  fingerprint,
  localOutcome,
  type Outcome,
  outcomeOf,
  type Write,
  writeBy,
} from './entries.ts'

/** Everything a case may speak of: our clinic, a foreign one, and the platform's admin. */
export interface Stage {
  readonly app: TestApp
  readonly clinic: Clinic
  readonly foreign: Clinic
  readonly superAdmin: TestUser
}

type Facts = Record<string, unknown>

/** One "no": what stands in the way, and what every way in answers. */
interface Refused {
  /** Makes what the try stumbles over; runs once. What it gives is handed on. */
  readonly arrange?: (stage: Stage) => Promise<string>
  /** Without it the clinic's admin. */
  readonly as?: (stage: Stage) => TestUser | undefined
  readonly code: string
  readonly facts?: Facts | ((stage: Stage, arranged: string) => Facts)
  /** The fields that a form marks. */
  readonly paths?: readonly string[]
  readonly refuses: string
  readonly status: number
}

/** A refused write of a document. */
export interface RefusalCase extends Refused {
  /** Where an entry says it before us, such as GraphQL's own schema: which entries are left. */
  readonly entries?: readonly Entry[]
  readonly write: (stage: Stage, arranged: string) => Omit<Write, 'as'>
}

/** A refused action: an endpoint, and the operation behind it as a host's code calls it. */
export interface ActionCase extends Refused {
  readonly post: (stage: Stage, arranged: string) => [route: string, body: object]
  /** Absent where the endpoint refuses the shape, which an operation has from its types. */
  readonly run?: (req: PayloadRequest, arranged: string, stage: Stage) => Promise<object>
}

/** Entries for what GraphQL's own schema refuses before it reaches us: a missing or mistyped value. */
export const WITHOUT_GRAPHQL: readonly Entry[] = ['REST', 'Local API']

const setStage = async (): Promise<Stage> => {
  const app = await startTestApp()
  const [clinic, foreign] = [await createClinic(app), await createClinic(app)]
  return { app, clinic, foreign, superAdmin: await createSuperAdmin(app) }
}

/** A stage for a whole file. */
export const useStage = (): { current: Stage } => {
  const holder = {} as { current: Stage }
  beforeAll(async () => {
    holder.current = await setStage()
  }, 120_000)
  afterAll(async () => {
    await holder.current.app.close()
  })
  return holder
}

interface Try {
  readonly as: TestUser | undefined
  readonly made: string
  readonly stage: Stage
}

/** Arranges once, tries, and expects the refusal: alike each time, and nothing written. */
const createRefuser = (holder: { current: Stage }) => {
  const arranged = new Map<Refused, string>()
  return async (one: Refused, attempt: (of: Try) => Promise<Outcome>): Promise<void> => {
    const stage = holder.current
    const made = arranged.get(one) ?? (await one.arrange?.(stage)) ?? ''
    arranged.set(one, made)
    const as = one.as === undefined ? stage.clinic.admin : one.as(stage)
    const before = await fingerprint(stage.app)

    const outcome = await attempt({ as, made, stage })

    expect(outcome).toMatchObject({ code: one.code, status: one.status })
    const facts = typeof one.facts === 'function' ? one.facts(stage, made) : one.facts
    expect(outcome.facts).toMatchObject(facts ?? {})
    expect(outcome.paths).toEqual(one.paths ?? [])
    expect(await fingerprint(stage.app)).toBe(before)
  }
}

type Groups<Case> = Readonly<Record<string, readonly Case[]>>

/**
 * Tries each write by each entry: the same status, code, facts and marked fields, and nothing is written.
 */
export const describeRefusals = (groups: Groups<RefusalCase>): void => {
  const refuse = createRefuser(useStage())
  describe.each(Object.entries(groups))('%s', (_, cases) => {
    const rows = cases.flatMap((one) =>
      (one.entries ?? ENTRIES).map((entry) => ({ ...one, entry, one })),
    )
    test.each(rows)('$entry should refuse $refuses: $status $code', async ({ entry, one }) => {
      await refuse(one, ({ as, made, stage }) =>
        writeBy(entry, stage.app, { as, ...one.write(stage, made) }),
      )
    })
  })
}

/** Tries each action by its endpoint and by its operation. */
export const describeActionRefusals = (groups: Groups<ActionCase>): void => {
  const refuse = createRefuser(useStage())
  describe.each(Object.entries(groups))('%s', (_, cases) => {
    test.each(cases)('REST should refuse $refuses: $status $code', async (one) => {
      await refuse(one, async ({ as, made, stage }) => {
        const [route, body] = one.post(stage, made)
        return outcomeOf(await stage.app.rest('POST', route, { as, body }))
      })
    })
    const operations = cases.filter(({ run }) => run !== undefined)
    test.each(operations)('Operation should refuse $refuses: $status $code', async (one) => {
      await refuse(one, async ({ as, made, stage }) => {
        const req = await stage.app.reqOf(as)
        return localOutcome(async () => (await one.run?.(req, made, stage)) ?? {})
      })
    })
  })
}

import { createLocalReq, type Payload } from 'payload'
import type pg from 'pg'
import { asSystem } from '../src/db/scope.ts'
import {
  askForCodes,
  createPlaces,
  createPrices,
  createStaff,
  createTenant,
  readTypes,
} from './clinic.ts'
import { type ClinicAtWork, requestsOf } from './clinicAtWork.ts'
import type { SeedContext } from './context.ts'
import { inDemoTime } from './demoTime.ts'
import type { DemoTenant } from './demo/types.ts'
import { liveThrough, type Turn } from './history.ts'
import { mark } from './marks.ts'
import type { Plan } from './plan/plan.ts'
import type { Span } from './plan/span.ts'

interface Of {
  readonly onEvent: () => void
  readonly owner: pg.Client
  readonly plan: Plan
  readonly span: Span
}

/** The clinic before its first patient: what the platform and the clinic's admin set up. */
const openClinic = async (
  payload: Payload,
  demo: DemoTenant,
  { plan, span }: Of,
): Promise<ClinicAtWork> => {
  const context: SeedContext = { demo, payload, req: await createLocalReq({}, payload) }
  const { id: tenant } = await createTenant(context)
  const places = await createPlaces(context, tenant)
  const types = await readTypes(context, tenant)
  const staff = await createStaff(context, { places, tenant, today: span.today, types })
  await createPrices(context, { tenant, therapists: staff.therapists, types })
  return {
    as: requestsOf(payload, staff),
    demo,
    patients: [],
    payload,
    places,
    plan,
    sessions: new Map(),
    tenant,
    therapists: staff.therapists,
    types,
  }
}

const databaseTime = async (owner: pg.Client): Promise<string> => {
  const { rows } = await owner.query<{ from: string }>(
    `select date_trunc('milliseconds', clock_timestamp())::text as from`,
  )
  return rows[0]?.from ?? ''
}

export interface Seeded {
  readonly tenant: string
  readonly turns: readonly Turn[]
}

/** Opens one demo clinic and lives through its history, each event at its own moment. @rule SES-5 */
export const seedTenant = (payload: Payload, demo: DemoTenant, of: Of): Promise<Seeded> => {
  const { onEvent, owner, plan, span } = of
  return inDemoTime(plan.openedMs, async () => {
    await mark(payload, demo.slug, { state: 'unfinished', today: span.today })
    const opened = { atMs: plan.openedMs, from: await databaseTime(owner) }
    const clinic = await asSystem('seed', () => openClinic(payload, demo, of))
    const turns = await liveThrough(clinic, { nowMs: span.nowMs, onEvent })
    await asSystem('seed', async () => {
      const context: SeedContext = { demo, payload, req: await createLocalReq({}, payload) }
      await askForCodes(context, clinic.tenant)
    })
    return { tenant: clinic.tenant, turns: [opened, ...turns] }
  })
}

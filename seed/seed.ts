import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import { asSystem } from '../src/db/scope.ts'
import { addDays, dayOfWeekOn, wallTimeAt } from '../src/domain/scheduling/wallClock.ts'
import { nowMs } from '../src/operations/common/services.ts'
import { recordPayment } from '../src/operations/money/recordPayment.ts'
import { bookSession } from '../src/operations/scheduling/bookSession.ts'
import { openDatabase } from '../src/server/database.ts'
import type { Env } from '../src/server/env.ts'
import { loadPayload } from '../src/server/load.ts'
import { slugs } from '../src/slugs.ts'
import { createPlace, createPrices, createStaff, createTenant } from './clinic.ts'
import { asPlatform, type SeedContext } from './context.ts'
import { DEMO_PASSWORD, DEMO_TENANTS } from './demo/index.ts'
import type { DemoBooking, DemoTenant } from './demo/types.ts'
import { createPatients } from './patients.ts'

interface Seeded {
  /** The clinic's admin, with an admin's rights. */
  readonly admin: PayloadRequest
  readonly location: string
  readonly patients: readonly string[]
  readonly therapists: readonly string[]
  readonly timezone: string
  readonly types: readonly string[]
}

/** The first working day from so many days ahead, or the last one so many days behind. */
const workingDay = (today: string, inDays: number): string => {
  let on = addDays(today, inDays)
  while ([0, 6].includes(dayOfWeekOn(on))) on = addDays(on, inDays < 0 ? -1 : 1)
  return on
}

const book = async (demo: DemoBooking, of: Seeded): Promise<void> => {
  const { admin } = of
  const patient = of.patients[demo.patient] ?? ''
  const today = wallTimeAt(nowMs(admin), of.timezone).on
  await bookSession(admin, {
    location: of.location,
    patient,
    startsAt: `${workingDay(today, demo.inDays)}T${demo.time}`,
    therapist: of.therapists[demo.therapist] ?? '',
    therapyType: of.types[demo.type] ?? '',
  })
  if (demo.pays !== undefined) await recordPayment(admin, { ...demo.pays, patient })
}

const seedTenant = async (payload: Payload, demo: DemoTenant): Promise<void> => {
  const context: SeedContext = { demo, payload, req: await createLocalReq({}, payload) }
  const { id: tenant, timezone } = await createTenant(context)
  const location = await createPlace(context, tenant)
  const { admin, therapists } = await createStaff(context, { location, tenant })
  const types = await createPrices(context, { tenant, therapists })
  const patients = await createPatients(context, tenant)
  const user = await payload.findByID({
    ...asPlatform(context),
    id: admin,
    collection: slugs.users,
  })
  for (const booking of demo.bookings) {
    // Each booking is a request of its own.
    const req = await createLocalReq({ user: { ...user, collection: slugs.users } }, payload)
    await book(booking, {
      admin: req,
      location,
      patients,
      therapists,
      timezone: timezone ?? 'UTC',
      types,
    })
  }
}

const isSeeded = async (payload: Payload, demo: DemoTenant): Promise<boolean> => {
  const { totalDocs } = await payload.count({
    collection: slugs.tenants,
    // Nobody is signed in while seeding.
    overrideAccess: true,
    where: { slug: { equals: demo.slug } },
  })
  return totalDocs > 0
}

/** Demo tenants, one per preset, through the same operations as real work. What is there stays. */
export const seedDemo = (payload: Payload): Promise<void> =>
  asSystem('seed', async () => {
    for (const demo of DEMO_TENANTS) {
      if (!(await isSeeded(payload, demo))) await seedTenant(payload, demo)
    }
  })

const demoLogins = (): string[] =>
  DEMO_TENANTS.flatMap((demo) => [
    `${demo.name} (${demo.preset})`,
    ...demo.staff.map(({ email, roles }) => `  ${email.padEnd(34)} ${roles.join(', ')}`),
  ])

/** `caseload seed`: fills the demo tenants and prints their logins. */
export const seed = async (env: Env, print: (text: string) => void): Promise<void> => {
  const database = await openDatabase(env)
  try {
    const { payload } = await loadPayload(env, database)
    await seedDemo(payload)
    await payload.destroy()
    print(demoLogins().join('\n'))
    print(`\nAll demo logins have the password ${DEMO_PASSWORD}`)
  } finally {
    await database.close()
  }
}

import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import { asSystem } from '../src/db/scope.ts'
import { addDays, dayOfWeekOn, wallTimeAt } from '../src/domain/scheduling/wallClock.ts'
import { nowMs } from '../src/operations/common/services.ts'
import { recordPayment } from '../src/operations/money/recordPayment.ts'
import { bookSession } from '../src/operations/scheduling/bookSession.ts'
import type { Setting, Tenant } from '../src/payload-types.ts'
import { openDatabase } from '../src/server/database.ts'
import type { Env } from '../src/server/env.ts'
import { loadPayload } from '../src/server/load.ts'
import { slugs } from '../src/slugs.ts'
import { DEMO_PASSWORD, DEMO_TENANTS, type DemoBooking, type DemoTenant } from './demo.ts'

interface Seeded {
  readonly admin: PayloadRequest
  readonly location: string
  readonly patients: readonly string[]
  readonly therapists: readonly string[]
  readonly types: readonly string[]
  readonly timezone: string
}

const system = (req: PayloadRequest) => ({ depth: 0, overrideAccess: true, req }) as const

const createTenant = async (payload: Payload, req: PayloadRequest, demo: DemoTenant) => {
  const { currency, name, phone, preset, slug } = demo
  const tenant: Tenant = await payload.create({
    ...system(req),
    collection: slugs.tenants,
    data: {
      address: demo.location.address,
      currency,
      email: `hello@${slug}.example`,
      name,
      phone,
      preset,
      slug,
    },
  })
  if (demo.operatorRecordsPayments) {
    const { docs } = await payload.find({
      ...system(req),
      collection: slugs.settings,
      where: { tenant: { equals: tenant.id } },
    })
    const settings = docs[0] as Setting
    await payload.update({
      ...system(req),
      id: settings.id,
      collection: slugs.settings,
      data: { billing: { ...settings.billing, operatorRecordsPayments: true } },
    })
  }
  return tenant
}

const createPlace = async (payload: Payload, req: PayloadRequest, demo: DemoTenant, tenant: string) => {
  const { docs } = await payload.find({
    ...system(req),
    collection: slugs.locations,
    where: { tenant: { equals: tenant } },
  })
  const first = docs[0]
  if (first === undefined) throw new Error('a tenant begins with a location')
  const { name, rooms } = demo.location
  await payload.update({ ...system(req), id: first.id, collection: slugs.locations, data: { name } })
  for (const room of rooms) {
    await payload.create({
      ...system(req),
      collection: slugs.rooms,
      data: { active: true, kind: 'room', location: first.id, name: room, tenant },
    })
  }
  return first.id
}

const createStaff = async (
  payload: Payload,
  req: PayloadRequest,
  demo: DemoTenant,
  of: { location: string; tenant: string },
): Promise<{ admin: string; therapists: string[] }> => {
  const therapists: string[] = []
  let admin = ''
  for (const { email, name, roles, works } of demo.staff) {
    const user = await payload.create({
      ...system(req),
      collection: slugs.users,
      data: { email, firstName: name[0], lastName: name[1], password: DEMO_PASSWORD },
    })
    await payload.create({
      ...system(req),
      collection: slugs.memberships,
      data: { active: true, roles: [...roles], tenant: of.tenant, user: user.id },
    })
    if (roles.includes('admin')) admin = user.id
    if (works === undefined) continue
    therapists.push(user.id)
    for (const dayOfWeek of works.days) {
      await payload.create({
        ...system(req),
        collection: slugs.availability,
        data: {
          active: true,
          dayOfWeek,
          endTime: works.to,
          location: of.location,
          startTime: works.from,
          telehealth: true,
          tenant: of.tenant,
          therapist: user.id,
        },
      })
    }
  }
  return { admin, therapists }
}

const createPrices = async (
  payload: Payload,
  req: PayloadRequest,
  demo: DemoTenant,
  of: { tenant: string; therapists: readonly string[] },
): Promise<string[]> => {
  const { docs } = await payload.find({
    ...system(req),
    collection: slugs.therapyTypes,
    limit: 100,
    sort: 'createdAt',
    where: { tenant: { equals: of.tenant } },
  })
  const types = docs.map(({ id }) => id)
  for (const [therapist, type, durationMinutes, priceMinor] of demo.prices) {
    await payload.create({
      ...system(req),
      collection: slugs.pricing,
      data: {
        active: true,
        durationMinutes,
        priceMinor,
        tenant: of.tenant,
        therapist: of.therapists[therapist] ?? '',
        therapyType: types[type] ?? '',
      },
    })
  }
  return types
}

const createPatients = async (
  payload: Payload,
  req: PayloadRequest,
  demo: DemoTenant,
  tenant: string,
): Promise<string[]> => {
  const contacts: string[] = []
  for (const { name, ...contact } of demo.contacts) {
    const doc = await payload.create({
      ...system(req),
      collection: slugs.contacts,
      data: { ...contact, firstName: name[0], lastName: name[1], tenant },
    })
    contacts.push(doc.id)
  }
  const patients: string[] = []
  for (const { animal, bornOn, contacts: links, name } of demo.patients) {
    const doc = await payload.create({
      ...system(req),
      collection: slugs.patients,
      data: {
        ...(animal === undefined ? {} : { animal }),
        bornOn,
        firstName: name[0],
        guardians: links.map(({ index, relationship }) => ({
          contact: contacts[index] ?? '',
          relationship,
        })),
        kind: animal === undefined ? 'person' : 'animal',
        lastName: name[1],
        tenant,
      },
    })
    patients.push(doc.id)
  }
  return patients
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
  const req = await createLocalReq({}, payload)
  const tenant = await createTenant(payload, req, demo)
  const location = await createPlace(payload, req, demo, tenant.id)
  const { admin, therapists } = await createStaff(payload, req, demo, { location, tenant: tenant.id })
  const types = await createPrices(payload, req, demo, { tenant: tenant.id, therapists })
  const patients = await createPatients(payload, req, demo, tenant.id)
  const user = await payload.findByID({ ...system(req), id: admin, collection: slugs.users })
  for (const booking of demo.bookings) {
    // Each booking is a request of its own by the clinic's admin, with an admin's rights.
    await book(booking, {
      admin: await createLocalReq({ user: { ...user, collection: slugs.users } as never }, payload),
      location,
      patients,
      therapists,
      timezone: tenant.timezone ?? 'UTC',
      types,
    })
  }
}

const isSeeded = async (payload: Payload, demo: DemoTenant): Promise<boolean> => {
  const { totalDocs } = await payload.count({
    collection: slugs.tenants,
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

export const demoLogins = (): string[] =>
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

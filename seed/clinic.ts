import type { Setting, Tenant } from '../src/payload-types.ts'
import { slugs } from '../src/slugs.ts'
import { asPlatform, type SeedContext } from './context.ts'
import { DEMO_PASSWORD } from './demo/index.ts'

/** The tenant with its settings; its preset brings types, location and accounts. */
export const createTenant = async (context: SeedContext): Promise<Tenant> => {
  const { demo, payload } = context
  const { currency, name, phone, preset, slug } = demo
  const tenant = await payload.create({
    ...asPlatform(context),
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
      ...asPlatform(context),
      collection: slugs.settings,
      where: { tenant: { equals: tenant.id } },
    })
    const settings = docs[0] as Setting
    await payload.update({
      ...asPlatform(context),
      id: settings.id,
      collection: slugs.settings,
      data: { billing: { ...settings.billing, operatorRecordsPayments: true } },
    })
  }
  return tenant
}

/** Names the first location and opens its rooms. */
export const createPlace = async (context: SeedContext, tenant: string): Promise<string> => {
  const { demo, payload } = context
  const { docs } = await payload.find({
    ...asPlatform(context),
    collection: slugs.locations,
    where: { tenant: { equals: tenant } },
  })
  const location = docs[0]?.id
  if (location === undefined) throw new Error('a tenant begins with a location')
  await payload.update({
    ...asPlatform(context),
    id: location,
    collection: slugs.locations,
    data: { name: demo.location.name },
  })
  for (const name of demo.location.rooms) {
    await payload.create({
      ...asPlatform(context),
      collection: slugs.rooms,
      data: { active: true, kind: 'room', location, name, tenant },
    })
  }
  return location
}

export interface SeededStaff {
  readonly admin: string
  readonly therapists: readonly string[]
}

/** People with their roles; therapists also with working hours. */
export const createStaff = async (
  context: SeedContext,
  of: { location: string; tenant: string },
): Promise<SeededStaff> => {
  const { demo, payload } = context
  const therapists: string[] = []
  let admin = ''
  for (const { email, name, roles, works } of demo.staff) {
    const user = await payload.create({
      ...asPlatform(context),
      collection: slugs.users,
      data: { email, firstName: name[0], lastName: name[1], password: DEMO_PASSWORD },
    })
    await payload.create({
      ...asPlatform(context),
      collection: slugs.memberships,
      data: { active: true, roles: [...roles], tenant: of.tenant, user: user.id },
    })
    if (roles.includes('admin')) admin = user.id
    if (works === undefined) continue
    therapists.push(user.id)
    for (const dayOfWeek of works.days) {
      await payload.create({
        ...asPlatform(context),
        collection: slugs.availability,
        data: {
          ...of,
          active: true,
          dayOfWeek,
          endTime: works.to,
          startTime: works.from,
          telehealth: true,
          therapist: user.id,
        },
      })
    }
  }
  return { admin, therapists }
}

/** The preset's types in their order, and prices of therapists of their own. */
export const createPrices = async (
  context: SeedContext,
  of: { tenant: string; therapists: readonly string[] },
): Promise<string[]> => {
  const { demo, payload } = context
  const { docs } = await payload.find({
    ...asPlatform(context),
    collection: slugs.therapyTypes,
    limit: 100,
    sort: 'createdAt',
    where: { tenant: { equals: of.tenant } },
  })
  const types = docs.map(({ id }) => id)
  for (const [therapist, type, durationMinutes, priceMinor] of demo.prices) {
    await payload.create({
      ...asPlatform(context),
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

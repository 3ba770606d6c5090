import { PRESET_VALUES } from '../src/domain/tenancy/presets.ts'
import type { Setting, Tenant } from '../src/payload-types.ts'
import { slugs } from '../src/slugs.ts'
import { asPlatform, type SeedContext } from './context.ts'
import { DEMO_PASSWORD, DEMO_TIMEZONE, demoEmailOf } from './demo/index.ts'
import { dayOffOf } from './plan/catalogue.ts'

/** The tenant with its settings; its preset brings types, location and accounts. */
export const createTenant = async (context: SeedContext): Promise<Tenant> => {
  const { demo, payload } = context
  const { currency, locations, name, phone, preset, slug } = demo
  const tenant = await payload.create({
    ...asPlatform(context),
    collection: slugs.tenants,
    data: {
      address: locations[0].address,
      currency,
      email: demoEmailOf(slug),
      name,
      phone,
      preset,
      slug,
      timezone: DEMO_TIMEZONE,
    },
  })
  const { operatorRecordsPayments } = demo
  await changeSettings(context, tenant.id, ({ billing, security }) => ({
    billing: { ...billing, operatorRecordsPayments },
    security: { ...security, mfaRoles: [] },
  }))
  return tenant
}

const changeSettings = async (
  context: SeedContext,
  tenant: string,
  change: (settings: Setting) => Partial<Setting>,
): Promise<void> => {
  const { payload } = context
  const { docs } = await payload.find({
    ...asPlatform(context),
    collection: slugs.settings,
    where: { tenant: { equals: tenant } },
  })
  const settings = docs[0] as Setting
  await payload.update({
    ...asPlatform(context),
    id: settings.id,
    collection: slugs.settings,
    data: change(settings),
  })
}

/** Last of all: who must have codes and has none does nothing any more. @rule TEN-14 */
export const askForCodes = (context: SeedContext, tenant: string): Promise<void> =>
  changeSettings(context, tenant, ({ security }) => ({
    security: { ...security, mfaRoles: [...context.demo.mfaRoles] },
  }))

export interface Place {
  readonly id: string
  readonly rooms: readonly string[]
}

/** Names the first location, adds the others, and opens their rooms. */
export const createPlaces = async (context: SeedContext, tenant: string): Promise<Place[]> => {
  const { demo, payload } = context
  const { docs } = await payload.find({
    ...asPlatform(context),
    collection: slugs.locations,
    where: { tenant: { equals: tenant } },
  })
  const first = docs[0]?.id
  if (first === undefined) throw new Error('a tenant begins with a location')
  const places: Place[] = []
  for (const { address, name, rooms } of demo.locations) {
    const isFirst = places.length === 0
    const { id } = isFirst
      ? await payload.update({
          ...asPlatform(context),
          id: first,
          collection: slugs.locations,
          data: { name },
        })
      : await payload.create({
          ...asPlatform(context),
          collection: slugs.locations,
          data: { active: true, address, name, tenant, timezone: DEMO_TIMEZONE },
        })
    const ids: string[] = []
    for (const room of rooms) {
      const created = await payload.create({
        ...asPlatform(context),
        collection: slugs.rooms,
        data: { active: true, kind: 'room', location: id, name: room, tenant },
      })
      ids.push(created.id)
    }
    places.push({ id, rooms: ids })
  }
  return places
}

export interface SeededStaff {
  readonly accountant: string
  readonly admin: string
  readonly operator: string
  readonly therapists: readonly string[]
}

interface Of {
  readonly places: readonly Place[]
  readonly tenant: string
  readonly today: string
  readonly types: readonly string[]
}

/** The hours of one therapist, on every day of the week but the one off. */
const createHours = async (
  context: SeedContext,
  of: Of & { therapist: string; works: NonNullable<SeedContext['demo']['staff'][0]['works']> },
): Promise<void> => {
  const { payload } = context
  const { works } = of
  const off = dayOffOf(of.today, works)
  for (const dayOfWeek of [0, 1, 2, 3, 4, 5, 6].filter((day) => day !== off)) {
    for (const [startTime, endTime] of works.windows) {
      await payload.create({
        ...asPlatform(context),
        collection: slugs.availability,
        data: {
          active: true,
          dayOfWeek,
          endTime,
          location: of.places[works.location]?.id ?? null,
          startTime,
          telehealth: true,
          tenant: of.tenant,
          therapist: of.therapist,
          therapyTypes: works.types.map((type) => of.types[type] ?? ''),
        },
      })
    }
  }
}

/** People with their roles; therapists also with working hours. */
export const createStaff = async (context: SeedContext, of: Of): Promise<SeededStaff> => {
  const { demo, payload } = context
  const therapists: string[] = []
  const others: Record<string, string> = {}
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
    for (const role of roles) others[role] = user.id
    if (works === undefined) continue
    therapists.push(user.id)
    await createHours(context, { ...of, therapist: user.id, works })
  }
  const { accountant = '', admin = '', operator = '' } = others
  return { accountant, admin, operator, therapists }
}

/** The tenant's types in the order of its preset. */
export const readTypes = async (context: SeedContext, tenant: string): Promise<string[]> => {
  const { demo, payload } = context
  const { docs } = await payload.find({
    ...asPlatform(context),
    collection: slugs.therapyTypes,
    limit: 100,
    where: { tenant: { equals: tenant } },
  })
  return PRESET_VALUES[demo.preset].therapyTypes.map(
    (type) => docs.find(({ name }) => name === type.name)?.id ?? '',
  )
}

/** Prices of therapists of their own. */
export const createPrices = async (
  context: SeedContext,
  of: { tenant: string; therapists: readonly string[]; types: readonly string[] },
): Promise<void> => {
  const { demo, payload } = context
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
        therapyType: of.types[type] ?? '',
      },
    })
  }
}

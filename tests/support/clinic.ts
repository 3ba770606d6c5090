import type { PayloadRequest } from 'payload'
import { asSystem } from '../../src/db/scope.ts'
import type { Role } from '../../src/domain/people/roles.ts'
import type { Preset } from '../../src/domain/tenancy/presets.ts'
import type { Setting, Tenant } from '../../src/payload-types.ts'
import { slugs } from '../../src/slugs.ts'
import { PASSWORD, type TestApp, type TestUser } from './app.ts'

export interface Clinic {
  readonly accountant: TestUser
  readonly admin: TestUser
  readonly contact: string
  readonly location: string
  readonly operator: TestUser
  readonly patient: string
  readonly patient2: string
  readonly room: string
  readonly tenant: Tenant
  readonly therapist: TestUser
  readonly therapist2: TestUser
  /** 45 minutes, 1,000.00, no buffers. */
  readonly type: string
}

let counter = 0
const unique = (): string => `${process.pid.toString(36)}${(counter += 1).toString(36)}`

export const createUser = async (
  app: TestApp,
  req: PayloadRequest,
  of: { firstName?: string; roles: readonly Role[]; tenant?: string },
): Promise<TestUser> => {
  const email = `${of.firstName ?? of.roles[0] ?? 'user'}.${unique()}@test.example`.toLowerCase()
  const user = await app.payload.create({
    collection: slugs.users,
    data: {
      email,
      firstName: of.firstName ?? 'Test',
      lastName: of.roles.join(' ') || 'User',
      password: PASSWORD,
    },
    overrideAccess: true,
    req,
  })
  if (of.tenant !== undefined) {
    await app.payload.create({
      collection: slugs.memberships,
      data: { active: true, roles: [...of.roles], tenant: of.tenant, user: user.id },
      overrideAccess: true,
      req,
    })
  }
  return { email, id: user.id }
}

export const createSuperAdmin = async (app: TestApp): Promise<TestUser> => {
  const user = await asSystem('test', async () =>
    createUser(app, await app.reqOf(), { firstName: 'Platform', roles: [] }),
  )
  await app.sql(`update account_states set platform_role = 'super-admin' where user_id = $1`, [
    user.id,
  ])
  return user
}

const openHours = async (
  app: TestApp,
  req: PayloadRequest,
  of: { location: string; tenant: string; therapist: string },
): Promise<void> => {
  for (const dayOfWeek of [1, 2, 3, 4, 5]) {
    await app.payload.create({
      collection: slugs.availability,
      data: { active: true, dayOfWeek, endTime: '17:00', startTime: '09:00', ...of },
      overrideAccess: true,
      req,
    })
  }
}

/** Somebody who works from Monday to Friday, 9 to 17. */
export const createTherapist = async (
  app: TestApp,
  req: PayloadRequest,
  { location, tenant }: Pick<Clinic, 'location' | 'tenant'>,
): Promise<TestUser> => {
  const therapist = await createUser(app, req, { roles: ['therapist'], tenant: tenant.id })
  await openHours(app, req, { location, tenant: tenant.id, therapist: therapist.id })
  return therapist
}

export const createPatient = async (
  app: TestApp,
  req: PayloadRequest,
  of: { bornOn?: string; contact: string; firstName?: string; lastName?: string; tenant: string },
): Promise<string> => {
  const { id } = await app.payload.create({
    collection: slugs.patients,
    data: {
      acceptDuplicate: true,
      bornOn: of.bornOn ?? '2017-03-04',
      firstName: of.firstName ?? 'Asha',
      guardians: [{ contact: of.contact, relationship: 'mother' }],
      kind: 'person',
      lastName: of.lastName ?? `Rao ${unique()}`,
      tenant: of.tenant,
    },
    overrideAccess: true,
    req,
  })
  return id
}

export const updateSettings = async (
  app: TestApp,
  tenant: string,
  change: (settings: Setting) => Partial<Setting>,
): Promise<void> => {
  await asSystem('test', async () => {
    const req = await app.reqOf()
    const { docs } = await app.payload.find({
      collection: slugs.settings,
      overrideAccess: true,
      req,
      where: { tenant: { equals: tenant } },
    })
    const settings = docs[0] as Setting
    await app.payload.update({
      collection: slugs.settings,
      data: change(settings),
      id: settings.id,
      overrideAccess: true,
      req,
    })
  })
}

/** At first a clinic asks its admins and accountants for codes; most tests are not about that. */
const askForNoCodes = (app: TestApp, tenant: string): Promise<unknown> =>
  app.sql(
    `delete from settings_security_mfa_roles r using settings s
      where r.parent_id = s.id and s.tenant_id = $1`,
    [tenant],
  )

/** A clinic with staff of every role, two patients of one mother, hours from Monday to Friday, 9 to 17. */
export const createClinic = (
  app: TestApp,
  of: { bufferAfterMinutes?: number; preset?: Preset } = {},
): Promise<Clinic> =>
  asSystem('test', async () => {
    const req = await app.reqOf()
    const preset = of.preset ?? 'therapy-centre'
    const tenant: Tenant = await app.payload.create({
      collection: slugs.tenants,
      data: { name: `Clinic ${unique()}`, phone: '+912226001111', preset },
      overrideAccess: true,
      req,
    })
    await askForNoCodes(app, tenant.id)
    const inTenant = { overrideAccess: true, req } as const
    const { docs } = await app.payload.find({
      ...inTenant,
      collection: slugs.locations,
      where: { tenant: { equals: tenant.id } },
    })
    const location = docs[0]?.id ?? ''
    const room = await app.payload.create({
      ...inTenant,
      collection: slugs.rooms,
      data: { active: true, kind: 'room', location, name: 'Room 1', tenant: tenant.id },
    })
    const type = await app.payload.create({
      ...inTenant,
      collection: slugs.therapyTypes,
      data: {
        bufferAfterMinutes: of.bufferAfterMinutes ?? 0,
        category: 'individual',
        defaultDurationMinutes: 45,
        defaultPriceMinor: 100_000,
        name: 'Test Therapy',
        tenant: tenant.id,
      },
    })
    const staff = (roles: readonly Role[], firstName: string) =>
      createUser(app, req, { firstName, roles, tenant: tenant.id })
    const therapist = await staff(['therapist'], 'Tara')
    const therapist2 = await staff(['therapist'], 'Dev')
    for (const { id } of [therapist, therapist2]) {
      await openHours(app, req, { location, tenant: tenant.id, therapist: id })
    }
    const contact = await app.payload.create({
      ...inTenant,
      collection: slugs.contacts,
      data: {
        email: `mother.${unique()}@test.example`,
        firstName: 'Priya',
        lastName: 'Rao',
        phone: '98200 12345',
        tenant: tenant.id,
      },
    })
    const patientOf = (firstName: string) =>
      createPatient(app, req, { contact: contact.id, firstName, tenant: tenant.id })
    return {
      accountant: await staff(['accountant'], 'Lakshmi'),
      admin: await staff(['admin'], 'Anita'),
      contact: contact.id,
      location,
      operator: await staff(['operator'], 'Omar'),
      patient: await patientOf('Asha'),
      patient2: await patientOf('Ravi'),
      room: room.id,
      tenant,
      therapist,
      therapist2,
      type: type.id,
    }
  })

/** The body of a booking that nothing stands against: Tuesday 10:00, in the clinic's zone. */
export const bookingOf = (clinic: Clinic, change: object = {}): Record<string, unknown> => ({
  location: clinic.location,
  patient: clinic.patient,
  startsAt: '2026-06-02T10:00',
  therapist: clinic.therapist.id,
  therapyType: clinic.type,
  ...change,
})

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { asSystem } from '../../../src/db/scope.ts'
import { readCharge } from '../../../src/operations/money/readCharge.ts'
import { slugs } from '../../../src/slugs.ts'
import { PASSWORD, startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { type Clinic, createClinic, createSuperAdmin, createUser } from '../../support/clinic.ts'
import { outcomeOf } from '../../support/entries.ts'
import { eventually } from '../../support/eventually.ts'
import { withClient } from '../../support/sql.ts'
import { SLUGS } from './stage.ts'

let app: TestApp
let clinic: Clinic
let platform: TestUser

beforeAll(async () => {
  app = await startTestApp()
  platform = await createSuperAdmin(app)
})
afterAll(async () => {
  await app.close()
})
beforeEach(async () => {
  clinic = await createClinic(app)
})

const membershipOf = async (user: TestUser, tenant = clinic.tenant.id): Promise<string> => {
  const [row] = await app.sql<{ id: string }>(
    'select id from memberships where user_id = $1 and tenant_id = $2',
    [user.id, tenant],
  )
  return row?.id ?? ''
}

const stateOf = async (user: TestUser): Promise<string> => {
  const [row] = await app.sql<{ id: string }>('select id from account_states where user_id = $1', [
    user.id,
  ])
  return row?.id ?? ''
}

const join = (roles: readonly ('accountant' | 'admin' | 'operator')[], tenant = clinic.tenant.id) =>
  asSystem('test', async () => createUser(app, await app.reqOf(), { roles, tenant }))

const outsider = () =>
  asSystem('test', async () => createUser(app, await app.reqOf(), { roles: [] }))

const addTo = (user: TestUser, tenant: string, roles: readonly 'admin'[] | readonly 'operator'[]) =>
  asSystem('test', async () =>
    app.payload.create({
      collection: slugs.memberships,
      data: { active: true, roles: [...roles], tenant, user: user.id },
      overrideAccess: true,
      req: await app.reqOf(),
    }),
  )

const change = async (as: TestUser, route: string, body: object) =>
  outcomeOf(await app.rest('PATCH', route, { as, body }))

const login = async (user: TestUser, password = PASSWORD) =>
  outcomeOf(await app.rest('POST', '/users/login', { body: { email: user.email, password } }))

const adminsOf = (tenant: string) =>
  app.sql(
    `select m.user_id from memberships m
       join memberships_roles r on r.parent_id = m.id and r.value = 'admin'
       join account_states a on a.user_id = m.user_id and a.active
      where m.tenant_id = $1 and m.active`,
    [tenant],
  )

/** Lets two changes pass everything but the queue of a clinic's admins, and then go on together. */
const bothAtOnce = async <T>(changes: readonly (() => Promise<T>)[]): Promise<T[]> => {
  const waiting = async (): Promise<number> => {
    const [row] = await app.sql<{ count: number }>(
      `select count(*)::int from pg_locks
        where locktype = 'advisory' and not granted
          and database = (select oid from pg_database where datname = current_database())`,
    )
    return row?.count ?? 0
  }
  const started = await withClient(app.database, 'app', async (client) => {
    await client.query('begin')
    await client.query('select claims.queue($1::text[])', [[`${clinic.tenant.id}:admins`]])
    const under = changes.map((begin) => begin())
    await eventually(waiting, (count) => count === changes.length, 2_500)
    await client.query('commit')
    return { under }
  })
  return Promise.all(started.under)
}

describe('The last admin of a clinic', () => {
  const WAYS = { 'lose the role': { roles: ['operator'] }, 'be switched off': { active: false } }
  const TRIES = 10

  it.each(Object.entries(WAYS))(
    'should not be lost when two admins make each other %s at the same time',
    async (_, body) => {
      const codes: string[] = []
      for (let round = 0; round < TRIES; round += 1) {
        const second = await join(['admin'])
        const first = await join(['admin'])
        await app.sql(
          `update memberships set active = false where tenant_id = $1 and user_id <> all ($2)`,
          [clinic.tenant.id, [first.id, second.id]],
        )
        const [ofFirst, ofSecond] = [await membershipOf(first), await membershipOf(second)]
        const outcomes = await bothAtOnce([
          () => change(first, `/memberships/${ofSecond}`, body),
          () => change(second, `/memberships/${ofFirst}`, body),
        ])
        const statuses = outcomes.map(({ status }) => status).toSorted((a, b) => a - b)
        codes.push(`${statuses[0] ?? ''} ${outcomes.map(({ code }) => code ?? '').join('')}`)
        expect(await adminsOf(clinic.tenant.id)).toHaveLength(1)
      }
      expect(codes).toEqual(Array(TRIES).fill('200 last-admin'))
    },
  )

  it('should not be replaced by an admin whose account is switched off', async () => {
    const colleague = await join(['admin'])
    const absent = await join(['admin'])
    await app.sql('update account_states set active = false where user_id = $1', [absent.id])
    const ofAdmin = await membershipOf(clinic.admin)
    expect(await change(colleague, `/memberships/${ofAdmin}`, { active: false })).toMatchObject({
      status: 200,
    })
    // Now the colleague is the only one at work, and the system itself does not take the role away.
    const data = { roles: ['operator' as const] }
    const id = await membershipOf(colleague)
    const attempt = asSystem('test', async () =>
      app.payload.update({
        collection: slugs.memberships,
        data,
        id,
        overrideAccess: true,
        req: await app.reqOf(),
      }),
    )
    await expect(attempt).rejects.toMatchObject({ code: 'last-admin' })
  })

  it('should not be locked out by the platform either', async () => {
    const state = await stateOf(clinic.admin)
    expect(await change(platform, `/account-states/${state}`, { active: false })).toMatchObject({
      code: 'last-admin',
      status: 409,
    })
    await join(['admin'])
    expect(await change(platform, `/account-states/${state}`, { active: false })).toMatchObject({
      status: 200,
    })
  })

  it('should not be deleted, nor anybody else: people are switched off', async () => {
    const answers = await Promise.all([
      app.rest('DELETE', `/users/${clinic.admin.id}`, { as: platform }),
      app.rest('DELETE', `/users/${clinic.operator.id}`, { as: clinic.admin }),
    ])
    expect(answers.map((answer) => outcomeOf(answer))).toMatchObject(
      Array(2).fill({ code: 'in-use', facts: { deactivate: true }, status: 409 }),
    )
  })
})

describe('The first admin of a clinic', () => {
  const appoint = (user: TestUser, body: object) =>
    app.rest('POST', '/memberships', { as: platform, body: { user: user.id, ...body } })

  it('should be appointed by the platform, and nobody after', async () => {
    const { body } = await app.rest('POST', '/tenants', {
      as: platform,
      body: { name: `Fresh ${clinic.tenant.name}`, preset: 'veterinary' },
    })
    const tenant = body.doc.id as string
    const [first, second] = [await outsider(), await outsider()]
    const operator = await appoint(first, { roles: ['operator'], tenant })
    const admin = await appoint(first, { roles: ['admin'], tenant })
    const another = await appoint(second, { roles: ['admin'], tenant })
    expect([operator, admin, another].map(({ status }) => status)).toEqual([403, 201, 403])
    expect(await login(first)).toMatchObject({ status: 200 })
  })

  it('should not be appointed in a clinic that has one', async () => {
    const user = await outsider()
    const answer = await appoint(user, { roles: ['admin'], tenant: clinic.tenant.id })
    expect(outcomeOf(answer)).toMatchObject({ code: 'forbidden', status: 403 })
  })
})

describe("A person's own powers", () => {
  it('should not be raised by themselves', async () => {
    const own = await membershipOf(clinic.operator)
    expect(
      await change(clinic.operator, `/memberships/${own}`, { roles: ['admin'] }),
    ).toMatchObject({ code: 'forbidden', status: 403 })
    const admins = await membershipOf(clinic.admin)
    for (const body of [{ roles: ['admin', 'accountant'] }, { active: false }]) {
      expect(await change(clinic.admin, `/memberships/${admins}`, body)).toMatchObject({
        code: 'own-role-change',
        status: 403,
      })
    }
  })

  it('should not be raised in another clinic by a membership of their own making', async () => {
    const foreign = await createClinic(app)
    const answer = await app.rest('POST', '/memberships', {
      as: clinic.admin,
      body: { roles: ['admin'], tenant: foreign.tenant.id, user: clinic.admin.id },
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await membershipOf(clinic.admin, foreign.tenant.id)).toBe('')
  })

  it('should not be raised through the account or the login', async () => {
    const state = await stateOf(clinic.admin)
    const outcomes = [
      await change(clinic.admin, `/account-states/${state}`, { platformRole: 'super-admin' }),
      await change(clinic.admin, `/users/${clinic.admin.id}`, {
        rights: { memberships: [], platformRole: 'super-admin' },
      }),
    ]
    expect(outcomes[0]).toMatchObject({ code: 'forbidden', status: 403 })
    const { body } = await app.rest('GET', '/users/me', { as: clinic.admin })
    expect(body.user.rights.platformRole).toBeNull()
  })
})

describe("An admin's hold on people", () => {
  const seizures = { email: 'seized@test.example', password: 'a password of the thief' }

  it('should end where a person also works elsewhere', async () => {
    const foreign = await createClinic(app)
    await addTo(foreign.admin, clinic.tenant.id, ['operator'])
    for (const [field, value] of Object.entries(seizures)) {
      const outcome = await change(clinic.admin, `/users/${foreign.admin.id}`, { [field]: value })
      expect(outcome).toMatchObject({ code: 'forbidden', status: 403 })
    }
    expect(await login(foreign.admin)).toMatchObject({ status: 200 })
  })

  it('should end at the admin of the platform', async () => {
    const keeper = await createSuperAdmin(app)
    await addTo(keeper, clinic.tenant.id, ['operator'])
    const outcome = await change(clinic.admin, `/users/${keeper.id}`, {
      password: seizures.password,
    })
    expect(outcome).toMatchObject({ code: 'forbidden', status: 403 })
  })

  it('should hold for people of the clinic alone', async () => {
    const outcome = await change(clinic.admin, `/users/${clinic.operator.id}`, {
      password: 'a new password for Omar',
    })
    expect(outcome).toMatchObject({ status: 200 })
    expect(await login(clinic.operator)).toMatchObject({ code: 'invalid-credentials' })
    expect(await login(clinic.operator, 'a new password for Omar')).toMatchObject({ status: 200 })
  })
})

describe('Somebody who is locked out', () => {
  /** What the token of before still opens. */
  const opened = async (as: TestUser): Promise<string[]> => {
    const answers = await Promise.all(
      SLUGS.map(async (slug) => ({
        slug,
        status: (await app.rest('GET', `/${slug}`, { as })).status,
      })),
    )
    return answers.filter(({ status }) => status < 400).map(({ slug }) => slug)
  }

  it('should be told that their clinic is suspended, and reach nothing with an old token', async () => {
    expect((await opened(clinic.admin)).length).toBeGreaterThan(15)
    const route = `/tenants/${clinic.tenant.id}`
    await change(platform, route, { suspendedAt: new Date(app.clock.nowMs()).toISOString() })
    expect(await login(clinic.admin)).toMatchObject({ code: 'tenant-suspended', status: 403 })
    expect(await opened(clinic.admin)).toEqual([])
    await change(platform, route, { suspendedAt: null })
    expect(await login(clinic.admin)).toMatchObject({ status: 200 })
  })

  it('should not learn of the suspension with a wrong password', async () => {
    await change(platform, `/tenants/${clinic.tenant.id}`, {
      suspendedAt: new Date(app.clock.nowMs()).toISOString(),
    })
    expect(await login(clinic.admin, 'a wrong password')).toMatchObject({
      code: 'invalid-credentials',
      status: 401,
    })
  })

  it('should reach nothing any more when their membership is switched off', async () => {
    expect((await opened(clinic.operator)).length).toBeGreaterThan(10)
    await change(clinic.admin, `/memberships/${await membershipOf(clinic.operator)}`, {
      active: false,
    })
    expect(await opened(clinic.operator)).toEqual([])
    expect(await login(clinic.operator)).toMatchObject({
      code: 'invalid-credentials',
      status: 401,
    })
  })

  it('should keep their other clinic when one membership is switched off', async () => {
    const foreign = await createClinic(app)
    await addTo(clinic.operator, foreign.tenant.id, ['operator'])
    await change(clinic.admin, `/memberships/${await membershipOf(clinic.operator)}`, {
      active: false,
    })
    const { body } = await app.rest('GET', '/patients?limit=100', { as: clinic.operator })
    const tenants = (body.docs as { tenant: string }[]).map(({ tenant }) => tenant)
    expect(new Set(tenants)).toEqual(new Set([foreign.tenant.id]))
  })

  it('should reach nothing any more when their account is switched off', async () => {
    expect((await opened(clinic.operator)).length).toBeGreaterThan(10)
    await change(platform, `/account-states/${await stateOf(clinic.operator)}`, { active: false })
    expect(await opened(clinic.operator)).toEqual([])
    expect(await login(clinic.operator)).toMatchObject({
      code: 'invalid-credentials',
      status: 401,
    })
  })
})

describe('Somebody of two clinics', () => {
  it("should see amounts by the membership in the row's clinic", async () => {
    const foreign = await createClinic(app)
    await addTo(clinic.therapist, foreign.tenant.id, ['admin'])
    const booked = await Promise.all(
      [clinic, foreign].map((of) =>
        app.rest('POST', '/sessions/book', {
          as: of.operator,
          body: {
            location: of.location,
            patient: of.patient,
            startsAt: '2026-06-02T10:00',
            therapist: of.therapist.id,
            therapyType: of.type,
          },
        }),
      ),
    )
    const seen = await Promise.all(
      booked.map(async ({ body }) => {
        const answer = await app.rest(
          'GET',
          `/attendances?where[session][equals]=${String(body.session.id)}`,
          { as: clinic.therapist },
        )
        return (answer.body.docs as object[]).map((doc) => Object.hasOwn(doc, 'priceMinor'))
      }),
    )
    expect(seen).toEqual([[false], [true]])
    const charges = await Promise.all(
      booked.map(async ({ body }) =>
        readCharge(await app.reqOf(clinic.therapist), String(body.session.id)),
      ),
    )
    expect(charges).toEqual([null, expect.objectContaining({ costMinor: 100_000 })])
  })

  it('should see addresses of people where they are admin, not where they are colleagues', async () => {
    const foreign = await createClinic(app)
    await addTo(clinic.admin, foreign.tenant.id, ['operator'])
    const seen = async (user: TestUser) => {
      const { body, status } = await app.rest('GET', `/users/${user.id}`, { as: clinic.admin })
      return [status, body.email]
    }
    expect(await seen(clinic.therapist)).toEqual([200, clinic.therapist.email])
    expect(await seen(foreign.therapist)).toEqual([200, undefined])
    expect(await seen(clinic.admin)).toEqual([200, clinic.admin.email])
    const { body } = await app.rest('GET', '/users?limit=100', { as: clinic.admin })
    const addresses = (body.docs as { email?: string }[]).map(({ email }) => email)
    expect(addresses).toContain(clinic.operator.email)
    expect(addresses).not.toContain(foreign.operator.email)
  })
})

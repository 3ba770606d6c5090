import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { asSystem } from '../../../src/db/scope.ts'
import { slugs } from '../../../src/slugs.ts'
import { PASSWORD, startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { createClinic, createSuperAdmin, createUser } from '../../support/clinic.ts'

let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
}, 120_000)
afterAll(async () => {
  await app.close()
})

const signIn = (email: string, password = PASSWORD) =>
  app.rest('POST', '/users/login', { body: { email, password } })

/** The whole answer, but the id that each request has of its own. */
const toldIn = ({ errors: [error] }: Record<string, any>): unknown => ({
  ...error,
  data: { ...error.data, requestId: '' },
})

const createStranger = async (): Promise<TestUser> =>
  asSystem('test', async () => createUser(app, await app.reqOf(), { roles: [] }))

describe('signing in', () => {
  it('should give an operator a token', async () => {
    const { operator } = await createClinic(app)

    const { body, status } = await signIn(operator.email)

    expect(status).toBe(200)
    expect(body.token).toEqual(expect.any(String))
  })

  it('should be refused to somebody with a wrong password', async () => {
    const { operator } = await createClinic(app)

    const { body, status } = await signIn(operator.email, 'not the right one')

    expect(status).toBe(401)
    expect(body.errors[0].data.code).toBe('invalid-credentials')
  })

  it('should tell somebody without a place to work what a wrong password is told', async () => {
    const [{ operator }, stranger] = [await createClinic(app), await createStranger()]

    const [known, unknown] = [await signIn(stranger.email), await signIn(operator.email, 'wrong')]

    expect(known.status).toBe(401)
    expect(known.body.token).toBeUndefined()
    expect(toldIn(known.body)).toEqual(toldIn(unknown.body))
  })

  it('should tell people of a suspended clinic why, and let them in again afterwards', async () => {
    const { operator, tenant } = await createClinic(app)
    const superAdmin = await createSuperAdmin(app)
    const suspend = (suspendedAt: string | null) =>
      app.rest('PATCH', `/tenants/${tenant.id}`, { as: superAdmin, body: { suspendedAt } })

    await suspend('2026-06-01T03:00:00.000Z')
    const during = await signIn(operator.email)
    await suspend(null)
    const after = await signIn(operator.email)

    expect(during.status).toBe(403)
    expect(during.body.errors[0].data.code).toBe('tenant-suspended')
    expect(after.status).toBe(200)
  })
})

describe('a forgotten password', () => {
  const arrange = async () => {
    const { operator } = await createClinic(app)
    const token = await app.payload.forgotPassword({
      collection: slugs.users,
      data: { email: operator.email },
      disableEmail: true,
      overrideAccess: true,
    })
    const reset = (body: object) => app.rest('POST', '/users/reset-password', { body })
    return { email: operator.email, reset, token }
  }

  it.each(['x', 'password1234', '            '])(
    'should not be replaced by a weak one: %j',
    async (password) => {
      const { email, reset, token } = await arrange()

      const { body, status } = await reset({ password, token })

      expect(status).toBe(422)
      expect(body.errors[0].data.code).toBe('weak-password')
      expect((await signIn(email, password)).status).not.toBe(200)
      expect((await signIn(email)).status).toBe(200)
    },
  )

  it('should be replaced by a strong one, once', async () => {
    const { email, reset, token } = await arrange()
    const password = 'quite another battery'

    const first = await reset({ password, token })
    const second = await reset({ password: 'and yet another battery', token })

    expect([first.status, second.status]).toEqual([200, 401])
    expect((await signIn(email, password)).status).toBe(200)
  })

  it('should not be replaced by whoever sends no token, or none that is text', async () => {
    const { email, reset } = await arrange()
    const password = 'quite another battery'

    for (const token of [undefined, null, '', {}, [], 5, { not_equals: 'x' }]) {
      expect((await reset({ password, token })).status).toBe(400)
    }

    expect((await signIn(email)).status).toBe(200)
  })
})

describe('the last admin of a clinic', () => {
  /** The second admin, whose request began before the first one switched their membership off. */
  const arrange = async () => {
    const { admin, tenant } = await createClinic(app)
    const second = await asSystem('test', async () =>
      createUser(app, await app.reqOf(), {
        firstName: 'Second',
        roles: ['admin'],
        tenant: tenant.id,
      }),
    )
    const req = await app.reqOf(second)
    const idOf = async ({ id }: TestUser): Promise<string> => {
      const [row] = await app.sql<{ id: string }>('select id from memberships where user_id = $1', [
        id,
      ])
      return row?.id ?? ''
    }
    const gone = await app.rest('PATCH', `/memberships/${await idOf(second)}`, {
      as: admin,
      body: { active: false },
    })
    expect(gone.status).toBe(200)
    return { membership: await idOf(admin), req }
  }

  it.each([
    ['switched off', { active: false }],
    ['made an operator', { roles: ['operator' as const] }],
  ])('should not be %s by an admin who was faster to ask than to act', async (_, data) => {
    const { membership, req } = await arrange()

    const update = app.payload.update({
      collection: slugs.memberships,
      data,
      id: membership,
      overrideAccess: false,
      req,
    })

    await expect(update).rejects.toMatchObject({ code: 'last-admin', status: 409 })
    const rows = await app.sql('select active from memberships where id = $1', [membership])
    expect(rows).toEqual([{ active: true }])
  })
})

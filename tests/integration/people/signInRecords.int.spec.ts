import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { asSystem } from '../../../src/db/scope.ts'
import { beginSignIn, readEpoch } from '../../../src/operations/signIn/signInRecords.ts'
import { claimsOf, makeToken } from '../../../src/operations/signIn/signInToken.ts'
import { PASSWORD, startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { type Clinic, createClinic, createUser } from '../../support/clinic.ts'
import { bearing, signInFrom, tokenFrom, worthOf } from '../../support/signIns.ts'

let app: TestApp
let clinic: Clinic
let other: Clinic

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  other = await createClinic(app)
}, 120_000)
afterAll(() => app.close())

const join = (): Promise<TestUser> =>
  asSystem('test', async () =>
    createUser(app, await app.reqOf(), { roles: ['operator'], tenant: clinic.tenant.id }),
  )
const sidOf = (token: string): string => claimsOf(token.split('.')[1])?.sid as string
const membershipOf = async ({ id }: TestUser): Promise<string> => {
  const [row] = await app.sql<{ id: string }>('select id from memberships where user_id = $1', [id])
  return row?.id ?? ''
}

describe('sign-ins', () => {
  it('should live side by side, ten begun at once, and leave the person as they were', async () => {
    const user = await join()
    const version = () =>
      app.sql('select xmin::text, ctid::text from users where id = $1', [user.id])
    const before = await version()

    const tokens = await Promise.all(Array.from({ length: 10 }, () => tokenFrom(app, user)))

    const worth = await Promise.all(tokens.map((token) => worthOf(app, token)))
    expect(worth).toEqual(Array(10).fill('good'))
    expect(new Set(tokens.map(sidOf)).size).toBe(10)
    expect(await version()).toEqual(before)
  })

  it('should be listed and ended by their own person only', async () => {
    const user = await join()
    const [mine, phone, third] = [
      await tokenFrom(app, user),
      await tokenFrom(app, user, { address: '192.0.2.9' }),
      await tokenFrom(app, user),
    ]
    const stranger = await tokenFrom(app, other.operator)
    const end = (token: string) =>
      app.rest('POST', `/users/sign-ins/${sidOf(phone)}/end`, { ...bearing(token), body: {} })

    const { body } = await app.rest('GET', '/users/sign-ins', bearing(mine))
    const foreign = await end(stranger)
    expect(await worthOf(app, phone)).toBe('good')
    const own = await end(mine)
    const others = await app.rest('POST', '/users/sign-ins/end-others', {
      ...bearing(mine),
      body: {},
    })

    expect(body.signIns).toHaveLength(3)
    expect(body.signIns[0]).toMatchObject({ device: 'A browser', id: sidOf(mine), isCurrent: true })
    expect(body.signIns.map((one: { address: string }) => one.address)).toContain('192.0.2.9')
    expect([foreign.status, own.status, others.body]).toEqual([404, 200, { ended: 1 }])
    expect(await worthOf(app, phone)).toBe('token-revoked')
    expect(await worthOf(app, third)).toBe('token-revoked')
    expect(await worthOf(app, mine)).toBe('good')
  })

  it('should end with signing out, this one alone', async () => {
    const user = await join()
    const [mine, second] = [await tokenFrom(app, user), await tokenFrom(app, user)]
    await app.rest('POST', '/users/logout', bearing(mine))
    expect([await worthOf(app, mine), await worthOf(app, second)]).toEqual([
      'token-revoked',
      'good',
    ])
  })

  const CHANGES: readonly [string, (user: TestUser) => Promise<unknown>][] = [
    [
      'another role',
      async (user) =>
        app.rest('PATCH', `/memberships/${await membershipOf(user)}`, {
          as: clinic.admin,
          body: { roles: ['therapist'] },
        }),
    ],
    [
      'a membership that is switched off',
      async (user) =>
        app.rest('PATCH', `/memberships/${await membershipOf(user)}`, {
          as: clinic.admin,
          body: { active: false },
        }),
    ],
    [
      'a password that an admin gave',
      (user) =>
        app.rest('PATCH', `/users/${user.id}`, {
          as: clinic.admin,
          body: { password: 'quite another battery' },
        }),
    ],
    [
      'an account that is switched off, by whoever owns the database',
      ({ id }) => app.sql('update account_states set active = false where user_id = $1', [id]),
    ],
    [
      'a platform role',
      ({ id }) =>
        app.sql(`update account_states set platform_role = 'super-admin' where user_id = $1`, [id]),
    ],
  ]
  it.each(CHANGES)('should end at once with %s', async (_, change) => {
    const user = await join()
    const token = await tokenFrom(app, user)
    expect(await worthOf(app, token)).toBe('good')
    await change(user)
    expect(await worthOf(app, token)).toBe('token-revoked')
  })

  it('should stay when a membership is saved as it was', async () => {
    const user = await join()
    const token = await tokenFrom(app, user)
    const { status } = await app.rest('PATCH', `/memberships/${await membershipOf(user)}`, {
      as: clinic.admin,
      body: { active: true, roles: ['operator'] },
    })
    expect([status, await worthOf(app, token)]).toEqual([200, 'good'])
  })

  it('should not count when they began before a change and are recorded after it', async () => {
    const user = await join()
    const req = await app.reqOf()
    const epoch = await readEpoch(req, user.id)
    await app.sql('update account_states set active = false where user_id = $1', [user.id])
    const late = beginSignIn(req, { email: user.email, epoch, isWithMfa: false, user: user.id })
    await expect(late).rejects.toMatchObject({ code: 'token-revoked' })
  })

  it('should tell GraphQL too that they were ended', async () => {
    const user = await join()
    const token = await tokenFrom(app, user)
    await app.sql(`update sign_in_records set ended_at = now() where user_id = $1`, [user.id])
    const { body } = await app.graphql('{ Locations { totalDocs } }', { token })
    expect(body.errors[0].extensions.data.code).toBe('token-revoked')
  })

  it.each([
    ['idle for too long', `last_used_at = now() - interval '16 minutes'`],
    ['older than a week', `expires_at = now()`],
  ])('should end when %s', async (_, change) => {
    const token = await tokenFrom(app, await join())
    await app.sql(`update sign_in_records set ${change} where id = $1`, [sidOf(token)])
    expect(await worthOf(app, token)).toBe('token-expired')
    expect(await worthOf(app, token)).toBe('token-revoked')
  })
})

describe('one’s own password', () => {
  const NEXT = 'quite another battery'
  const change = (token: string, body: object) =>
    app.rest('POST', '/users/change-password', { ...bearing(token), body })

  it('should be changed with the present one, which ends every other sign-in', async () => {
    const user = await join()
    const [mine, second] = [await tokenFrom(app, user), await tokenFrom(app, user)]

    const wrong = await change(mine, { newPassword: NEXT, password: 'not it at all' })
    const weak = await change(mine, { newPassword: 'short', password: PASSWORD })
    const right = await change(mine, { newPassword: NEXT, password: PASSWORD })

    expect(wrong.body.errors[0].data).toMatchObject({ code: 'wrong-password' })
    expect([wrong.status, weak.status, right.status]).toEqual([422, 422, 200])
    expect([await worthOf(app, mine), await worthOf(app, second)]).toEqual([
      'good',
      'token-revoked',
    ])
    expect((await signInFrom(app, user)).status).toBe(401)
    expect((await signInFrom(app, user, { password: NEXT })).status).toBe(200)
  })

  it('should not be changed by a form that does not ask for it; name and colour should', async () => {
    const user = await join()
    const patch = (body: object) => app.rest('PATCH', `/users/${user.id}`, { as: user, body })
    const answers = [
      await patch({ password: NEXT }),
      await patch({ email: 'other@test.example' }),
      await patch({ specialties: ['speech'] }),
      await patch({ colour: '#123456', firstName: 'Renamed' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([422, 403, 403, 200])
    expect((await signInFrom(app, user)).status).toBe(200)
  })
})

describe('a token', () => {
  const refresh = async (token: string) => {
    const { body, status } = await app.rest('POST', '/users/refresh-token', bearing(token))
    return { status, token: body.refreshedToken as string }
  }

  it('should be renewed, its predecessor good for a minute, and the next the same for two tabs', async () => {
    const first = await tokenFrom(app, await join())
    const [one, two] = await Promise.all([refresh(first), refresh(first)])
    expect([one.status, two.status]).toEqual([200, 200])
    expect(one.token).not.toBe(first)
    expect(two.token).toBe(one.token)
    expect([await worthOf(app, first), await worthOf(app, one.token)]).toEqual(['good', 'good'])
  })

  it('should end the sign-in when it is used after it was renewed long ago', async () => {
    const first = await tokenFrom(app, await join())
    const { token } = await refresh(first)
    await app.sql(
      `update sign_in_records set rotated_at = now() - interval '61 seconds' where id = $1`,
      [sidOf(first)],
    )
    expect(await worthOf(app, token)).toBe('good')
    expect(await worthOf(app, first)).toBe('token-revoked')
    expect(await worthOf(app, token)).toBe('token-revoked')
  })

  it('should say nothing of roles or clinics, and expire after 15 minutes', async () => {
    const user = await join()
    const token = await tokenFrom(app, user)
    const claims = claimsOf(token.split('.')[1]) ?? {}
    const old = makeToken(app.payload, {
      email: user.email,
      issuedMs: Date.now() - 16 * 60_000,
      signIn: sidOf(token),
      user: user.id,
    })
    expect(Object.keys(claims).sort()).toEqual(['collection', 'email', 'exp', 'iat', 'id', 'sid'])
    expect(Number(claims.exp) - Math.floor(Number(claims.iat))).toBe(900)
    expect(await worthOf(app, old.token)).toBe('token-expired')
  })

  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = (header: object, claims: object, key: string): string => {
    const text = `${encode(header)}.${encode(claims)}`
    return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
  }
  it.each([
    ['by Payload, with the secret of the server', { alg: 'HS256', authVersion: 1, typ: 'JWT' }, ''],
    ['with another secret', { alg: 'HS256', typ: 'JWT' }, 'another secret'],
    ['by nobody', { alg: 'none', typ: 'JWT' }, 'x'],
  ])('should be worth nothing when signed %s', async (_, header, key) => {
    const token = await tokenFrom(app, clinic.operator)
    const claims = claimsOf(token.split('.')[1]) ?? {}
    const forged = signed(header, claims, key === '' ? app.payload.secret : key)
    expect(await worthOf(app, forged)).toBe('unauthenticated')
  })

  it('should not be taken for another person', async () => {
    const token = await tokenFrom(app, clinic.operator)
    const { email, id: user } = clinic.admin
    const forged = makeToken(app.payload, {
      email,
      issuedMs: Date.now(),
      signIn: sidOf(token),
      user,
    })
    expect(await worthOf(app, forged.token)).toBe('token-revoked')
  })
})

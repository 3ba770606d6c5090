import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createLocalReq, type PayloadRequest } from 'payload'
import { slugs } from '../../../src/slugs.ts'
import { PASSWORD, startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { type Clinic, createClinic, createSuperAdmin } from '../../support/clinic.ts'

let app: TestApp
let clinic: Clinic

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
}, 120_000)
afterAll(() => app.close())

const tokenOf = async ({ email }: TestUser): Promise<string> => {
  const { token } = await app.payload.login({
    collection: slugs.users,
    data: { email, password: PASSWORD },
  })
  return token ?? ''
}

/** What one of Payload's strategies makes of a header. */
const userBy = async (name: string, authorization: string): Promise<object | null> => {
  const strategy = app.payload.authStrategies.find((one) => one.name === name)
  const headers = new Headers({ authorization })
  const req: PayloadRequest = await createLocalReq({}, app.payload)
  const of = { headers, payload: app.payload, req, strategyName: name }
  const answer = await strategy?.authenticate(of)
  return answer?.user ?? null
}

const quick = (token: string): Promise<object | null> => userBy('caseload-token', `JWT ${token}`)

const asRest = (token: string, headers: Record<string, string> = {}) =>
  app.rest('GET', '/locations', { headers: { authorization: `JWT ${token}`, ...headers } })

describe('the quick way to know who asks', () => {
  it('should come before Payload’s own, which stays', () => {
    expect(app.payload.authStrategies.map(({ name }) => name)).toEqual([
      'caseload-token',
      'local-jwt',
    ])
  })

  it.each(['accountant', 'admin', 'operator', 'therapist'] as const)(
    'should find of the %s what Payload finds, first and again',
    async (role) => {
      const token = await tokenOf(clinic[role])
      const stock = await userBy('local-jwt', `JWT ${token}`)
      expect(stock).toMatchObject({ id: clinic[role].id })
      expect(await quick(token)).toEqual(stock)
      expect(await quick(token)).toEqual(stock)
      expect(await userBy('caseload-token', `Bearer ${token}`)).toEqual(stock)
    },
  )

  it('should find the platform’s admin as Payload does', async () => {
    const token = await tokenOf(await createSuperAdmin(app))
    expect(await quick(token)).toEqual(await userBy('local-jwt', `JWT ${token}`))
  })

  it('should see a changed name, a lost membership and a switched-off account at once', async () => {
    const { operator } = await createClinic(app)
    const token = await tokenOf(operator)
    await quick(token)

    await app.sql(`update users set first_name = 'Other' where id = $1`, [operator.id])
    const renamed = await quick(token)
    await app.sql('update memberships set active = false where user_id = $1', [operator.id])
    const left = await quick(token)
    await app.sql('update account_states set active = false where user_id = $1', [operator.id])
    const off = await quick(token)

    expect(renamed).toMatchObject({ firstName: 'Other', rights: { memberships: [{}] } })
    expect(left).toMatchObject({ rights: { memberships: [] }, tenants: [] })
    expect(off).toMatchObject({ rights: { memberships: [], platformRole: null } })
  })

  it('should leave nothing in the query of a request that knows the person for the first time', async () => {
    const { operator } = await createClinic(app)
    const { body, status } = await app.rest(
      'GET',
      '/sessions/calendar?from=2026-06-01&to=2026-06-02',
      {
        as: operator,
      },
    )
    expect({ body, status }).toEqual({ body: { sessions: [] }, status: 200 })
  })

  it('should not know a sign-in that has ended', async () => {
    const { operator } = await createClinic(app)
    const [token, other] = [await tokenOf(operator), await tokenOf(operator)]
    expect(await quick(token)).toMatchObject({ id: operator.id })

    await app.rest('POST', '/users/logout', { headers: { authorization: `JWT ${token}` } })

    expect(await quick(token)).toBeNull()
    expect(await quick(other)).toMatchObject({ id: operator.id })
    expect((await asRest(token)).status).toBe(401)
  })
})

describe('a token that is not plainly ours', () => {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const decode = (part: string | undefined): Record<string, unknown> =>
    JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Record<string, unknown>
  const signed = (header: object, claims: object, secret = app.payload.secret): string => {
    const text = `${encode(header)}.${encode(claims)}`
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
  }
  const HEADER = { alg: 'HS256', authVersion: 1, typ: 'JWT' }

  const CHANGES: readonly [string, (claims: object) => string][] = [
    ['signed with another secret', (claims) => signed(HEADER, claims, 'another secret')],
    ['unsigned', (claims) => `${encode({ ...HEADER, alg: 'none' })}.${encode(claims)}.`],
    ['of another format', (claims) => signed({ ...HEADER, authVersion: 2 }, claims)],
    ['expired', (claims) => signed(HEADER, { ...claims, exp: 1_700_000_000 })],
    ['without an end', (claims) => signed(HEADER, { ...claims, exp: undefined })],
    ['of another collection', (claims) => signed(HEADER, { ...claims, collection: 'patients' })],
    ['without a sign-in', (claims) => signed(HEADER, { ...claims, sid: undefined })],
    ['of another person', (claims) => signed(HEADER, { ...claims, id: clinic.admin.id })],
    ['no token at all', () => 'a.b.c'],
  ]

  it.each(CHANGES)('should not be known when %s', async (_, change) => {
    const token = await tokenOf(clinic.operator)
    const claims = decode(token.split('.')[1])
    expect(await quick(signed(HEADER, claims))).toMatchObject({ id: clinic.operator.id })
    expect(await quick(change(claims))).toBeNull()
  })
})

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readEnv } from '../../../src/server/env.ts'
import { createLimits } from '../../../src/server/limits/limits.ts'
import { PASSWORD } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { RAISED_LIMITS } from '../../support/processes.ts'
import { asRoot } from '../../support/sql.ts'
import { type Reply, startTestServer, type TestServer } from './server.ts'

let server: TestServer
let clinic: Clinic
let other: Clinic

beforeAll(async () => {
  // Empty is not set: these limits are the ones that people get.
  const defaults = Object.fromEntries(Object.keys(RAISED_LIMITS).map((name) => [name, '']))
  server = await startTestServer({ env: { ...defaults, TRUSTED_PROXIES: '1' } })
  clinic = await createClinic(server.app)
  other = await createClinic(server.app)
}, 60_000)
afterAll(async () => {
  await server.close()
})

const codeOf = ({ body }: Reply): unknown => body.errors?.[0]?.data?.code
const from = (address: string) => ({ 'x-forwarded-for': address })
const told = ({ headers, status }: Reply) => ({
  limit: Number(headers['ratelimit-limit']),
  remaining: Number(headers['ratelimit-remaining']),
  status,
})
const REFUSED = { remaining: 0, status: 429 }

/** The same call so many times, one after the other; answers the last. */
const repeat = async (count: number, call: () => Promise<Reply>): Promise<Reply> => {
  let reply = await call()
  for (let n = 1; n < count; n += 1) reply = await call()
  return reply
}

describe('A person', () => {
  it('should be answered 100 times a minute, and be told how often still', async () => {
    const call = () => server.call('/api/rooms', { as: clinic.therapist })
    expect(told(await call())).toEqual({ limit: 100, remaining: 99, status: 200 })
    expect(told(await repeat(99, call))).toEqual({ limit: 100, remaining: 0, status: 200 })
    const refused = await call()
    expect([told(refused), codeOf(refused)]).toEqual([{ limit: 100, ...REFUSED }, 'rate-limited'])
    const seconds = Number(refused.headers['retry-after'])
    expect(refused.headers['ratelimit-reset']).toBe(String(seconds))
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
    expect(refused.body.errors[0].data.facts).toEqual({ limit: 100, retryAfterSeconds: seconds })
  })

  it('should not wait for what a colleague did', async () => {
    expect(told(await server.call('/api/rooms', { as: clinic.therapist2 })).remaining).toBe(99)
  })

  it('should be the same one in GraphQL, by cookie and on any other path', async () => {
    const { body } = await server.call('/api/users/login', {
      body: JSON.stringify({ email: clinic.therapist.email, password: PASSWORD }),
    })
    const byCookie = { cookie: `payload-token=${String(body.token)}`, 'sec-fetch-site': 'none' }
    for (const [route, call] of [
      ['/api/graphql', { as: clinic.therapist, body: '{"query":"{ Rooms { totalDocs } }"}' }],
      ['/api/rooms', { headers: byCookie }],
      ['/api/nowhere', { as: clinic.therapist }],
    ] as const) {
      expect(codeOf(await server.call(route, call))).toBe('rate-limited')
    }
  })

  it('should get ten reports a minute', async () => {
    const call = () =>
      server.call(`/api/patients/${clinic.patient}/statement`, { as: clinic.operator })
    expect(told(await repeat(10, call))).toEqual({ limit: 10, remaining: 0, status: 200 })
    expect(codeOf(await call())).toBe('rate-limited')
    expect(told(await server.call('/api/rooms', { as: clinic.operator })).status).toBe(200)
  })
})

describe('An address', () => {
  const login = (address: string, email = 'nobody@test.example') =>
    server.call('/api/users/login', {
      body: JSON.stringify({ email, password: 'not the password' }),
      headers: from(address),
    })

  it('should try ten sign-ins a minute, whomever it tries', async () => {
    let n = 0
    const call = () => login('203.0.113.1', `nobody${(n += 1)}@test.example`)
    expect(told(await repeat(10, call))).toEqual({ limit: 10, remaining: 0, status: 401 })
    expect(codeOf(await call())).toBe('rate-limited')
    expect((await login('203.0.113.2')).status).toBe(401)
  })

  it.each([
    ['/api/users/LOGIN', 'another case'],
    ['/api/users/forgot-password', 'another way in'],
    ['/api/users/reset-password', 'a way in by mail'],
  ])('should not get around it: %s, by %s', async (route) => {
    const reply = await server.call(route, { body: '{}', headers: from('203.0.113.1') })
    expect(codeOf(reply)).toBe('rate-limited')
  })

  it.each([
    ['/api/users\\login', 'a backslash'],
    ['/api/x/../users/login', 'a way back'],
  ])('should get nowhere by %s, %s', async (route) => {
    const reply = await server.call(route, { body: '{}', headers: from('203.0.113.9') })
    expect(codeOf(reply)).toBe('not-found')
  })

  it.each(['(', ', (', '#x\n('])(
    'should not get around it by several sign-ins in one query: %j',
    async (open) => {
      const one = `loginUser${open}email: "a@test.example", password: "no") { token }`
      const query = `mutation { ${Array.from({ length: 11 }, (_, n) => `a${n}: ${one}`).join(' ')} }`
      const reply = await server.call('/api/graphql', {
        body: JSON.stringify({ query }),
        headers: from('203.0.113.3'),
      })
      expect(codeOf(reply)).toBe('rate-limited')
    },
  )

  it('should ask 100 times a minute without a sign-in', async () => {
    const call = () => server.call('/api/rooms', { headers: from('203.0.113.4') })
    expect(told(await repeat(100, call))).toEqual({ limit: 100, remaining: 0, status: 401 })
    expect(codeOf(await call())).toBe('rate-limited')
    expect((await server.call('/live', { headers: from('203.0.113.4') })).status).toBe(200)
  })

  it('should be a whole net of version 6', async () => {
    const call = (n: number) =>
      server.call('/api/rooms', { headers: from(`2001:db8:1:2::${n.toString(16)}`) })
    let n = 0
    expect(told(await repeat(100, () => call((n += 1)))).remaining).toBe(0)
    expect(codeOf(await call(777))).toBe('rate-limited')
  })
})

describe('A clinic', () => {
  it('should be answered 1,000 times a minute, by all servers together', async () => {
    await server.limits.share()
    await server.app.sql(
      `update limits.requests set points = 1000 where key = 'tenant:${clinic.tenant.id}'`,
    )
    await server.call('/api/rooms', { as: clinic.accountant })
    await server.limits.share()
    const reply = await server.call('/api/rooms', { as: clinic.accountant })
    expect([told(reply), codeOf(reply)]).toEqual([{ limit: 1_000, ...REFUSED }, 'rate-limited'])
  })
})

describe('Several servers', () => {
  it('should know of each other after they have shared', async () => {
    const { payload } = server.app
    const second = createLimits(payload, readEnv({ NODE_ENV: 'test' }), payload.logger)
    const who = { address: '203.0.113.50', user: undefined }
    for (let n = 0; n < 60; n += 1) await server.limits.takeRequest(who)
    await server.limits.share()
    for (let n = 0; n < 40; n += 1) await second.takeRequest(who)
    await second.close()
    await server.limits.share()
    // What the first does not hear before it has something to tell.
    await server.limits.takeRequest(who)
    await server.limits.share()
    expect(await server.limits.takeRequest(who)).toMatchObject([{ isOver: true, remaining: 0 }])
  })
})

describe('A database that cannot count', () => {
  it('should not keep anybody from working, nor let anybody try passwords', async () => {
    await asRoot(server.app.database, 'drop table limits.requests')
    expect((await server.call('/api/rooms', { as: other.therapist })).status).toBe(200)
    await server.limits.share()
    expect((await server.call('/api/rooms', { as: other.therapist })).status).toBe(200)
    expect(server.logged()).toContain('limits are counted by each server for itself')
    const call = () => server.call('/api/users/login', { body: '{}', headers: from('203.0.113.9') })
    expect(told(await repeat(10, call)).status).not.toBe(429)
    expect(codeOf(await call())).toBe('rate-limited')
  })
})

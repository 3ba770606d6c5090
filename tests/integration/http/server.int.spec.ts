import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { startTestServer, type TestServer } from './server.ts'

let server: TestServer
let clinic: Clinic
const METRICS_TOKEN = 'a token of the tests'

beforeAll(async () => {
  server = await startTestServer({ env: { METRICS_TOKEN, TRUSTED_PROXIES: '1' } })
  clinic = await createClinic(server.app)
}, 60_000)
afterAll(async () => {
  await server.close()
})

const codeOf = ({ body }: { body: Record<string, any> }): unknown => body.errors?.[0]?.data?.code

describe('A request that cannot be read', () => {
  it('should be refused when it is too large', async () => {
    const reply = await server.call('/api/contacts', {
      as: clinic.operator,
      body: JSON.stringify({ firstName: 'A'.repeat(1_000_001) }),
    })
    expect(reply.status).toBe(413)
    expect(reply.body.errors).toMatchObject([
      { data: { code: 'body-too-large', facts: { limitBytes: 1_000_000 } } },
    ])
  })

  it('should be taken just below the limit', async () => {
    const reply = await server.call('/api/contacts', {
      as: clinic.operator,
      body: JSON.stringify({ firstName: 'Sana', phone: '9820012345' }).padEnd(1_000_000, ' '),
    })
    expect(reply.status).toBe(201)
  })

  it.each(['{"firstName":', 'not json', '{"a":1}{'])(
    'should be refused as JSON: %s',
    async (body) => {
      const reply = await server.call('/api/contacts', { as: clinic.operator, body })
      expect([reply.status, codeOf(reply)]).toEqual([400, 'bad-json'])
    },
  )

  it('should be refused as JSON by GraphQL too', async () => {
    const reply = await server.call('/api/graphql', { as: clinic.operator, body: '{"query":' })
    expect([reply.status, codeOf(reply)]).toEqual([400, 'bad-json'])
  })

  it('should be refused in an encoding that nobody knows', async () => {
    const reply = await server.call('/api/contacts', {
      as: clinic.operator,
      body: '{}',
      headers: { 'content-encoding': 'rot13' },
    })
    expect([reply.status, codeOf(reply)]).toEqual([400, 'bad-request'])
  })

  it('should be refused with a path that is no text', async () => {
    const reply = await server.call('/api/patients/%E0%A4%A', { as: clinic.operator })
    expect([reply.status, codeOf(reply)]).toEqual([400, 'bad-request'])
  })

  it('should be refused with a method that nobody answers', async () => {
    const reply = await server.call('/api/patients', { as: clinic.operator, method: 'TRACE' })
    expect([reply.status, codeOf(reply)]).toEqual([405, 'method-not-allowed'])
  })

  it('should be answered although its host is nonsense', async () => {
    const reply = await server.call('/api/patients', {
      as: clinic.operator,
      headers: { host: '[' },
    })
    expect(reply.status).toBe(200)
  })
})

describe('An unknown route', () => {
  const ROUTES = ['/', '/nowhere', '/api', '/api/nowhere', '/api/patients/a/b/c', '/api/globals/x']

  it.each(ROUTES)('should be answered as such: %s', async (route) => {
    const reply = await server.call(route, { as: clinic.admin })
    expect(reply.status).toBe(404)
    expect(reply.headers['content-type']).toContain('application/json')
    expect(reply.body).toEqual({
      errors: [
        {
          data: { code: 'not-found', facts: {}, requestId: reply.headers['x-request-id'] },
          message: expect.any(String),
          name: 'Refusal',
        },
      ],
    })
  })

  it('should be every PUT', async () => {
    const reply = await server.call(`/api/patients/${clinic.patient}`, {
      as: clinic.admin,
      body: '{"firstName":"Other"}',
      method: 'PUT',
    })
    expect([reply.status, codeOf(reply)]).toEqual([404, 'not-found'])
  })
})

describe('Every answer', () => {
  const ROUTES = ['/live', '/ready', '/nowhere', '/api/nowhere', '/api/patients']

  it.each(ROUTES)('should carry the headers that protect: %s', async (route) => {
    const { headers } = await server.call(route)
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
    expect(headers).not.toHaveProperty('x-powered-by')
  })

  it('should carry the id that the caller gave', async () => {
    const given = 'caller-0123456789'
    const { body, headers } = await server.call('/api/patients', {
      headers: { 'x-request-id': given },
    })
    expect(headers['x-request-id']).toBe(given)
    expect(body.errors[0].data.requestId).toBe(given)
  })

  it.each(['short', 'with space and more', 'x'.repeat(65), '"><script>alert(1)</script>'])(
    'should carry an id of our own instead of %s',
    async (given) => {
      const { headers } = await server.call('/live', { headers: { 'x-request-id': given } })
      expect(headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/)
    },
  )

  it('should be packed for those who can unpack it', async () => {
    const call = { as: clinic.admin, headers: { 'accept-encoding': 'gzip' } }
    const packed = await server.call('/api/availability', call)
    const plain = await server.call('/api/availability', { as: clinic.admin })
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(packed.text).toBe(plain.text)
  })
})

describe('The probes', () => {
  it('should tell that the server lives and is ready', async () => {
    const [live, ready] = [await server.call('/live'), await server.call('/ready')]
    expect([live.status, live.body]).toEqual([200, { live: true }])
    expect([ready.status, ready.body]).toEqual([200, { missing: [], ready: true }])
  })
})

describe('The figures', () => {
  it('should be open to this machine', async () => {
    const reply = await server.call('/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })
    expect(reply.status).toBe(200)
    expect(reply.text).toMatch(/^caseload_ledger_violations 0$/m)
  })

  it('should not be shown to somebody else behind the proxy', async () => {
    for (const from of ['203.0.113.9', '127.0.0.1, 203.0.113.9']) {
      const reply = await server.call('/metrics', { headers: { 'x-forwarded-for': from } })
      expect([reply.status, reply.text]).toEqual([404, ''])
    }
  })

  it('should be shown to whoever has the token, and to no other', async () => {
    const ask = async (token: string) => {
      const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.9' }
      return (await server.call('/metrics', { headers })).status
    }
    expect([await ask(METRICS_TOKEN), await ask('a token of the test'), await ask('')]).toEqual([
      200, 404, 404,
    ])
  })

  it('should count by route, and not by what strangers write into their paths', async () => {
    await server.call('/api/asha-rao-of-mumbai')
    await server.call(`/api/patients/${clinic.patient}/statement`)
    const { text } = await server.call('/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })
    expect(text).not.toMatch(/asha/)
    expect(text).toContain('route="/api/:id"')
    expect(text).toContain('route="/api/patients/:id/statement"')
  })
})

describe('A method override', () => {
  const override = (method: string, name = 'x-http-method-override') => ({ [name]: method })

  it.each(['DELETE', 'PATCH', 'PUT'])('should not turn a POST into %s', async (method) => {
    for (const name of ['x-http-method-override', 'x-payload-http-method-override']) {
      const reply = await server.call(`/api/patients/${clinic.patient}`, {
        as: clinic.admin,
        body: '{"firstName":"Other"}',
        headers: override(method, name),
      })
      expect([reply.status, codeOf(reply)]).toEqual([404, 'not-found'])
    }
    const { body } = await server.call(`/api/patients/${clinic.patient}`, { as: clinic.admin })
    expect(body.firstName).toBe('Asha')
  })

  it('should read no more than a GET does', async () => {
    const call = {
      body: 'limit=100',
      headers: {
        ...override('GET'),
        'content-type': 'application/x-www-form-urlencoded',
      },
    }
    const own = await server.call('/api/contacts', { ...call, as: clinic.therapist })
    const plain = await server.call('/api/contacts?limit=100', { as: clinic.therapist })
    expect(own.body).toEqual(plain.body)
    const hidden = await server.call('/api/settings', { ...call, as: clinic.therapist })
    expect([hidden.status, codeOf(hidden)]).toEqual([403, 'forbidden'])
    expect((await server.call('/api/patients', call)).status).toBe(401)
  })

  it('should keep the limits of a page', async () => {
    const reply = await server.call('/api/patients', {
      as: clinic.admin,
      body: 'limit=101',
      headers: {
        ...override('GET'),
        'content-type': 'application/x-www-form-urlencoded',
      },
    })
    expect([reply.status, codeOf(reply)]).toEqual([422, 'page-size-too-large'])
  })
})

describe('A server that drains', () => {
  it('should live on, be not ready and begin nothing new', async () => {
    server.health.drain()
    const [live, ready, api] = [
      await server.call('/live'),
      await server.call('/ready'),
      await server.call('/api/patients', { as: clinic.admin }),
    ]
    expect([live.status, ready.status, api.status]).toEqual([200, 503, 503])
    expect(ready.body).toEqual({ missing: ['draining'], ready: false })
    expect(codeOf(api)).toBe('unavailable')
  })
})

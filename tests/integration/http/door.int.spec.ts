import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { PASSWORD } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { type Call, type Reply, startTestServer, type TestServer } from './server.ts'

let server: TestServer
let clinic: Clinic
let cookie: string
const LISTED = 'https://app.example'

beforeAll(async () => {
  server = await startTestServer({ env: { ALLOWED_ORIGINS: `${LISTED}, https://kiosk.example` } })
  clinic = await createClinic(server.app)
  const { body } = await server.call('/api/users/login', {
    body: JSON.stringify({ email: clinic.operator.email, password: PASSWORD }),
  })
  cookie = `payload-token=${String(body.token)}`
}, 60_000)
afterAll(async () => {
  await server.close()
})

const codeOf = ({ body }: Reply): unknown =>
  (body.errors?.[0]?.data ?? body.errors?.[0]?.extensions?.data)?.code
const answered = (reply: Reply) => [reply.status, codeOf(reply)]

describe('A write by cookie', () => {
  const write = async (headers: Record<string, string>, route = '/api/contacts', body?: string) =>
    server.call(route, {
      body: body ?? JSON.stringify({ firstName: 'Sana', phone: '9820012345' }),
      headers: { cookie, ...headers },
    })
  it.each([
    ['of another site', { origin: 'https://evil.example' }],
    ['of another site that says so', { 'sec-fetch-site': 'cross-site' }],
    ['of nowhere', { origin: 'null' }],
    [
      'of another port of this machine',
      { host: 'localhost:3000', origin: 'http://localhost:4000' },
    ],
    ['of a name that begins like a listed one', { origin: `${LISTED}.evil.example` }],
    ['that does not say from where', {}],
  ])('should be refused from a page %s', async (_, headers) => {
    const before = await server.app.sql('select count(*) from contacts')
    expect(answered(await write(headers))).toEqual([403, 'csrf-failed'])
    expect(
      answered(await write(headers, '/api/graphql', '{"query":"{ Rooms { totalDocs } }"}')),
    ).toEqual([403, 'csrf-failed'])
    expect(await server.app.sql('select count(*) from contacts')).toEqual(before)
  })

  it.each([
    ['of a listed origin', { origin: LISTED }],
    ['of this very address', { host: 'localhost:3000', origin: 'http://localhost:3000' }],
    ['of this machine by its number', { host: '192.168.1.5:81', origin: 'http://192.168.1.5:81' }],
    ['of the same origin, as the browser says', { 'sec-fetch-site': 'same-origin' }],
  ])('should be taken from a page %s', async (_, headers) => {
    expect((await write(headers)).status).toBe(201)
  })

  it('should not concern programs that show their token', async () => {
    const reply = await server.call('/api/contacts', {
      as: clinic.operator,
      body: JSON.stringify({ firstName: 'Sana', phone: '9820012345' }),
      headers: { origin: 'https://evil.example' },
    })
    expect(reply.status).toBe(201)
  })

  it('should be refused as a sign-in that another site makes for somebody', async () => {
    const reply = await server.call('/api/users/login', {
      body: JSON.stringify({ email: clinic.operator.email, password: PASSWORD }),
      headers: { origin: 'https://evil.example' },
    })
    expect(answered(reply)).toEqual([403, 'csrf-failed'])
    expect(reply.headers['set-cookie']).toBeUndefined()
  })

  it('should be no way to read for another site', async () => {
    const read = (headers: Record<string, string>) =>
      server.call('/api/contacts', { headers: { cookie, ...headers } })
    expect((await read({ 'sec-fetch-site': 'same-origin' })).status).toBe(200)
    expect((await read({ host: 'clinic.local' })).status).toBe(200)
    const foreign = await read({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })
    expect(foreign.headers).not.toHaveProperty('access-control-allow-origin')
  })
})

describe('Another origin', () => {
  it('should read answers when it is listed, refusals too', async () => {
    for (const call of [{ as: clinic.admin }, {}]) {
      const { headers } = await server.call('/api/rooms', { ...call, headers: { origin: LISTED } })
      expect(headers).toMatchObject({
        'access-control-allow-credentials': 'true',
        'access-control-allow-origin': LISTED,
        vary: expect.stringContaining('Origin'),
      })
    }
  })

  it('should read nothing when it is not', async () => {
    for (const method of ['GET', 'OPTIONS']) {
      const { headers } = await server.call('/api/rooms', {
        headers: { origin: 'https://evil.example' },
        method,
      })
      expect(headers).not.toHaveProperty('access-control-allow-origin')
    }
  })
})

describe('A query parameter that nobody reads', () => {
  const ROUTES = ['/api/patients', '/api/patients/count', '/api/payload-preferences']

  it.each(ROUTES)('should be refused: %s', async (route) => {
    const reply = await server.call(`${route}?limit=1&includeDeleted=true`, { as: clinic.admin })
    expect(answered(reply)).toEqual([400, 'unknown-parameter'])
    expect(reply.body.errors[0].data.facts).toEqual({ parameters: ['includeDeleted'] })
  })

  it('should be refused on a document and its versions, and in a search by form', async () => {
    const routes = [`/api/patients/${clinic.patient}?fields=a`, '/api/settings/versions?of=me']
    for (const route of routes) {
      expect(codeOf(await server.call(route, { as: clinic.admin }))).toBe('unknown-parameter')
    }
    const form = await server.call('/api/patients', {
      as: clinic.admin,
      body: 'limit=1&secret=yes',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-http-method-override': 'GET',
      },
    })
    expect(codeOf(form)).toBe('unknown-parameter')
  })

  it.each([0, 101])('should not be a way to versions by %i', async (limit) => {
    const reply = await server.call(`/api/settings/versions?limit=${limit}`, { as: clinic.admin })
    expect(answered(reply)).toEqual([422, 'page-size-too-large'])
  })
})

describe('A query of GraphQL', () => {
  const ask = (query: string, variables?: object): Promise<Reply> =>
    server.call('/api/graphql', { as: clinic.admin, body: JSON.stringify({ query, variables }) })
  const crowd = (count: number) => Array.from({ length: count }, (_, n) => n)

  const deep = '{ Patients { docs { a: contacts { b: tenant { id } } } } }'
  const levels = `{ ${'... on Query { '.repeat(3)} Patients { ${'docs { '.repeat(10)} id ${'} '.repeat(10)} } ${'} '.repeat(3)} }`
  const bomb = [
    '{ ...f0 }',
    ...crowd(40).map((n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`),
    'fragment f40 on Query { Rooms { totalDocs } }',
  ].join(' ')

  it.each([
    ['levels', levels],
    [
      'aliases',
      `{ Rooms { ${crowd(16)
        .map((n) => `a${n}: totalDocs`)
        .join(' ')} } }`,
    ],
    [
      'root fields',
      `{ ${crowd(16)
        .map(() => 'Rooms { totalDocs }')
        .join(' ')} }`,
    ],
    ['root fields', bomb],
  ])('should be refused with too many %s', async (of, query) => {
    const reply = await ask(query)
    expect(answered(reply)).toEqual([422, 'query-too-large'])
    expect(reply.body.errors[0].extensions.data.facts).toMatchObject({ of })
  })

  it('should be answered with fewer', async () => {
    const query = `{ ${crowd(15)
      .map((n) => `a${n}: Rooms { totalDocs }`)
      .join(' ')} }`
    expect((await ask(query)).status).toBe(200)
    expect(codeOf(await ask(deep))).not.toBe('query-too-large')
  })

  it.each([
    ['that is none', '{ Patients( }', {}],
    ['of a field that does not exist', '{ Patients { docs { nickname } } }', {}],
    ['with a value of another type', '{ Patients(limit: "Zenobia") { totalDocs } }', {}],
    [
      'with such a variable',
      'query ($n: Int) { Patients(limit: $n) { totalDocs } }',
      { n: 'Zenobia' },
    ],
  ])('should be refused as bad input when it is one %s', async (_, query, variables) => {
    const reply = await ask(query, variables)
    expect(answered(reply)).toEqual([expect.any(Number), 'bad-request'])
    expect(reply.text).not.toMatch(/Zenobia/)
  })
})

describe('Canaries', () => {
  const CANARY = /Zenobia|zenobia|Qureshi|canary/
  const token = `eyJhbGciOiJIUzI1NiJ9.${Buffer.from('{"a":"canary"}').toString('base64url')}.canary`
  const sent = { email: 'zenobia@qureshi.example', firstName: 'Zenobia', token: 'canary' }
  const calls: readonly [string, Call][] = [
    ['/api/patients?where[firstName][equals]=Zenobia', {}],
    ['/api/patients?where[nickname][equals]=Zenobia', {}],
    ['/api/patients?where[firstName][near]=Zenobia', {}],
    ['/api/patients?sort=Zenobia', {}],
    ['/api/patients/Zenobia', {}],
    ['/api/patients/zenobia%40qureshi.example/Qureshi', {}],
    ['/api/contacts', { body: JSON.stringify({ ...sent, phone: {} }) }],
    ['/api/contacts', { body: '{"firstName":"Zenobia' }],
    [
      '/api/contacts',
      { body: JSON.stringify({ firstName: 'Zenobia\u0000', phone: '9820012345' }) },
    ],
    ['/api/graphql', { body: JSON.stringify({ query: '{ Patients(where: "Zenobia" }' }) }],
    ['/api/users/login', { body: JSON.stringify({ email: sent.email, password: 'canary' }) }],
    ['/api/users/forgot-password', { body: JSON.stringify({ email: sent.email }) }],
    [
      '/api/users/reset-password',
      { body: JSON.stringify({ password: 'canary', token: 'canary' }) },
    ],
    ['/api/rooms', { headers: { authorization: `JWT ${token}` } }],
    ['/api/rooms', { headers: { cookie: `payload-token=${token}; who=Zenobia` } }],
    ['/api/rooms', { headers: { referer: 'https://a.example/Zenobia', 'user-agent': 'canary' } }],
    [
      '/api/rooms',
      { headers: { 'x-forwarded-for': 'Zenobia', 'x-request-id': 'Zenobia Qureshi' } },
    ],
    ['/Zenobia?name=Qureshi', {}],
  ]

  it('should stand in no line of the log, whatever fails', async () => {
    const from = server.logged().length
    for (const [route, call] of calls) {
      await server.call(route, call)
      if (call.headers === undefined) await server.call(route, { ...call, as: clinic.admin })
    }
    const lines = server.logged().slice(from).split('\n').filter(Boolean)
    expect(lines.filter((line) => CANARY.test(line))).toEqual([])
    expect(lines.length).toBeGreaterThanOrEqual(calls.length)
  })

  it('should not come back in answers', async () => {
    for (const [route, call] of calls.slice(2)) {
      const { status, text } = await server.call(route, call)
      expect(status).toBeLessThan(500)
      expect(text).not.toMatch(CANARY)
    }
  })

  it('should see the tenant of whoever asked in the log, and the request', async () => {
    const from = server.logged().length
    const { headers } = await server.call('/api/rooms', { as: clinic.admin })
    const line = server
      .logged()
      .slice(from)
      .split('\n')
      .find((one) => one.includes('"route"'))
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      requestId: headers['x-request-id'],
      route: '/api/rooms',
      tenant: clinic.tenant.id,
    })
  })
})

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CollectionConfig } from 'payload'
import { query } from '../../../src/db/query.ts'
import { slugs } from '../../../src/slugs.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { startTestServer, type TestServer } from './server.ts'

/** Values that must reach neither an answer nor a log. */
const SECRETS = /Zenobia|Qureshi|medical|\+919820012345|\$1/

type BeforeChange = NonNullable<NonNullable<CollectionConfig['hooks']>['beforeChange']>[number]

/** A host whose own hooks have bugs of several kinds, each for one name. */
const FAULTS: Readonly<Record<string, BeforeChange>> = {
  'a cause': ({ data }) => {
    throw new Error(`cannot save ${String(data.firstName)}`, {
      cause: new Error(`medical notes of ${String(data.lastName)}`),
    })
  },
  'a rejected query': async ({ data, req }) => {
    const text = String(data.lastName)
    await query(req, 'select 1 / (length($1) - length($1)), $2::text', [text, text])
  },
  'a statement with its parameters': ({ data }) => {
    const fault = new Error(
      `Failed query: insert into patients values ($1) params: ${String(data.lastName)}`,
    )
    throw Object.assign(fault, { detail: String(data.lastName), params: [data.lastName] })
  },
  'a throw': ({ data }) => {
    throw new TypeError(`Zenobia ${String(data.lastName)} has no medical notes`)
  },
}

const breakWhere: BeforeChange = (args) => FAULTS[String(args.data.language)]?.(args)

let server: TestServer
let clinic: Clinic

beforeAll(async () => {
  server = await startTestServer({
    caseload: {
      collections: {
        [slugs.contacts]: ({ defaultCollection }) => ({
          ...defaultCollection,
          hooks: {
            ...defaultCollection.hooks,
            beforeChange: [...(defaultCollection.hooks?.beforeChange ?? []), breakWhere],
          },
        }),
      },
    },
  })
  clinic = await createClinic(server.app)
}, 60_000)
afterAll(async () => {
  await server.close()
})

const contact = (language: string) => ({
  firstName: 'Zenobia',
  language,
  lastName: 'Qureshi',
  phone: '+919820012345',
})

const linesSince = (from: number): string[] =>
  server
    .logged()
    .slice(from)
    .split('\n')
    .filter((line) => line !== '')

describe('A bug', () => {
  it.each(Object.keys(FAULTS))(
    'should be answered by REST with an id only, and logged without values: %s',
    async (kind) => {
      const from = server.logged().length
      const { body, status } = await server.call('/api/contacts', {
        as: clinic.operator,
        body: JSON.stringify(contact(kind)),
      })
      expect(status).toBe(500)
      expect(body).toEqual({
        errors: [
          {
            data: { code: 'internal-error', facts: {}, requestId: expect.any(String) },
            message: 'Something went wrong.',
            name: 'Error',
          },
        ],
      })
      const lines = linesSince(from)
      expect(lines.join('\n')).not.toMatch(SECRETS)
      const [fault] = lines.filter((line) => line.includes('"stack"'))
      expect(JSON.parse(fault ?? '{}')).toMatchObject({
        err: { stack: expect.arrayContaining([expect.stringMatching(/^ +at /)]) },
        level: 50,
      })
    },
  )

  it.each(Object.keys(FAULTS))(
    'should be answered and logged alike by GraphQL: %s',
    async (kind) => {
      const from = server.logged().length
      const { body, text } = await server.call('/api/graphql', {
        as: clinic.operator,
        body: JSON.stringify({
          query: 'mutation ($data: mutationContactInput!) { createContact(data: $data) { id } }',
          variables: { data: contact(kind) },
        }),
      })
      expect(body.errors).toMatchObject([
        { extensions: { data: { code: 'internal-error' } }, message: 'Something went wrong.' },
      ])
      expect(text).not.toMatch(SECRETS)
      const lines = linesSince(from).join('\n')
      expect(lines).not.toMatch(SECRETS)
      expect(lines).toContain('"stack"')
    },
  )

  it('should leave nothing behind', async () => {
    expect(await server.app.sql(`select 1 from contacts where last_name = 'Qureshi'`)).toEqual([])
  })
})

describe('The log of requests', () => {
  it('should name method, route, status and the id of the request, and no values', async () => {
    const from = server.logged().length
    const requestId = 'known-to-the-caller'
    await server.call(`/api/patients/${clinic.patient}?where[firstName][equals]=Zenobia`, {
      as: clinic.operator,
      headers: { 'x-request-id': requestId },
    })
    const line = linesSince(from).find((one) => one.includes(requestId))
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      method: 'GET',
      requestId,
      route: '/api/patients/:id',
      status: 200,
    })
    expect(linesSince(from).join('\n')).not.toMatch(SECRETS)
  })

  it('should not keep the names that strangers write into paths', async () => {
    const from = server.logged().length
    await server.call('/api/patients/zenobia-qureshi/Zenobia/Qureshi')
    await server.call('/Zenobia/Qureshi')
    expect(linesSince(from).join('\n')).not.toMatch(/zenobia|qureshi/i)
  })

  it('should not keep the password of a sign-in that failed', async () => {
    const from = server.logged().length
    await server.call('/api/users/login', {
      body: JSON.stringify({ email: clinic.operator.email, password: 'Zenobia Qureshi 123' }),
    })
    const text = linesSince(from).join('\n')
    expect(text).not.toMatch(SECRETS)
    expect(text).not.toContain(clinic.operator.email)
  })
})

describe('Secrets', () => {
  it('should be blacked out wherever they stand', () => {
    const from = server.logged().length
    const secret = 'Zenobia'
    const names = ['authorization', 'cookie', 'password', 'secret', 'token']
    for (const name of names) {
      server.app.payload.logger.warn({
        [name]: secret,
        inner: { [name]: secret, more: { [name]: secret } },
      })
    }
    server.app.payload.logger.warn({ headers: { authorization: secret, cookie: secret } })
    server.app.payload.logger.warn({ req: { headers: { authorization: secret, cookie: secret } } })
    const lines = linesSince(from)
    expect(lines).toHaveLength(names.length + 2)
    expect(lines.join('\n')).not.toContain(secret)
    expect(lines.every((line) => line.includes('[redacted]'))).toBe(true)
  })
})

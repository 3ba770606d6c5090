import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { TestUser } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { type Reply, startTestServer, type TestServer } from './server.ts'

let server: TestServer
let clinic: Clinic

beforeAll(async () => {
  server = await startTestServer()
  clinic = await createClinic(server.app)
}, 60_000)
afterAll(async () => {
  await server.close()
})

const ask = (
  query: string,
  { as, headers }: { as?: TestUser; headers?: Record<string, string> } = {},
): Promise<Reply> =>
  server.call('/api/graphql', {
    body: JSON.stringify({ query }),
    ...(as === undefined ? {} : { as }),
    ...(headers === undefined ? {} : { headers }),
  })

const codesOf = ({ body }: Reply): unknown[] =>
  (body.errors as { extensions?: { data?: { code?: string } } }[]).map(
    ({ extensions }) => extensions?.data?.code,
  )

/** The same list so many times over, in one request. */
const crowd = (count: number): string =>
  `{ ${Array.from({ length: count }, (_, n) => `a${n}: Patients { docs { id } }`).join(' ')} }`

describe('GraphQL', () => {
  it('should answer a person of the clinic', async () => {
    const reply = await ask('{ Patients { totalDocs } }', { as: clinic.admin })
    expect([reply.status, reply.body]).toEqual([200, { data: { Patients: { totalDocs: 2 } } }])
  })

  it('should give nobody anything but the shape', async () => {
    const reply = await ask('{ Patients { docs { id } } Settings { docs { id } } }')
    expect(reply.body.data).toEqual({ Patients: null, Settings: null })
    expect(codesOf(reply)).toEqual(['unauthenticated', 'unauthenticated'])
  })

  it('should name the request in a refusal, as REST does', async () => {
    const given = 'caller-0123456789'
    const reply = await ask('{ Patients(limit: 101) { docs { id } } }', {
      as: clinic.admin,
      headers: { 'x-request-id': given },
    })
    expect(reply.headers['x-request-id']).toBe(given)
    expect(reply.body.errors).toMatchObject([
      { extensions: { data: { code: 'page-size-too-large', requestId: given } } },
    ])
  })

  it('should refuse more than it can answer cheaply', async () => {
    const [small, large] = [
      await ask(crowd(15), { as: clinic.admin }),
      await ask(crowd(1_000), { as: clinic.admin }),
    ]
    expect(Object.keys(small.body.data as object)).toHaveLength(15)
    expect(large.body.data).toBeUndefined()
    expect(codesOf(large)).toEqual(['query-too-large'])
  })

  it('should answer one operation at a time', async () => {
    const batch = JSON.stringify([{ query: '{ Patients { totalDocs } }' }])
    const reply = await server.call('/api/graphql', { as: clinic.admin, body: batch })
    expect(reply.body).toMatchObject({ errors: [{ message: 'Missing query' }] })
    expect(reply.body).not.toHaveProperty('data')
  })

  it('should not be asked by GET, which other sites can send for a person', async () => {
    const reply = await server.call('/api/graphql?query={Patients{totalDocs}}', {
      as: clinic.admin,
    })
    expect(reply.status).toBe(404)
  })

  it('should have no playground', async () => {
    const reply = await server.call('/api/graphql-playground', { as: clinic.admin })
    expect(reply.status).toBe(404)
  })

  it('should change no collection as a whole, nor the log of messages or money', async () => {
    const { body } = await ask('{ __schema { mutationType { fields { name } } } }')
    const { fields } = body.data.__schema.mutationType as { fields: { name: string }[] }
    const names = fields.map(({ name }) => name)
    expect(names).toContain('updatePatient')
    expect(
      names.filter((name) => /^(update|delete)(Patients|Sessions|Payments)$/.test(name)),
    ).toEqual([])
    const reply = await ask(`mutation { deletePatient(id: "${clinic.patient2}") { id } }`, {
      as: clinic.therapist,
    })
    expect(codesOf(reply)).toEqual(['not-found'])
  })

  it('should keep its schema to itself in production', () => {
    expect(server.app.config.graphQL).toMatchObject({
      disableIntrospectionInProduction: true,
      maxComplexity: 1_000,
    })
  })
})

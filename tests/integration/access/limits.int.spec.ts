import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Slug, slugs } from '../../../src/slugs.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { outcomeOf } from '../../support/entries.ts'
import { book } from '../../support/flows.ts'

let app: TestApp
let clinic: Clinic

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  await book(app, clinic)
}, 60_000)
afterAll(async () => {
  await app.close()
})

const OPEN: readonly Slug[] = [
  slugs.contacts,
  slugs.notifications,
  slugs.patients,
  slugs.sessions,
  slugs.therapyTypes,
  slugs.users,
]

const get = (route: string) => app.rest('GET', route, { as: clinic.admin })

interface GraphqlError {
  readonly extensions: { readonly data: { readonly code: string; readonly facts: object } }
}
const refusalOf = async (query: string) => {
  const { body } = await app.graphql(query, { as: clinic.admin })
  const [error] = body.errors as GraphqlError[]
  return error?.extensions.data
}

describe('A page', () => {
  it.each(OPEN)('of %s should hold 100 rows and no more', async (slug) => {
    expect((await get(`/${slug}?limit=100`)).status).toBe(200)
    for (const limit of [101, 0, -1]) {
      const outcome = outcomeOf(await get(`/${slug}?limit=${limit}`))
      expect(outcome).toMatchObject({
        code: 'page-size-too-large',
        facts: { limit, max: 100 },
        status: 422,
      })
    }
  })

  it('should be whole, also by its other name', async () => {
    const { body } = await get('/patients?pagination=false&limit=1')
    expect(body.docs).toHaveLength(1)
  })

  it.each([101, 0, -1])('should not be asked for by GraphQL with a limit of %i', async (limit) => {
    expect(await refusalOf(`{ Patients(limit: ${limit}) { docs { id } } }`)).toMatchObject({
      code: 'page-size-too-large',
      facts: { limit, max: 100 },
    })
  })

  it('should not grow by the method override of a form', async () => {
    const answer = await app.rest('POST', '/patients', {
      as: clinic.admin,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-http-method-override': 'GET',
      },
    })
    expect(answer.status).toBe(200)
    const large = await app.rest('POST', '/patients?limit=500', {
      as: clinic.admin,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-http-method-override': 'GET',
      },
    })
    expect(outcomeOf(large)).toMatchObject({ status: expect.any(Number) })
    expect((large.body.docs as unknown[] | undefined)?.length ?? 0).toBeLessThanOrEqual(100)
  })
})

describe('The depth of an answer', () => {
  it.each(OPEN)('should be two at most in %s', async (slug) => {
    expect((await get(`/${slug}?depth=2`)).status).toBe(200)
    expect(outcomeOf(await get(`/${slug}?depth=3`))).toMatchObject({
      code: 'depth-too-large',
      facts: { depth: 3, max: 2 },
      status: 422,
    })
  })

  it('should be two at most for one row', async () => {
    expect(outcomeOf(await get(`/patients/${clinic.patient}?depth=3`))).toMatchObject({
      code: 'depth-too-large',
      status: 422,
    })
  })
})

describe('An id that does not exist', () => {
  const IDS = [
    '01980000-0000-7000-8000-000000000000',
    '01980000-0000-7000-8000-ffffffffffff',
    'not-an-id',
    '42',
    "'; drop table patients; --",
  ]

  it.each(OPEN)('should be unknown in %s, whatever it looks like', async (slug) => {
    const answers = await Promise.all(
      IDS.map(async (id) => {
        const { body, status } = await get(`/${slug}/${encodeURIComponent(id)}`)
        const text = JSON.stringify(body).replaceAll(/"requestId":"[^"]+"/g, '')
        return { code: body.errors?.[0]?.data?.code as string, status, text }
      }),
    )
    expect(answers[0]).toMatchObject({ code: 'not-found', status: 404 })
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  })
})

describe('Whole collections', () => {
  it.each(['PATCH', 'DELETE'])('should not be changed at once by %s', async (method) => {
    for (const slug of OPEN) {
      const answer = await app.rest(method, `/${slug}?where[id][exists]=true`, {
        as: clinic.admin,
        ...(method === 'PATCH' ? { body: {} } : {}),
      })
      expect(outcomeOf(answer)).toMatchObject({ code: 'forbidden', status: 403 })
    }
  })

  it('should not be replaced: PUT does not exist', async () => {
    const { status } = await app.rest('PUT', `/patients/${clinic.patient}`, {
      as: clinic.admin,
      body: { firstName: 'Other' },
    })
    expect(status).toBe(404)
  })
})

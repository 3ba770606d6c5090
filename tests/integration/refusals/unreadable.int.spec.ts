import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { fingerprint, outcomeOf, writeBy } from '../../support/entries.ts'
import { book, pay } from '../../support/flows.ts'

let app: TestApp
let clinic: Clinic
let session: string

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  session = String((await book(app, clinic)).session.id)
  await pay(app, clinic, { amountMinor: 100 })
}, 120_000)
afterAll(() => app.close())

const refusedBy = { code: 'bad-request', status: 400 }

describe('a body that is no object', () => {
  const routes = (): [string, string][] => [
    ['POST', '/patients'],
    ['PATCH', `/patients/${clinic.patient}`],
    ['PATCH', `/users/${clinic.operator.id}`],
    ['POST', '/sessions'],
    ['POST', '/payments'],
    ['POST', '/sessions/book'],
    ['POST', '/payments/record'],
    ['POST', `/sessions/${session}/cancel`],
    ['POST', `/sessions/${session}/start`],
    ['POST', '/users/reset-password'],
  ]

  it.each([['5'], ['null'], ['[]'], ['"x"'], ['true']])(
    'should be refused by every route: %s',
    async (json) => {
      const before = await fingerprint(app)
      for (const [method, route] of routes()) {
        const body: unknown = JSON.parse(json)
        const answer = await app.rest(method, route, { as: clinic.admin, body })
        expect({ route, ...outcomeOf(answer) }).toMatchObject({ route, ...refusedBy })
      }
      expect(await fingerprint(app)).toBe(before)
    },
  )

  it('should be refused to code that calls the Local API', async () => {
    for (const data of [null, 5, 'x', []]) {
      const outcome = await writeBy('Local API', app, {
        as: clinic.admin,
        collection: 'patients',
        data: data as never,
        id: clinic.patient,
        operation: 'update',
      })
      expect(outcome).toMatchObject(refusedBy)
    }
  })

  it('should not be judged before the right to write', async () => {
    const { status } = await app.rest('PATCH', `/patients/${clinic.patient}`, { body: 5 })
    expect(status).toBe(401)
  })
})

describe('the body of an action', () => {
  it.each([
    [{ patient: 5 }, 'patient'],
    [{ startsAt: 5 }, 'startsAt'],
    [{ startsAt: null }, 'startsAt'],
    [{ durationMinutes: '45' }, 'durationMinutes'],
    [{ therapist: {} }, 'therapist'],
  ])('should be refused with a wrong type: %j', async (change, field) => {
    const { location, patient, therapist, type } = clinic
    const answer = await app.rest('POST', '/sessions/book', {
      as: clinic.operator,
      body: {
        location,
        patient,
        startsAt: '2026-06-03T10:00',
        therapist: therapist.id,
        therapyType: type,
        ...change,
      },
    })
    expect(outcomeOf(answer)).toMatchObject({
      code: 'validation-error',
      facts: { faults: [expect.objectContaining({ field })] },
      paths: [field],
      status: 422,
    })
  })

  it.each(['2201-01-01T10:00', '2201-01-01T10:00:00Z', '1899-12-31T10:00', '2026-02-30T10:00'])(
    'should not move a session to %s',
    async (startsAt) => {
      const route = `/sessions/${session}/reschedule`
      const answer = await app.rest('POST', route, { as: clinic.admin, body: { startsAt } })
      expect(outcomeOf(answer)).toMatchObject({
        code: 'invalid-instant',
        facts: { field: 'startsAt' },
        status: 422,
      })
    },
  )
})

describe('a list', () => {
  it.each([
    'page=-1',
    'page=abc',
    'page=1.5',
    'limit=abc',
    'limit=1.5',
    'where=abc',
    'where=5',
    'where=[]',
    'where[startsAt][near]=x',
    'where[startsAt][within]=x',
    'where[startsAt][like]=x',
    'where[number][all]=x',
    'where[number][intersects]=x',
    'where[number][equals]=%00',
    'where[id][near]=x',
    'where[or][0][patient][all]=x',
    'where[and][0][or][0][patient][all]=x',
  ])('should refuse %s', async (query) => {
    const answer = await app.rest('GET', `/sessions?${query}`, { as: clinic.admin })
    expect(outcomeOf(answer)).toMatchObject(refusedBy)
  })

  it.each(['careTeam', 'tags'])('should refuse to look for all of several %s', async (field) => {
    for (const route of ['/patients', '/patients/count']) {
      const answer = await app.rest('GET', `${route}?where[${field}][all]=x`, { as: clinic.admin })
      expect(outcomeOf(answer)).toMatchObject(refusedBy)
    }
  })

  it('should find nothing by an id that is none', async () => {
    for (const operator of ['equals', 'like']) {
      const route = `/sessions?where[id][${operator}]=x`
      const { body, status } = await app.rest('GET', route, { as: clinic.admin })
      expect([status, body.totalDocs]).toEqual([200, 0])
    }
  })

  it.each([
    'Patients(page: -1)',
    'Patients(where: { careTeam: { all: ["x"] } })',
    'countPatients(where: { careTeam: { all: ["x"] } })',
  ])('should refuse %s by GraphQL', async (field) => {
    const { body } = await app.graphql(`{ ${field} { totalDocs } }`, { as: clinic.admin })
    expect(body.errors[0].extensions).toMatchObject({ data: { code: 'bad-request' } })
  })
})

describe('the row of a person', () => {
  const rowOf = async ({ id }: TestUser) =>
    JSON.stringify(await app.sql('select * from users where id = $1', [id]))
  const change = (body: object) =>
    app.rest('PATCH', `/users/${clinic.operator.id}`, { as: clinic.admin, body })

  it.each([
    [{ password: 5 }, 'password'],
    [{ password: {} }, 'password'],
    [{ email: 5 }, 'email'],
    [{ firstName: 5 }, 'firstName'],
    [{ specialties: [{}] }, 'specialties'],
  ])('should not take %j', async (body, field) => {
    const before = await rowOf(clinic.operator)
    expect(outcomeOf(await change(body))).toMatchObject({
      code: 'validation-error',
      facts: { faults: [{ code: 'invalid_type', field }] },
      paths: [field],
      status: 422,
    })
    expect(await rowOf(clinic.operator)).toBe(before)
  })

  it.each([{ lockUntil: '2030-01-01T00:00:00.000Z' }, { loginAttempts: 0 }, { sessions: [] }])(
    'should not know what sign-ins keep elsewhere: %j',
    async (body: object) => {
      expect(outcomeOf(await change(body))).toMatchObject({
        code: 'unknown-field',
        facts: { fields: Object.keys(body) },
        status: 422,
      })
    },
  )

  it.each([
    { hash: 'x' },
    { salt: 'x' },
    { resetPasswordToken: 'x' },
    { resetPasswordToken: null },
    { resetPasswordExpiration: '2030-01-01T00:00:00.000Z' },
    { id: '01980000-0000-7000-8000-000000000000' },
    { createdAt: '2020-01-01T00:00:00.000Z' },
  ])('should not let anybody write %j', async (body: object) => {
    await app.rest('GET', '/users/me', { as: clinic.operator })
    const before = await rowOf(clinic.operator)
    expect(outcomeOf(await change(body))).toMatchObject({
      code: 'read-only-field',
      facts: { field: Object.keys(body)[0] },
      status: 422,
    })
    expect(await rowOf(clinic.operator)).toBe(before)
  })
})

describe('what was read and is sent back', () => {
  it.each([
    ['patients', (): string => clinic.patient],
    ['sessions', (): string => session],
    ['users', (): string => clinic.admin.id],
    ['therapy-types', (): string => clinic.type],
    ['rooms', (): string => clinic.room],
    ['contacts', (): string => clinic.contact],
  ])('should be taken as it stands: %s', async (collection, id) => {
    for (const depth of [0, 1]) {
      const route = `/${collection}/${id()}?depth=${depth}`
      const { body } = await app.rest('GET', route, { as: clinic.admin })
      const answer = await app.rest('PATCH', route, { as: clinic.admin, body })
      expect({ depth, ...outcomeOf(answer) }).toMatchObject({ depth, status: 200 })
    }
  })

  it('should tell the exact state when somebody was faster', async () => {
    const route = `/patients/${clinic.patient2}`
    const updatedAt = '2026-05-31T10:00:00.123Z'
    await app.sql('update patients set updated_at = $2 where id = $1', [clinic.patient2, updatedAt])
    const stale = { address: 'Elsewhere', updatedAt: '2026-01-01T00:00:00.000Z' }
    const answer = await app.rest('PATCH', route, { as: clinic.admin, body: stale })
    expect(outcomeOf(answer)).toMatchObject({
      code: 'stale-document',
      facts: { updatedAt },
      status: 412,
    })
    const fresh = { address: 'Elsewhere', updatedAt }
    expect((await app.rest('PATCH', route, { as: clinic.admin, body: fresh })).status).toBe(200)
  })
})

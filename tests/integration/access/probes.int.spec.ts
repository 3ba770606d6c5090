import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Answer, startTestApp, type TestApp } from '../../support/app.ts'
import { bookingOf, type Clinic, createClinic } from '../../support/clinic.ts'
import { act, book, type Body, post } from '../../support/flows.ts'

let app: TestApp
let clinic: Clinic
let other: Clinic
let foreign: Body

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  other = await createClinic(app)
  foreign = (await book(app, other)).session as Body
})
afterAll(() => app.close())

const withoutRequest = ({ body, status }: Answer) => ({
  status,
  told: (body.errors as Body[]).map(({ data, message }) => ({
    code: data.code,
    facts: data.facts,
    message,
  })),
})

describe('a question that compares with a row of another clinic', () => {
  it.each([
    ['a stale note', 'sessions', { notes: 'x' }],
    ['a number', 'sessions', { number: 'zz' }],
    ['a price', 'sessions', { price: { priceMinor: 100_000 } }],
    ['a balance', 'patients', { creditBalanceMinor: 0 }],
    ['another balance', 'patients', { creditBalanceMinor: 77 }],
  ])('should answer an operator as for an unknown row: %s', async (_, collection, body) => {
    const id = collection === 'sessions' ? String(foreign.id) : other.patient
    const ask = (row: string) =>
      app.rest('PATCH', `/${collection}/${row}`, {
        as: clinic.operator,
        body,
        headers: { 'if-match': '"2000-01-01T00:00:00.000Z"' },
      })
    const told = withoutRequest(await ask(id))
    expect(told).toEqual(withoutRequest(await ask(randomUUID())))
    expect(told.status).toBe(404)
  })

  it('should answer 401 to somebody without a token, whatever is asked', async () => {
    for (const body of [{ number: 'zz' }, { notes: 'x' }, { nonsense: 1 }]) {
      const { status } = await app.rest('PATCH', `/sessions/${String(foreign.id)}`, { body })
      expect(status).toBe(401)
    }
  })

  it('should not tell a therapist the balance of a patient they may not change', async () => {
    const ask = (creditBalanceMinor: number) =>
      app.rest('PATCH', `/patients/${clinic.patient}`, {
        as: clinic.therapist,
        body: { creditBalanceMinor },
      })
    expect(withoutRequest(await ask(0))).toEqual(withoutRequest(await ask(123)))
  })
})

describe('a question about rights on one row', () => {
  it.each([
    ['users', () => other.therapist.id],
    ['tenants', () => other.tenant.id],
    ['patients', () => other.patient],
  ])('should answer the same for a foreign row of %s as for no row', async (collection, id) => {
    const ask = (row: string) =>
      app.rest('POST', `/${collection}/access/${row}`, { as: clinic.operator })
    const told = withoutRequest(await ask(id()))
    expect(told).toEqual(withoutRequest(await ask(randomUUID())))
    expect(told.status).toBe(404)
  })
})

describe('versions of what has none', () => {
  it.each([
    ['GET', '/patients/versions'],
    ['GET', `/users/versions/${randomUUID()}`],
    ['POST', `/sessions/versions/${randomUUID()}`],
  ])('should be nowhere: %s %s', async (method, route) => {
    const { body, status } = await app.rest(method, route, { as: clinic.admin })
    expect([status, body.errors[0].data.code]).toEqual([404, 'not-found'])
  })
})

describe('the calendar of a therapist', () => {
  it('should show the same busy blocks of colleagues whatever is filtered', async () => {
    await book(app, clinic, {
      patient: clinic.patient2,
      startsAt: '2026-06-04T12:00',
      therapist: clinic.therapist2.id,
    })
    const masked = async (filter: string) => {
      const route = `/sessions/calendar?from=2026-06-04&to=2026-06-04${filter}`
      const { body } = await app.rest('GET', route, { as: clinic.therapist })
      return (body.sessions as Body[]).filter(({ isMasked }) => isMasked === true).length
    }
    const all = await masked('')
    expect(all).toBe(1)
    expect(await masked(`&therapyType=${randomUUID()}`)).toBe(all)
    expect(await masked('&status=completed')).toBe(all)
  })
})

describe('what nobody can mean', () => {
  it('should refuse a deep answer to a write at once', async () => {
    const body = { amountMinor: 100, method: 'cash', patient: clinic.patient }
    const paid = await app.rest('POST', '/payments?depth=3', { as: clinic.accountant, body })
    expect([paid.status, paid.body.errors[0].data.code]).toEqual([422, 'depth-too-large'])
  })

  it('should refuse an Idempotency-Key that is too long, and cut none', async () => {
    const send = (key: string) =>
      app.rest('POST', '/payments/record', {
        as: clinic.accountant,
        body: { amountMinor: 100, method: 'cash', patient: clinic.patient },
        headers: { 'idempotency-key': key },
      })
    expect((await send('a'.repeat(201))).status).toBe(422)
    expect((await send('a'.repeat(200))).status).toBe(201)
  })

  it.each([
    ['a day that does not exist', 'from=2026-02-30&to=2026-03-01', 422],
    ['the year 0', 'from=0000-01-01&to=0000-01-02', 422],
    ['the year after 2200', 'from=2201-01-01&to=2201-01-02', 422],
    ['the last year, which is too far ahead but a year', 'from=2200-12-30&to=2200-12-31', 200],
  ])('should refuse slots of %s', async (_, range, status) => {
    const route = `/availability/slots?${range}&therapyType=${clinic.type}`
    expect((await app.rest('GET', route, { as: clinic.operator })).status).toBe(status)
  })

  it('should refuse text that no database holds with 400, also before sign-in', async () => {
    const { status } = await app.rest('POST', '/users/login', {
      body: { email: 'a\u0000@test.example', password: 'x' },
    })
    expect(status).toBe(400)
  })

  it('should refuse amounts beyond any clinic', async () => {
    const { status } = await app.rest('POST', '/payments/record', {
      as: clinic.accountant,
      body: { amountMinor: 9_007_199_254_740_991, method: 'cash', patient: clinic.patient },
    })
    expect(status).toBe(422)
  })

  it('should refuse to reverse a waiver that fell with its cancelled session', async () => {
    const { session } = await book(app, clinic, bookingOf(clinic, { startsAt: '2026-06-05T10:00' }))
    const [row] = await app.sql<{ id: string }>(
      'select id from attendances where session_id = $1',
      [session.id],
    )
    const route = `/attendances/${row?.id ?? ''}/waive`
    const { transfer } = await post(app, clinic.admin, [
      route,
      { amountMinor: 50_000, reason: 'Poor' },
    ])
    await act(app, clinic, [session, 'cancel', { reasonCode: 'weather' }])
    const { body, status } = await app.rest(
      'POST',
      `/ledger-transfers/${String(transfer)}/reverse`,
      {
        as: clinic.admin,
        body: { reason: 'No' },
      },
    )
    expect([status, body.errors[0].data.code]).toEqual([409, 'not-reversible'])
  })
})

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Answer, startTestApp, type TestApp } from '../../support/app.ts'
import { bookingOf, type Clinic, createClinic } from '../../support/clinic.ts'
import { balancesOf, type Body, violations } from '../../support/flows.ts'

let app: TestApp
let clinic: Clinic

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
})
afterAll(async () => {
  expect(await violations(app)).toEqual([])
  await app.close()
})

const send = (key: string, [route, body]: [string, object], as = clinic.admin): Promise<Answer> =>
  app.rest('POST', route, { as, body, headers: { 'idempotency-key': key } })

const payment = (amountMinor = 1_000): [string, object] => [
  '/payments/record',
  { amountMinor, method: 'cash', patient: clinic.patient2 },
]

const countOf = async (table: 'payments' | 'sessions'): Promise<number> => {
  const [row] = await app.sql<{ count: number }>(`select count(*)::int as count from ${table}`)
  return row?.count ?? -1
}

/** Sends until it is not told that the first one is still running. */
const sendThrough = async (key: string, request: [string, object]): Promise<Answer> => {
  for (;;) {
    const answer = await send(key, request)
    const isRunning = answer.body.errors?.[0].data.code === 'request-in-progress'
    if (!isRunning) return answer
    expect(answer.headers.get('retry-after')).toBe('1')
  }
}

describe('The same request sent again', () => {
  it('should have one effect and one answer, whether sent a hundred times at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => sendThrough('hundred', payment())),
    )
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([...Array.from({ length: 99 }, () => 200), 201])
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(await countOf('payments')).toBe(1)
    expect(await balancesOf(app, clinic.patient2)).toEqual({ creditMinor: 1_000, duesMinor: 0 })
  })

  it('should answer the first session with 200, whatever the order of the fields', async () => {
    const body = bookingOf(clinic)
    const first = await send('book', ['/sessions/book', body])
    const turned = Object.fromEntries(Object.entries(body).reverse())
    const second = await send('book', ['/sessions/book', turned])
    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.body).toEqual(first.body)
    expect(await countOf('sessions')).toBe(1)
  })

  it('should be refused with another body', async () => {
    await send('other-body', payment(2_000))
    const { body, status } = await send('other-body', payment(3_000))
    expect([status, body.errors[0].data.code]).toEqual([422, 'idempotency-key-reused'])
  })

  it('should be a request of its own for another person and another route', async () => {
    const first = await send('shared', payment(10))
    const byOther = await send('shared', payment(10), clinic.accountant)
    expect([first.status, byOther.status]).toEqual([201, 201])
    const credit = await send('shared', [
      `/patients/${clinic.patient2}/credits`,
      { amountMinor: 10, method: 'cash' },
    ])
    expect(credit.status).toBe(201)
  })

  it('should be free to succeed after it was refused', async () => {
    const refused = await send('late', [
      '/sessions/book',
      bookingOf(clinic, { startsAt: '2026-06-07T10:00' }),
    ])
    const booked = await send('late', [
      '/sessions/book',
      bookingOf(clinic, { startsAt: '2026-06-08T10:00' }),
    ])
    expect([refused.status, booked.status]).toEqual([422, 201])
  })

  it('should work on plain document writes too', async () => {
    const before = await countOf('sessions')
    const session = bookingOf(clinic, { startsAt: '2026-06-09T10:00' })
    const answers = [
      await send('doc', ['/sessions', session]),
      await send('doc', ['/sessions', session]),
    ]
    expect(answers.map(({ status }) => status)).toEqual([201, 200])
    expect(answers[0]?.body).toEqual(answers[1]?.body)
    expect(await countOf('sessions')).toBe(before + 1)

    const paid = { amountMinor: 5, method: 'cash', patient: clinic.patient2 }
    const first = await send('doc', ['/payments', paid])
    const second = await send('doc', ['/payments', paid])
    expect([first.status, second.status]).toEqual([201, 200])
    expect((second.body.doc as Body).id).toBe((first.body.doc as Body).id)
  })

  it('should move a session once', async () => {
    const { body } = await send('to-move', [
      '/sessions/book',
      bookingOf(clinic, { startsAt: '2026-06-10T10:00' }),
    ])
    const route = `/sessions/${String(body.session.id)}/reschedule`
    const move: [string, object] = [route, { startsAt: '2026-06-10T12:00' }]
    const first = await send('move', move)
    const second = await send('move', move)
    expect(second.body).toEqual(first.body)
    expect(second.body.session.sequence).toBe(1)
  })
})

describe('A request in another clinic', () => {
  it('should not meet the key of this one', async () => {
    const other = await createClinic(app)
    await send('across', payment(77))
    const { status } = await app.rest('POST', '/payments/record', {
      as: other.admin,
      body: { amountMinor: 77, method: 'cash', patient: other.patient },
      headers: { 'idempotency-key': 'across' },
    })
    expect(status).toBe(201)
  })
})

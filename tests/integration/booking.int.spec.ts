import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestApp, type TestApp } from '../support/app.ts'
import { bookingOf, type Clinic, createClinic } from '../support/clinic.ts'

let app: TestApp
let clinic: Clinic

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
})
afterAll(() => app.close())

describe('booking a session', () => {
  it('should book, freeze the price, charge and plan messages for an operator', async () => {
    const { body, status } = await app.rest('POST', '/sessions/book', {
      as: clinic.operator,
      body: bookingOf(clinic),
    })
    expect(body).toMatchObject({
      charge: { costMinor: 100_000, dueMinor: 100_000 },
      session: {
        endsAt: '2026-06-02T05:15:00.000Z',
        number: 'S-000001',
        paymentStatus: 'pending',
        price: { priceMinor: 100_000, source: 'type' },
        startsAt: '2026-06-02T04:30:00.000Z',
        status: 'scheduled',
      },
    })
    expect(status).toBe(201)
  })
})

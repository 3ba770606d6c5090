import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { PRESETS } from '../../../src/domain/tenancy/presets.ts'
import { slugs } from '../../../src/slugs.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { bookingOf, type Clinic, createClinic } from '../../support/clinic.ts'
import { act, book, get, pay, post, violations } from '../../support/flows.ts'

let app: TestApp
let clinic: Clinic

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app, { bufferAfterMinutes: 15 })
})
afterAll(async () => {
  expect(await violations(app)).toEqual([])
  await app.close()
})

describe('An operator who books', () => {
  it('should get a numbered session with its frozen price, its charge and its explanation', async () => {
    const { charge, session } = await book(app, clinic)

    expect(charge).toMatchObject({ costMinor: 100_000, dueMinor: 100_000 })
    expect(session).toMatchObject({
      endsAt: '2026-06-02T05:15:00.000Z',
      number: 'S-000001',
      paymentStatus: 'pending',
      price: {
        currency: 'INR',
        durationMinutes: 45,
        explanation: [{ amountMinor: 100_000, step: 'fallback' }],
        priceMinor: 100_000,
        source: 'type',
      },
      startsAt: '2026-06-02T04:30:00.000Z',
      status: 'scheduled',
      timezone: 'Asia/Kolkata',
    })
  })

  it('should leave attendance, event, claims and care team behind it', async () => {
    const { session } = await book(app, clinic, { room: clinic.room, startsAt: '2026-06-02T12:00' })

    const rows = await app.sql(
      `select (select array_agg(status::text) from attendances where session_id = $1) as attendances,
              (select array_agg(coalesce("from"::text, '') || '>' || "to"::text)
                 from session_events where session_id = $1) as events,
              (select array_agg(kind || ' ' || extract(epoch from upper(during) - lower(during)) / 60
                                order by kind) from booking_claims where session_id = $1) as claims,
              (select array_agg(users_id) from patients_rels
                where parent_id = $2 and path = 'careTeam') as team`,
      [session.id, clinic.patient],
    )
    expect(rows).toEqual([
      {
        attendances: ['expected'],
        claims: [
          'patient 45.0000000000000000',
          'room 60.0000000000000000',
          'therapist 60.0000000000000000',
        ],
        events: ['>scheduled'],
        team: [clinic.therapist.id],
      },
    ])
  })

  it('should be allowed back to back, with the buffers of both neighbours between', async () => {
    await book(app, clinic, { startsAt: '2026-06-03T10:00' })
    const tooClose = await app.rest('POST', '/sessions/book', {
      as: clinic.operator,
      body: bookingOf(clinic, { patient: clinic.patient2, startsAt: '2026-06-03T10:45' }),
    })
    expect(tooClose.status).toBe(409)
    const { session } = await book(app, clinic, {
      patient: clinic.patient2,
      startsAt: '2026-06-03T11:00',
    })
    expect(session.status).toBe('scheduled')
  })

  it("should get the therapist's own price and length where there is one", async () => {
    await post(app, clinic.admin, [
      `/${slugs.pricing}`,
      {
        durationMinutes: 30,
        priceMinor: 120_000,
        therapist: clinic.therapist2.id,
        therapyType: clinic.type,
      },
    ])
    const { session } = await book(app, clinic, {
      startsAt: '2026-06-03T13:00',
      therapist: clinic.therapist2.id,
    })
    expect(session).toMatchObject({
      durationMinutes: 30,
      price: {
        explanation: [{ amountMinor: 120_000, step: 'base' }],
        priceMinor: 120_000,
        source: 'therapist',
      },
    })
  })

  it('should keep the frozen price when the price changes later', async () => {
    const { session } = await book(app, clinic, { startsAt: '2026-06-03T15:00' })
    await app.rest('PATCH', `/${slugs.therapyTypes}/${clinic.type}`, {
      as: clinic.admin,
      body: { defaultPriceMinor: 150_000 },
    })
    const { price } = await get(app, clinic.admin, `/${slugs.sessions}/${session.id as string}`)
    await app.rest('PATCH', `/${slugs.therapyTypes}/${clinic.type}`, {
      as: clinic.admin,
      body: { defaultPriceMinor: 100_000 },
    })
    expect(price.priceMinor).toBe(100_000)
  })

  it('should get every fault of a wish from a dry run, and nothing booked', async () => {
    const { dryRun } = await post(app, clinic.operator, [
      '/sessions/book',
      bookingOf(clinic, { dryRun: true, startsAt: '2026-06-07T10:00' }),
    ])
    expect(dryRun.refusals.map(({ code }: { code: string }) => code)).toEqual([
      'outside-availability',
    ])
    const free = await post(app, clinic.operator, [
      '/sessions/book',
      bookingOf(clinic, { dryRun: true, startsAt: '2026-06-05T10:00' }),
    ])
    expect(free.dryRun).toMatchObject({ price: { priceMinor: 100_000 }, refusals: [] })
    const [{ count } = { count: -1 }] = await app.sql<{ count: number }>(
      `select count(*)::int as count from sessions where starts_at::date in ('2026-06-07', '2026-06-05')`,
    )
    expect(count).toBe(0)
  })

  it('should be offered times that can then be booked, when the patient is elsewhere', async () => {
    const at = '2026-06-09T15:30'
    await book(app, clinic, { startsAt: at })
    const wish = bookingOf(clinic, { startsAt: at, therapist: clinic.therapist2.id })
    const as = clinic.operator
    const refused = await app.rest('POST', '/sessions/book', { as, body: wish })
    const { code, facts } = refused.body.errors[0].data
    const { free } = facts
    expect([code, free.length]).toEqual(['patient-busy', 3])
    for (const { startsAt } of free) {
      const { body } = await app.rest('POST', '/sessions/book', {
        as,
        body: { ...wish, dryRun: true, startsAt },
      })
      expect(body.dryRun.refusals).toEqual([])
    }
  })
})

describe('An admin who books', () => {
  it('should set a manual price with a reason, explained line by line', async () => {
    const { session } = await post(app, clinic.admin, [
      '/sessions/book',
      bookingOf(clinic, {
        manualPrice: { priceMinor: 60_000, reason: 'Sibling' },
        startsAt: '2026-06-04T10:00',
      }),
    ])
    expect(session.price).toMatchObject({
      explanation: [
        { amountMinor: 100_000, step: 'fallback' },
        { amountMinor: -40_000, note: 'Sibling', step: 'manual' },
      ],
      priceMinor: 60_000,
      source: 'manual',
    })
  })

  it('should book outside the hours with a reason, marked as overbooked', async () => {
    const { session } = await post(app, clinic.admin, [
      '/sessions/book',
      bookingOf(clinic, { overbookReason: 'Emergency', startsAt: '2026-06-07T10:00' }),
    ])
    expect(session.overbooking).toEqual({ by: clinic.admin.id, reason: 'Emergency' })
  })

  it('should enter a session of last week', async () => {
    const { session } = await post(app, clinic.admin, [
      '/sessions/book',
      bookingOf(clinic, { startsAt: '2026-05-26T10:00' }),
    ])
    expect(session.status).toBe('scheduled')
  })

  it('should book by a plain document write with the same effects', async () => {
    const { doc } = await post(app, clinic.admin, [
      `/${slugs.sessions}`,
      bookingOf(clinic, { startsAt: '2026-06-04T14:00' }),
    ])
    expect(doc).toMatchObject({ paymentStatus: 'pending', status: 'scheduled' })
    expect(doc.number).toMatch(/^S-\d{6}$/)
  })
})

describe('Two sessions that would be booked in a wall time of the location', () => {
  it('should read the earlier of a wall time that occurs twice', async () => {
    const { doc: location } = await post(app, clinic.admin, [
      `/${slugs.locations}`,
      { name: 'New York', timezone: 'America/New_York' },
    ])
    const { session } = await post(app, clinic.admin, [
      '/sessions/book',
      bookingOf(clinic, {
        location: location.id,
        overbookReason: 'Night of the clock change',
        startsAt: '2026-11-01T01:30',
      }),
    ])
    expect(session).toMatchObject({
      startsAt: '2026-11-01T05:30:00.000Z',
      timezone: 'America/New_York',
    })
  })
})

describe.each(PRESETS)('A clinic of the preset %s', (preset) => {
  it('should book, charge, take half, and give it back as credit when the clinic cancels', async () => {
    const other = await createClinic(app, { preset })
    const { session } = await book(app, other)
    const { balances } = await pay(app, other, { amountMinor: 50_000 })
    expect(balances).toEqual({ creditMinor: 0, duesMinor: 50_000 })

    const cancelled = await act(app, other, [session, 'cancel', { reasonCode: 'therapist-ill' }])

    expect(cancelled.session.status).toBe('cancelled')
    const { statement } = await get(app, other.accountant, `/patients/${other.patient}/statement`)
    expect(statement).toMatchObject({ creditMinor: 50_000, duesMinor: 0 })
  })
})

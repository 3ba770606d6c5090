import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { MONDAY, startTestApp, type TestApp } from '../../support/app.ts'
import { bookingOf, type Clinic, createClinic, updateSettings } from '../../support/clinic.ts'
import { act, balancesOf, book, get, pay, post, violations } from '../../support/flows.ts'

let app: TestApp
let clinic: Clinic

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(async () => {
  expect(await violations(app)).toEqual([])
  await app.close()
})

const HOUR_MS = 3_600_000

/** A fresh clinic at Monday 09:00, so that tests do not meet. */
const begin = async (): Promise<void> => {
  app.clock.set(MONDAY)
  clinic = await createClinic(app)
}

const eventsOf = async (session: string): Promise<string[]> => {
  const rows = await app.sql<{ move: string }>(
    `select coalesce("from"::text, '') || '>' || "to"::text as move from session_events
      where session_id = $1 order by at, created_at, id`,
    [session],
  )
  return rows.map(({ move }) => move)
}

describe('A session on its way', () => {
  it('should go through confirm, check-in, start and complete, each by who may', async () => {
    await begin()
    const { session } = await book(app, clinic, { startsAt: '2026-06-01T10:00' })
    const move = (as: 'operator' | 'therapist', action: string, body: object = {}) =>
      post(app, clinic[as], [`/sessions/${session.id as string}/${action}`, body])

    const confirmed = await move('operator', 'confirm')
    expect(confirmed.session.confirmation).toMatchObject({ by: 'staff', method: 'manual' })
    app.clock.set(MONDAY + HOUR_MS)
    await move('operator', 'check-in')
    const started = await move('therapist', 'start')
    expect(started.session.startedAt).toBe('2026-06-01T04:30:00.000Z')
    app.clock.set(MONDAY + 2 * HOUR_MS)
    const completed = await move('therapist', 'complete', {
      attendance: 'late',
      notes: '10 minutes',
    })

    expect(completed.session).toMatchObject({
      endedAt: '2026-06-01T05:30:00.000Z',
      status: 'completed',
    })
    expect(await eventsOf(session.id)).toEqual([
      '>scheduled',
      'scheduled>confirmed',
      'confirmed>checked-in',
      'checked-in>in-progress',
      'in-progress>completed',
    ])
    const [attendance] = await app.sql(
      'select status::text, notes from attendances where session_id = $1',
      [session.id],
    )
    expect(attendance).toEqual({ notes: '10 minutes', status: 'late' })
  })

  it('should change nothing when it is confirmed twice', async () => {
    await begin()
    const { session } = await book(app, clinic)
    const first = await act(app, clinic, [session, 'confirm'])
    app.clock.set(MONDAY + HOUR_MS)
    const second = await act(app, clinic, [session, 'confirm'])
    expect(second.session.confirmation).toEqual(first.session.confirmation)
    expect(await eventsOf(session.id)).toHaveLength(2)
  })

  it('should cost nothing when an excused patient stayed away', async () => {
    await begin()
    const { session } = await book(app, clinic, { startsAt: '2026-06-01T09:00' })
    await act(app, clinic, [session, 'complete', { attendance: 'excused' }])
    expect(await balancesOf(app, clinic.patient)).toEqual({ creditMinor: 0, duesMinor: 0 })
  })
})

describe('A session that is moved', () => {
  it('should keep number and price, lose its confirmation and count its sequence', async () => {
    await begin()
    const { session } = await book(app, clinic)
    await act(app, clinic, [session, 'confirm'])
    const moved = await post(app, clinic.operator, [
      `/sessions/${session.id as string}/reschedule`,
      { startsAt: '2026-06-04T15:00' },
    ])
    expect(moved.session).toMatchObject({
      confirmation: { at: null, by: null },
      endsAt: '2026-06-04T10:15:00.000Z',
      number: session.number,
      price: session.price,
      sequence: 1,
      startsAt: '2026-06-04T09:30:00.000Z',
      status: 'scheduled',
    })
    expect(await balancesOf(app, clinic.patient)).toEqual({ creditMinor: 0, duesMinor: 100_000 })
  })

  it('should free its old time and may overlap its own', async () => {
    await begin()
    const { session } = await book(app, clinic)
    await post(app, clinic.operator, [
      `/sessions/${session.id as string}/reschedule`,
      { startsAt: '2026-06-02T10:15' },
    ])
    const next = await book(app, clinic, {
      patient: clinic.patient2,
      startsAt: '2026-06-02T09:30',
    })
    expect(next.session.status).toBe('scheduled')
  })

  it('should post the difference when another therapist costs more', async () => {
    await begin()
    await post(app, clinic.admin, [
      '/pricing',
      {
        durationMinutes: 60,
        priceMinor: 130_000,
        therapist: clinic.therapist2.id,
        therapyType: clinic.type,
      },
    ])
    const { session } = await book(app, clinic)
    const moved = await post(app, clinic.operator, [
      `/sessions/${session.id as string}/reschedule`,
      { therapist: clinic.therapist2.id },
    ])
    expect(moved.session.price).toMatchObject({ priceMinor: 130_000, source: 'therapist' })
    expect(await balancesOf(app, clinic.patient)).toEqual({ creditMinor: 0, duesMinor: 130_000 })
  })

  it('should move by a plain document write just the same', async () => {
    await begin()
    const { session } = await book(app, clinic)
    const { body, status } = await app.rest('PATCH', `/sessions/${session.id as string}`, {
      as: clinic.operator,
      body: { startsAt: '2026-06-05T06:30:00.000Z' },
    })
    expect(status).toBe(200)
    expect(body.doc).toMatchObject({ sequence: 1, startsAt: '2026-06-05T06:30:00.000Z' })
  })

  it('should keep sequence and confirmation when only notes change', async () => {
    await begin()
    const { session } = await book(app, clinic)
    await act(app, clinic, [session, 'confirm'])
    const { body } = await app.rest('PATCH', `/sessions/${session.id as string}`, {
      as: clinic.operator,
      body: { notes: 'Bring the drawing' },
    })
    expect(body.doc).toMatchObject({ sequence: 0, status: 'confirmed' })
  })
})

const withFees = (lateFee: object, noShowFee: object) =>
  updateSettings(app, clinic.tenant.id, ({ scheduling }) => ({
    scheduling: {
      ...scheduling,
      cancellation: { ...scheduling.cancellation, lateFee, noShowFee } as never,
    },
  }))

describe('A session that is cancelled', () => {
  it('should be free a minute before the window and late inside it', async () => {
    await begin()
    await withFees({ kind: 'percent', percent: 50 }, { kind: 'full' })
    const early = await book(app, clinic, { startsAt: '2026-06-02T09:00' })
    const late = await book(app, clinic, { startsAt: '2026-06-02T10:00' })
    const free = await act(app, clinic, [early.session, 'cancel', { reasonCode: 'patient-ill' }])
    app.clock.set(MONDAY + HOUR_MS + 60_000)
    const charged = await act(app, clinic, [late.session, 'cancel', { reasonCode: 'patient-ill' }])

    expect(free.session).toMatchObject({ cancellation: { side: 'patient' }, status: 'cancelled' })
    expect(charged.session).toMatchObject({
      cancellation: { feeMinor: 50_000 },
      status: 'late-cancelled',
    })
    expect(await balancesOf(app, clinic.patient)).toEqual({ creditMinor: 0, duesMinor: 50_000 })
  })

  it('should never be late from the side of the clinic', async () => {
    await begin()
    await withFees({ kind: 'full' }, { kind: 'full' })
    const { session } = await book(app, clinic, { startsAt: '2026-06-01T10:00' })
    const cancelled = await act(app, clinic, [session, 'cancel', { reasonCode: 'therapist-ill' }])
    expect(cancelled.session.status).toBe('cancelled')
    expect(await balancesOf(app, clinic.patient)).toEqual({ creditMinor: 0, duesMinor: 0 })
  })

  it('should return what was paid to credit, less the fee, and use the credit next time', async () => {
    await begin()
    await withFees({ fixedMinor: 20_000, kind: 'fixed' }, { kind: 'full' })
    const { session } = await book(app, clinic, { startsAt: '2026-06-01T10:00' })
    await pay(app, clinic, { amountMinor: 100_000 })
    await act(app, clinic, [session, 'cancel', { reasonCode: 'patient-request' }])
    expect(await balancesOf(app, clinic.patient)).toEqual({ creditMinor: 80_000, duesMinor: 0 })

    const next = await book(app, clinic, { startsAt: '2026-06-03T10:00' })
    expect(next.charge).toMatchObject({ dueMinor: 20_000, settledMinor: 80_000 })
    expect(next.session.paymentStatus).toBe('partially-paid')
  })

  it('should let an admin waive the fee with a reason', async () => {
    await begin()
    await withFees({ kind: 'full' }, { kind: 'full' })
    const { session } = await book(app, clinic, { startsAt: '2026-06-01T10:00' })
    await act(app, clinic, [
      session,
      'cancel',
      { reason: 'First time', reasonCode: 'patient-ill', waiveFee: true },
    ])
    expect(await balancesOf(app, clinic.patient)).toEqual({ creditMinor: 0, duesMinor: 0 })
  })

  it('should free its time at once and change nothing when cancelled twice', async () => {
    await begin()
    const { session } = await book(app, clinic)
    await act(app, clinic, [session, 'cancel', { reasonCode: 'weather' }])
    const again = await act(app, clinic, [session, 'cancel', { reasonCode: 'patient-ill' }])
    expect(again.session.cancellation.reasonCode).toBe('weather')
    const next = await book(app, clinic, { patient: clinic.patient2 })
    expect(next.session.status).toBe('scheduled')
  })
})

describe('A session that nobody came to', () => {
  it('should cost the no-show fee and be corrected by the front desk until the next day', async () => {
    await begin()
    await withFees({ kind: 'none' }, { kind: 'percent', percent: 30 })
    const { session } = await book(app, clinic, { startsAt: '2026-06-01T09:00' })
    app.clock.set(MONDAY + 15 * 60_000)
    await post(app, clinic.operator, [`/sessions/${session.id as string}/no-show`])
    expect(await balancesOf(app, clinic.patient)).toEqual({ creditMinor: 0, duesMinor: 30_000 })

    const corrected = await post(app, clinic.operator, [
      `/sessions/${session.id as string}/correct`,
      { reason: 'Was in the garden', to: 'checked-in' },
    ])
    expect(corrected.session.status).toBe('checked-in')
    expect(await balancesOf(app, clinic.patient)).toEqual({ creditMinor: 0, duesMinor: 100_000 })
  })

  it('should not be corrected by the front desk after the next day', async () => {
    await begin()
    const { session } = await book(app, clinic, { startsAt: '2026-06-01T09:00' })
    app.clock.set(MONDAY + HOUR_MS)
    await post(app, clinic.operator, [`/sessions/${session.id as string}/no-show`])
    app.clock.set(MONDAY + 40 * HOUR_MS)
    const { status } = await app.rest('POST', `/sessions/${session.id as string}/correct`, {
      as: clinic.operator,
      body: { reason: 'Was here', to: 'checked-in' },
    })
    expect(status).toBe(409)
  })

  it('should not come back to a time that was given away', async () => {
    await begin()
    const { session } = await book(app, clinic, { startsAt: '2026-06-01T09:00' })
    app.clock.set(MONDAY + HOUR_MS)
    await act(app, clinic, [session, 'no-show'])
    await post(app, clinic.admin, [
      '/sessions/book',
      bookingOf(clinic, { patient: clinic.patient2, startsAt: '2026-06-01T09:00' }),
    ])
    const { body, status } = await app.rest('POST', `/sessions/${session.id as string}/correct`, {
      as: clinic.admin,
      body: { reason: 'Was here', to: 'completed' },
    })
    expect([status, body.errors[0].data.code]).toEqual([409, 'slot-taken'])
    const { status: still } = await get(app, clinic.admin, `/sessions/${session.id as string}`)
    expect(still).toBe('no-show')
  })
})

describe('A patient who has died', () => {
  it('should have what lies ahead cancelled without a fee and without a message', async () => {
    await begin()
    await withFees({ kind: 'full' }, { kind: 'full' })
    const { session } = await book(app, clinic, { startsAt: '2026-06-01T10:00' })
    await app.rest('PATCH', `/patients/${clinic.patient}`, {
      as: clinic.admin,
      body: { deceasedAt: '2026-05-31T10:00:00.000Z' },
    })
    const after = await get(app, clinic.admin, `/sessions/${session.id as string}`)
    expect(after).toMatchObject({ cancellation: { reasonCode: 'deceased' }, status: 'cancelled' })
    const open = await app.sql(
      `select kind from notifications where session_id = $1 and status in ('queued', 'sending')`,
      [session.id],
    )
    expect(open).toEqual([])
  })
})

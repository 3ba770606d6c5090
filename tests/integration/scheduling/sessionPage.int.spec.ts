import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import {
  readSessionPage,
  type SessionPage,
} from '../../../src/operations/scheduling/readSessionPage.ts'
import { MONDAY, startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { act, type Body, book, pay, post } from '../../support/flows.ts'

const HOUR = 3_600_000
const UNKNOWN = '00000000-0000-4000-8000-000000000000'

let app: TestApp
let clinic: Clinic
let foreign: Clinic
let session: Body

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  foreign = await createClinic(app)
  session = (await book(app, clinic, { notes: 'Bring the mirror.' })).session as Body
  await pay(app, clinic, { amountMinor: 40_000 })
})
afterAll(() => app.close())
beforeEach(() => {
  app.clock.set(MONDAY)
})

const pageOf = async (user: TestUser, id = String(session.id)): Promise<SessionPage> =>
  readSessionPage(await app.reqOf(user), id)

const notesAs = (as: TestUser, body: object) =>
  app.rest('POST', `/sessions/${String(session.id)}/notes`, { as, body })

describe('The page of a session', () => {
  it('should tell the accountant why the price is so and what is paid, and offer no action', async () => {
    const page = await pageOf(clinic.accountant)
    expect(page.session.price).toEqual({
      explanation: [{ amountMinor: 100_000, step: 'fallback' }],
      priceMinor: 100_000,
    })
    expect(page.charge).toEqual({
      costMinor: 100_000,
      dueMinor: 60_000,
      settledMinor: 40_000,
      waivedMinor: 0,
    })
    expect([page.offered, page.canEdit]).toEqual([
      { actions: [], canWriteNotes: false, canWriteNotesLater: false },
      false,
    ])
  })

  it('should show its therapist everything but amounts', async () => {
    const page = await pageOf(clinic.therapist)
    expect([page.isAmountVisible, page.charge, page.session.price]).toEqual([false, null, null])
    expect(page.lateCancellation.feeMinor).toBeNull()
    expect(page.session).toMatchObject({
      location: { id: clinic.location },
      notes: 'Bring the mirror.',
      patient: { id: clinic.patient },
      therapist: clinic.therapist.id,
      timezone: 'Asia/Kolkata',
    })
  })

  it.each([
    ['a colleague', () => clinic.therapist2],
    ['a therapist of another clinic', () => foreign.therapist],
    ['the admin of another clinic', () => foreign.admin],
  ])('should be unknown to %s, exactly as one that does not exist', async (_, user) => {
    const hidden = await pageOf(user()).catch((error: unknown) => error)
    const unknown = await pageOf(user(), UNKNOWN).catch((error: unknown) => error)
    expect(hidden).toMatchObject({ code: 'not-found', status: 404 })
    expect(hidden).toEqual(unknown)
  })

  it('should be unknown for what is no id at all', async () => {
    await expect(pageOf(clinic.admin, 'today')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('should name messages with masked addresses', async () => {
    const { messages } = await pageOf(clinic.operator)
    expect(messages?.length).toBeGreaterThan(0)
    for (const { contact, recipient } of messages ?? []) {
      expect(contact).toBe('Priya Rao')
      expect(recipient).toBe('•••• 2345')
    }
  })

  it('should say when cancelling turns late', async () => {
    app.clock.set(MONDAY + HOUR)
    expect((await pageOf(clinic.admin)).lateCancellation).toMatchObject({
      freeUntil: '2026-06-01T04:30:00.000Z',
      isLate: false,
    })
    app.clock.set(MONDAY + HOUR + 1)
    expect((await pageOf(clinic.admin)).lateCancellation.isLate).toBe(true)
  })

  it('should keep who moved it when, from where to where, and why', async () => {
    const { session: moved } = await book(app, clinic, { startsAt: '2026-06-04T10:00' })
    await post(app, clinic.operator, [
      `/sessions/${String(moved.id)}/reschedule`,
      { reason: 'School trip', startsAt: '2026-06-05T10:00' },
    ])
    await act(app, clinic, [moved as Body, 'cancel', { reasonCode: 'weather' }])
    const { history } = await pageOf(clinic.admin, String(moved.id))
    expect(history.map(({ from, reason, to }) => [from, to, reason])).toEqual([
      [null, 'scheduled', null],
      ['scheduled', 'scheduled', 'School trip'],
      ['scheduled', 'cancelled', 'weather'],
    ])
    expect(history.map(({ by }) => by?.split(' ')[0])).toEqual(['Omar', 'Omar', 'Anita'])
    expect(history[1]?.changes).toMatchObject({
      startsAt: ['2026-06-04T04:30:00.000Z', '2026-06-05T04:30:00.000Z'],
    })
  })
})

describe('The notes of a session', () => {
  it('should wait for its start, for a therapist', async () => {
    const { body, status } = await notesAs(clinic.therapist, { notes: 'Too soon' })
    expect([status, body.errors[0].data.code]).toEqual([422, 'too-early-for-notes'])
    expect(body.errors[0].data.facts).toEqual({ fromAt: '2026-06-02T04:30:00.000Z' })
  })

  it('should be written by its therapist afterwards, and never over those of somebody else', async () => {
    app.clock.set(MONDAY + 26 * HOUR)
    const written = await notesAs(clinic.therapist, {
      notes: 'Said three new words.',
      replaces: 'Bring the mirror.',
    })
    expect([written.status, written.body.session.notes]).toEqual([200, 'Said three new words.'])
    const late = await notesAs(clinic.operator, {
      notes: 'Call her.',
      replaces: 'Bring the mirror.',
    })
    expect([late.status, late.body.errors[0].data.code]).toEqual([412, 'stale-document'])
    expect((await pageOf(clinic.therapist)).session.notes).toBe('Said three new words.')
  })

  it.each([
    ['the accountant', () => clinic.accountant, 403],
    ['a colleague', () => clinic.therapist2, 404],
    ['a therapist of another clinic', () => foreign.therapist, 404],
  ])('should not be written by %s', async (_, user, status) => {
    app.clock.set(MONDAY + 26 * HOUR)
    const before = (await pageOf(clinic.admin)).session.notes
    expect((await notesAs(user(), { notes: 'No' })).status).toBe(status)
    expect((await pageOf(clinic.admin)).session.notes).toBe(before)
  })
})

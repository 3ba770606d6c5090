import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { asSystem } from '../../../src/db/scope.ts'
import { type Board, readBoard } from '../../../src/operations/operation/readBoard.ts'
import { readBookingChoices } from '../../../src/operations/catalog/readBookingChoices.ts'
import { readFreeTimes } from '../../../src/operations/scheduling/readFreeTimes.ts'
import { slugs } from '../../../src/slugs.ts'
import { MONDAY, startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { act, book, post } from '../../support/flows.ts'

const HOUR_MS = 3_600_000

let app: TestApp
let clinic: Clinic
let other: Clinic
/** Today at 10:00, 11:00 and 14:00, tomorrow at 10:00; and one that was cancelled. */
let ids: Record<'cancelled' | 'eleven' | 'ten' | 'tomorrow' | 'two', string>

const bookAt = async (startsAt: string, change: object = {}): Promise<string> => {
  const { session } = await book(app, clinic, { startsAt, ...change })
  return session.id as string
}

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  other = await createClinic(app)
  await book(app, other, { startsAt: '2026-06-01T10:00' })
  ids = {
    cancelled: await bookAt('2026-06-01T16:00'),
    eleven: await bookAt('2026-06-01T11:00', { patient: clinic.patient2 }),
    ten: await bookAt('2026-06-01T10:00', { room: clinic.room }),
    tomorrow: await bookAt('2026-06-02T10:00'),
    two: await bookAt('2026-06-01T14:00', { therapist: clinic.therapist2.id }),
  }
  await bookAt('2026-06-03T10:00')
  await act(app, clinic, [{ id: ids.cancelled }, 'cancel', { reasonCode: 'weather' }])
})
afterAll(() => app.close())
beforeEach(() => {
  app.clock.set(MONDAY)
})

const boardOf = async (as: TestUser, change: object = {}): Promise<Board> =>
  readBoard(await app.reqOf(as), { tenant: clinic.tenant.id, ...change })
const idsOf = (sessions: Board['arrivals']): string[] => sessions.map(({ id }) => id)

describe('the board of the front desk', () => {
  it('should show today in time order, without what was cancelled, and who has not confirmed', async () => {
    const board = await boardOf(clinic.operator)
    expect(idsOf(board.arrivals)).toEqual([ids.ten, ids.eleven, ids.two])
    expect(board.cancelledToday).toBe(1)
    expect(idsOf(board.unconfirmed)).toEqual([ids.ten, ids.eleven, ids.two, ids.tomorrow])
    expect(board.arrivals[0]).toMatchObject({
      contact: { name: 'Priya Rao', phone: '+919820012345' },
      patient: { id: clinic.patient },
      room: { name: 'Room 1' },
      startsAt: '2026-06-01T04:30:00Z',
      status: 'scheduled',
      therapyType: { name: 'Test Therapy' },
    })
  })

  it('should show the dues of a patient: four sessions of 1,000 that were not cancelled', async () => {
    const { arrivals } = await boardOf(clinic.operator)
    expect(arrivals.map(({ duesMinor }) => duesMinor)).toEqual([400_000, 100_000, 400_000])
  })

  it('should offer what role, state and time allow', async () => {
    const before = await boardOf(clinic.operator)
    expect(before.arrivals.map(({ actions }) => [...actions].toSorted())).toEqual([
      ['cancel', 'check-in', 'confirm'],
      ['cancel', 'confirm'],
      ['cancel', 'confirm'],
    ])
    expect(before.missing).toEqual([])
    // At 10:14 nobody is late; from 10:15 on the desk may say so.
    app.clock.set(MONDAY + HOUR_MS + 14 * 60_000)
    expect((await boardOf(clinic.operator)).missing).toEqual([])
    app.clock.set(MONDAY + HOUR_MS + 15 * 60_000)
    const { missing } = await boardOf(clinic.operator)
    expect(idsOf(missing)).toEqual([ids.ten])
    expect(missing[0]?.actions).toContain('no-show')
  })

  it('should move a session that was confirmed and checked in to who is here', async () => {
    await post(app, clinic.operator, [`/sessions/${ids.ten}/confirm`])
    expect(idsOf((await boardOf(clinic.operator)).unconfirmed)).not.toContain(ids.ten)
    await post(app, clinic.operator, [`/sessions/${ids.ten}/check-in`])
    const board = await boardOf(clinic.operator)
    expect(idsOf(board.running)).toEqual([ids.ten])
    // Whoever is here is cancelled by an admin only.
    expect(board.running[0]?.actions).toEqual([])
    expect((await boardOf(clinic.admin)).running[0]?.actions).toEqual(['cancel'])
  })

  it('should narrow to a therapist', async () => {
    const board = await boardOf(clinic.operator, { therapist: clinic.therapist2.id })
    expect(idsOf(board.arrivals)).toEqual([ids.two])
  })

  it('should be for whoever sees the whole clinic, and hold nothing of another one', async () => {
    await expect(boardOf(clinic.therapist)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(boardOf(other.operator)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('should say that the desk records payments only where the clinic lets it', async () => {
    expect((await boardOf(clinic.operator)).canRecordPayments).toBe(false)
    expect((await boardOf(clinic.admin)).canRecordPayments).toBe(true)
  })
})

describe('free times', () => {
  const free = async (as: TestUser) =>
    readFreeTimes(await app.reqOf(as), {
      from: '2026-06-01',
      locations: [],
      tenant: clinic.tenant.id,
      therapist: clinic.therapist.id,
    })

  it('should be what hours and claims leave, from the next full step on', async () => {
    app.clock.set(MONDAY + 5 * 60_000)
    const [therapist] = await free(clinic.operator)
    expect(therapist?.stretches).toEqual([
      { endsAt: '2026-06-01T04:30:00.000Z', startsAt: '2026-06-01T03:45:00.000Z' },
      { endsAt: '2026-06-01T05:30:00.000Z', startsAt: '2026-06-01T05:15:00.000Z' },
      { endsAt: '2026-06-01T11:30:00.000Z', startsAt: '2026-06-01T06:15:00.000Z' },
      { endsAt: '2026-06-02T04:30:00.000Z', startsAt: '2026-06-02T03:30:00.000Z' },
    ])
  })

  it('should not be told to a therapist or to another clinic', async () => {
    expect(await free(clinic.therapist)).toEqual([])
    expect(await free(other.operator)).toEqual([])
  })
})

describe('an operator limited to one location', () => {
  it('should see its sessions and book there only', async () => {
    const second = await asSystem('test', async () => {
      const req = await app.reqOf()
      const location = await app.payload.create({
        collection: slugs.locations,
        data: {
          active: true,
          name: 'Second',
          tenant: clinic.tenant.id,
          timezone: 'Asia/Kolkata',
        },
        overrideAccess: true,
        req,
      })
      const { docs } = await app.payload.find({
        collection: slugs.memberships,
        overrideAccess: true,
        req,
        where: { user: { equals: clinic.operator.id } },
      })
      await app.payload.update({
        collection: slugs.memberships,
        data: { locations: [location.id] },
        id: docs[0]?.id ?? '',
        overrideAccess: true,
        req,
      })
      return location.id
    })
    const board = await boardOf(clinic.operator)
    expect([board.arrivals, board.unconfirmed, board.cancelledToday]).toEqual([[], [], 0])
    // Naming another location opens nothing.
    expect((await boardOf(clinic.operator, { location: clinic.location })).arrivals).toEqual([])
    const choices = await readBookingChoices(await app.reqOf(clinic.operator), clinic.tenant.id)
    expect(choices?.locations.map(({ id }) => id)).toEqual([second])
    expect((await boardOf(clinic.admin)).arrivals).toHaveLength(3)
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { readMyPatients } from '../../../src/operations/people/readMyPatients.ts'
import { type MyDay, readMyDay } from '../../../src/operations/operation/readMyDay.ts'
import { MONDAY, startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { type Clinic, createClinic, updateSettings } from '../../support/clinic.ts'
import { act, type Body, book } from '../../support/flows.ts'

const HOUR = 3_600_000

let app: TestApp
let clinic: Clinic
let foreign: Clinic
const booked: Record<string, Body> = {}

const bookAs = async (name: string, change: object): Promise<void> => {
  booked[name] = (await book(app, clinic, change)).session as Body
}

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  foreign = await createClinic(app)
  await bookAs('own', { startsAt: '2026-06-02T10:00', room: clinic.room })
  await bookAs('second', { patient: clinic.patient2, startsAt: '2026-06-02T12:00' })
  await bookAs('colleague', { startsAt: '2026-06-02T14:00', therapist: clinic.therapist2.id })
  await bookAs('together', {
    coTherapist: clinic.therapist.id,
    startsAt: '2026-06-02T15:00',
    therapist: clinic.therapist2.id,
  })
  await bookAs('nextWeek', { startsAt: '2026-06-09T09:00' })
  await bookAs('beyond', { startsAt: '2026-06-10T09:00' })
  await book(app, foreign, { startsAt: '2026-06-02T11:00' })
})
afterAll(() => app.close())

/** Tuesday, 13:00 in Kolkata: the first two sessions are over. */
beforeEach(() => {
  app.clock.set(MONDAY + 28 * HOUR)
})

const dayOf = async (user: TestUser, day?: string): Promise<MyDay> =>
  readMyDay(await app.reqOf(user), { day, tenant: clinic.tenant.id })

const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id)
const idsOf = (...names: string[]): string[] => names.map((name) => String(booked[name]?.id))

describe("A therapist's day", () => {
  it('should have their own sessions and co-sessions in time order, and no colleague’s', async () => {
    const day = await dayOf(clinic.therapist)
    expect([day.on, day.today]).toEqual(['2026-06-02', '2026-06-02'])
    expect(ids(day.sessions)).toEqual(idsOf('own', 'second', 'together'))
    expect(day.sessions.map(({ isCoTherapist }) => isCoTherapist)).toEqual([false, false, true])
    expect(day.sessions[0]).toMatchObject({
      durationMinutes: 45,
      room: 'Room 1',
      startsAt: '2026-06-02T04:30:00.000Z',
      status: 'scheduled',
      timezone: 'Asia/Kolkata',
      type: { name: 'Test Therapy' },
    })
  })

  it('should offer start, complete and no-show by the hour, and nothing of the front desk', async () => {
    const day = await dayOf(clinic.therapist)
    expect(day.sessions.map(({ offered }) => offered)).toEqual([
      { actions: ['start', 'complete', 'no-show'], canWriteNotes: true, canWriteNotesLater: false },
      { actions: ['start', 'complete', 'no-show'], canWriteNotes: true, canWriteNotesLater: false },
      { actions: [], canWriteNotes: false, canWriteNotesLater: true },
    ])
  })

  it('should be followed by seven days, and by no eighth', async () => {
    const { week } = await dayOf(clinic.therapist)
    expect([week[0]?.on, week.at(-1)?.on, week.length]).toEqual(['2026-06-03', '2026-06-09', 7])
    expect(week.flatMap(({ sessions }) => ids(sessions))).toEqual(idsOf('nextWeek'))
    const monday = await dayOf(clinic.therapist, '2026-06-03')
    expect(monday.week.flatMap(({ sessions }) => ids(sessions))).toEqual(
      idsOf('nextWeek', 'beyond'),
    )
  })

  it('should say what waits: over and not closed, and unconfirmed within 24 hours', async () => {
    await act(app, clinic, [booked.own ?? {}, 'complete', { attendance: 'present' }])
    const day = await dayOf(clinic.therapist)
    expect(ids(day.unclosed)).toEqual(idsOf('second'))
    expect(ids(day.unconfirmed)).toEqual(idsOf('together'))
    await act(app, clinic, [booked.together ?? {}, 'confirm'])
    expect((await dayOf(clinic.therapist)).unconfirmed).toEqual([])
  })

  it('should hide amounts, until the clinic shows them to therapists', async () => {
    const hidden = await dayOf(clinic.therapist)
    expect(hidden.sessions.map(({ dueMinor, priceMinor }) => [dueMinor, priceMinor])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ])
    await updateSettings(app, clinic.tenant.id, ({ billing }) => ({
      billing: { ...billing, therapistSeesAmounts: true },
    }))
    const shown = await dayOf(clinic.therapist)
    expect(shown.sessions[0]).toMatchObject({ dueMinor: 100_000, priceMinor: 100_000 })
  })

  it('should be refused in a clinic where they do not work', async () => {
    await expect(dayOf(foreign.therapist)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('should be empty for an admin who treats nobody', async () => {
    const day = await dayOf(clinic.admin)
    expect([day.sessions, day.unclosed, day.unconfirmed]).toEqual([[], [], []])
  })
})

describe("A therapist's patients", () => {
  const patientsOf = async (user: TestUser) =>
    readMyPatients(await app.reqOf(user), clinic.tenant.id)

  it('should be the care team’s, with the last and the next session that they held themselves', async () => {
    await act(app, clinic, [booked.own ?? {}, 'complete', { attendance: 'present' }])
    const patients = await patientsOf(clinic.therapist)
    expect(
      patients.map(({ id, last, next }) => [id, last?.session ?? null, next?.session ?? null]),
    ).toEqual([
      [clinic.patient, booked.own?.id, booked.together?.id],
      [clinic.patient2, null, null],
    ])
  })

  it('should not tell of sessions with colleagues', async () => {
    const patients = await patientsOf(clinic.therapist2)
    expect(patients.map(({ id, last, next }) => [id, last, next?.session])).toEqual([
      [clinic.patient, null, booked.colleague?.id],
    ])
  })

  it('should be refused to somebody of another clinic', async () => {
    await expect(patientsOf(foreign.therapist)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

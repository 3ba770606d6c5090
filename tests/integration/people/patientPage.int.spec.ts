import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import {
  type PatientPage,
  readPatientPage,
} from '../../../src/operations/people/readPatientPage.ts'
import { MONDAY, startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { type Clinic, createClinic, updateSettings } from '../../support/clinic.ts'
import { act, book, pay } from '../../support/flows.ts'

const DAY_MS = 86_400_000

let app: TestApp
let clinic: Clinic
let other: Clinic

/** Asha has twelve sessions of 1,000 with Tara, one with Dev, and has paid 2,500. */
beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  other = await createClinic(app)
  for (const on of ['02', '03', '04', '05', '08', '09', '10', '11', '12', '15', '16', '17']) {
    await book(app, clinic, { startsAt: `2026-06-${on}T10:00` })
  }
  const { session } = await book(app, clinic, {
    startsAt: '2026-07-01T10:00',
    therapist: clinic.therapist2.id,
  })
  await pay(app, clinic, { amountMinor: 250_000 })
  app.clock.set(MONDAY + 20 * DAY_MS)
  await act(app, clinic, [session, 'confirm'])
})
afterAll(() => app.close())

const pageOf = async (
  as: TestUser,
  { id = clinic.patient, page = 1 } = {},
): Promise<PatientPage | undefined> => readPatientPage(await app.reqOf(as), { id, page })

describe("a patient's page", () => {
  it('should show an operator who it is, the family, the sessions and the money', async () => {
    const page = await pageOf(clinic.operator)
    expect(page?.patient).toMatchObject({ firstName: 'Asha', id: clinic.patient })
    expect(page?.family.contacts).toMatchObject([
      {
        name: 'Priya Rao',
        phone: '+919820012345',
        relationship: 'mother',
        rights: ['isPrimary', 'canBook', 'pays', 'receivesReminders', 'canSeeClinical'],
      },
    ])
    expect(page?.family.others.map(({ id }) => id)).toEqual([clinic.patient2])
    expect(page?.family.careTeam).toHaveLength(2)
    expect(page?.sessions.upcoming).toMatchObject([{ priceMinor: 100_000, status: 'confirmed' }])
    // Thirteen charges of 1,000 less 2,500.
    expect(page?.statement).toMatchObject({ creditMinor: 0, duesMinor: 1_050_000 })
    expect(page?.payments).toMatchObject({
      rows: [{ amountMinor: 250_000, isVoided: false }],
      total: 1,
    })
    expect(page?.messages.rows.length).toBeGreaterThan(0)
    expect(page?.messages.total).toBeGreaterThanOrEqual(page?.messages.rows.length ?? 0)
    expect(page).toMatchObject({ canBook: true, canEdit: true, canRecordPayments: false })
  })

  it('should turn its pages of past sessions, the newest first', async () => {
    const first = (await pageOf(clinic.operator))?.sessions
    const second = (await pageOf(clinic.operator, { page: 2 }))?.sessions
    expect([first?.past.length, first?.hasMorePast, first?.pastTotal]).toEqual([10, true, 12])
    expect(first?.past[0]?.startsAt).toBe('2026-06-17T04:30:00Z')
    expect(second?.past.map(({ startsAt }) => startsAt)).toEqual([
      '2026-06-03T04:30:00Z',
      '2026-06-02T04:30:00Z',
    ])
    expect(second?.hasMorePast).toBe(false)
  })

  it('should show a therapist of the care team their own sessions and no amounts', async () => {
    const page = await pageOf(clinic.therapist2)
    expect(page?.sessions.upcoming).toHaveLength(1)
    expect(page?.sessions.pastTotal).toBe(0)
    expect(page?.sessions.upcoming[0]).toMatchObject({ dueMinor: null, priceMinor: null })
    expect([page?.statement, page?.payments]).toEqual([null, null])
    expect(JSON.stringify(page)).not.toMatch(/250000|1050000/)
    // The sister is not in their care.
    expect(page?.family.others).toEqual([])
    expect(page).toMatchObject({ canBook: false, canEdit: false, canRecordPayments: false })
  })

  it('should not exist for a therapist outside the care team, for another clinic, or under no id', async () => {
    expect(await pageOf(clinic.therapist, { id: clinic.patient2 })).toBeUndefined()
    expect(await pageOf(other.operator)).toBeUndefined()
    expect(await pageOf(clinic.operator, { id: 'nobody' })).toBeUndefined()
  })

  it('should let the desk record payments where the clinic does', async () => {
    await updateSettings(app, clinic.tenant.id, ({ billing }) => ({
      billing: { ...billing, operatorRecordsPayments: true },
    }))
    expect((await pageOf(clinic.operator))?.canRecordPayments).toBe(true)
  })
})

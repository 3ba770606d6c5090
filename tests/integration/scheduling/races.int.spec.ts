import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Answer } from '../../support/app.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { bookingOf, type Clinic, createClinic, createPatient } from '../../support/clinic.ts'
import { book, violations } from '../../support/flows.ts'
import { asSystem } from '../../../src/db/scope.ts'

let app: TestApp
let clinic: Clinic
let patients: string[]

const CROWD = 40

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  patients = await asSystem('test', async () => {
    const req = await app.reqOf()
    const of = { contact: clinic.contact, tenant: clinic.tenant.id }
    const made: string[] = []
    for (let index = 0; index < CROWD; index += 1) made.push(await createPatient(app, req, of))
    return made
  })
}, 120_000)
afterAll(async () => {
  expect(await violations(app)).toEqual([])
  await app.close()
})

const statuses = (answers: readonly Answer[]): Record<number, number> => {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

const overlaps = () =>
  app.sql(
    `select a.id from booking_claims a join booking_claims b
        on a.id < b.id and a.tenant_id = b.tenant_id and a.kind = b.kind
       and a.resource_id = b.resource_id and a.lane = b.lane and a.during && b.during`,
  )

describe('Many who want the same at once', () => {
  it('should give a slot to exactly one of forty patients', async () => {
    const answers = await Promise.all(
      patients.map((patient) =>
        app.rest('POST', '/sessions/book', {
          as: clinic.operator,
          body: bookingOf(clinic, { patient }),
        }),
      ),
    )
    expect(statuses(answers)).toEqual({ 201: 1, 409: CROWD - 1 })
    expect(await overlaps()).toEqual([])
  })

  it('should give exactly one of many moves onto the same free time', async () => {
    const sessions = await Promise.all(
      ['09:00', '11:00', '12:00', '13:00', '14:00', '15:00'].map((time, index) =>
        book(app, clinic, { patient: patients[index], startsAt: `2026-06-04T${time}` }),
      ),
    )
    const answers = await Promise.all(
      sessions.map(({ session }) =>
        app.rest('POST', `/sessions/${String(session.id)}/reschedule`, {
          as: clinic.operator,
          body: { startsAt: '2026-06-04T16:00' },
        }),
      ),
    )
    expect(statuses(answers)).toEqual({ 200: 1, 409: sessions.length - 1 })
    expect(await overlaps()).toEqual([])
  })

  it('should let two sessions change places no more than the wall allows', async () => {
    const [first, second] = await Promise.all([
      book(app, clinic, { patient: patients[0], startsAt: '2026-06-05T09:00' }),
      book(app, clinic, { patient: patients[1], startsAt: '2026-06-05T10:00' }),
    ])
    const answers = await Promise.all([
      app.rest('POST', `/sessions/${String(first.session.id)}/reschedule`, {
        as: clinic.operator,
        body: { startsAt: '2026-06-05T10:00' },
      }),
      app.rest('POST', `/sessions/${String(second.session.id)}/reschedule`, {
        as: clinic.operator,
        body: { startsAt: '2026-06-05T09:00' },
      }),
    ])
    expect(statuses(answers)).toEqual({ 409: 2 })
  })

  it('should let exactly one of cancel, confirm and start follow from the same state', async () => {
    const { session } = await book(app, clinic, {
      patient: patients[2],
      startsAt: '2026-06-05T12:00',
    })
    const route = `/sessions/${String(session.id)}`
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () =>
        app.rest('POST', `${route}/cancel`, {
          as: clinic.admin,
          body: { reasonCode: 'clinic-closed' },
        }),
      ),
      ...Array.from({ length: 5 }, () =>
        app.rest('POST', `${route}/start`, { as: clinic.therapist, body: {} }),
      ),
    ])
    expect(Math.max(...answers.map(({ status }) => status))).toBeLessThan(500)
    const events = await app.sql<{ to: string }>(
      `select "to"::text as to from session_events where session_id = $1 and "from" is not null`,
      [session.id],
    )
    expect(events).toHaveLength(1)
  })

  it('should count a limit of three a day exactly', async () => {
    const { body } = await app.rest('POST', '/therapy-types', {
      as: clinic.admin,
      body: {
        bufferAfterMinutes: 0,
        category: 'individual',
        defaultDurationMinutes: 30,
        maxPerDay: 3,
        maxPerDayScope: 'tenant',
        name: 'Three a day',
      },
    })
    const times = ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '12:00', '12:30']
    const answers = await Promise.all(
      times.map((time, index) =>
        app.rest('POST', '/sessions/book', {
          as: clinic.operator,
          body: bookingOf(clinic, {
            patient: patients[index],
            startsAt: `2026-06-10T${time}`,
            therapyType: body.doc.id,
          }),
        }),
      ),
    )
    expect(statuses(answers)).toEqual({ 201: 3, 409: times.length - 3 })
  })

  it('should give numbers without a gap, whoever lost', async () => {
    const rows = await app.sql<{ gap: boolean }>(
      `select max(substring(number from 3)::int) <> count(*) as gap from sessions`,
    )
    expect(rows).toEqual([{ gap: false }])
  })
})

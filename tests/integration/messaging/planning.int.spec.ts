import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { initTransaction, killTransaction } from 'payload'
import { asSystem } from '../../../src/db/scope.ts'
import { query } from '../../../src/db/query.ts'
import { bookSession } from '../../../src/operations/scheduling/bookSession.ts'
import { MONDAY, startTestApp, type TestApp } from '../../support/app.ts'
import { bookingOf, type Clinic, createClinic, updateSettings } from '../../support/clinic.ts'
import { act, book, post } from '../../support/flows.ts'
import { HOUR_MS, outboxOf, planOf } from './outbox.ts'

let app: TestApp
let clinic: Clinic

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(async () => {
  await app.close()
})
/** A fresh clinic at Monday 09:00: SMS only, 9 to 20, no weekends, 168, 48, 24 and 2 hours. */
beforeEach(async () => {
  app.clock.set(MONDAY)
  clinic = await createClinic(app)
})

const bookId = async (change: object = {}): Promise<string> =>
  (await book(app, clinic, change)).session.id as string

const changeContact = async (data: object, contact = clinic.contact): Promise<void> => {
  const { status } = await app.rest('PATCH', `/contacts/${contact}`, {
    as: clinic.operator,
    body: data,
  })
  expect(status).toBe(200)
}

const changeMessaging = (messaging: object): Promise<void> =>
  updateSettings(app, clinic.tenant.id, (settings) => ({
    messaging: { ...settings.messaging, ...messaging },
  }))

describe('Booking', () => {
  it('should plan the confirmation now and each reminder that is still ahead', async () => {
    const session = await bookId()
    expect(await planOf(app, session)).toEqual([
      'confirmation 2026-06-01T03:30Z queued',
      '24h 2026-06-01T04:30Z queued',
      // 08:00 on Tuesday is before the window: the last minute of Monday.
      '2h 2026-06-01T14:29Z queued',
    ])
  })

  it('should give each message a key that names session, start, rule, contact and channel', async () => {
    const session = await bookId()
    const rows = await outboxOf(app, session)
    const start = '2026-06-02T04:30:00.000Z'
    expect(rows.map(({ key }) => key)).toEqual([
      `session:${session}:${start}:confirmation:${clinic.contact}:sms`,
      `session:${session}:${start}:24:${clinic.contact}:sms`,
      `session:${session}:${start}:2:${clinic.contact}:sms`,
    ])
  })

  it('should leave no message behind when its transaction is rolled back', async () => {
    const req = await app.reqOf(clinic.operator)
    await initTransaction(req)
    const { id } = await bookSession(req, bookingOf(clinic) as never)
    const inside = await query(req, 'select 1 from notifications where session_id = $1', [id])
    await killTransaction(req)
    expect(inside).toHaveLength(3)
    expect(await outboxOf(app, id)).toEqual([])
  })

  it('should move what falls on the weekend to Friday and make one of those that meet', async () => {
    const session = await bookId({ startsAt: '2026-06-15T10:00' })
    expect(await planOf(app, session)).toEqual([
      'confirmation 2026-06-01T03:30Z queued',
      '168h 2026-06-08T04:30Z queued',
      '2h 2026-06-12T14:29Z queued',
    ])
  })

  it('should use the weekend where the clinic sends on weekends', async () => {
    await changeMessaging({ sendOnWeekends: true })
    const session = await bookId({ startsAt: '2026-06-15T10:00' })
    expect(await planOf(app, session)).toEqual([
      'confirmation 2026-06-01T03:30Z queued',
      '168h 2026-06-08T04:30Z queued',
      '48h 2026-06-13T04:30Z queued',
      '24h 2026-06-14T04:30Z queued',
      '2h 2026-06-14T14:29Z queued',
    ])
  })

  it("should keep to the clinic's own window", async () => {
    await changeMessaging({ windowEndTime: '18:00', windowStartTime: '11:00' })
    const session = await bookId({ startsAt: '2026-06-04T10:00' })
    expect(await planOf(app, session)).toEqual([
      'confirmation 2026-06-01T03:30Z queued',
      // 10:00 on Tuesday and Wednesday, 08:00 on Thursday: the evening before each.
      '48h 2026-06-01T12:29Z queued',
      '24h 2026-06-02T12:29Z queued',
      '2h 2026-06-03T12:29Z queued',
    ])
  })

  it("should keep to the contact's own zone", async () => {
    await changeContact({ timezone: 'Europe/London' })
    const session = await bookId({ startsAt: '2026-06-05T16:00' })
    expect(await planOf(app, session)).toEqual([
      'confirmation 2026-06-01T03:30Z queued',
      '48h 2026-06-03T10:30Z queued',
      '24h 2026-06-04T10:30Z queued',
      // 09:30 in London; in Kolkata it would be 14:00.
      '2h 2026-06-05T08:30Z queued',
    ])
  })

  it('should send the only reminder left at its own time, flagged', async () => {
    // Saturday noon, for Monday 10:00: every allowed moment is over.
    app.clock.set(Date.parse('2026-06-06T06:30:00Z'))
    const session = await bookId({ startsAt: '2026-06-08T10:00' })
    expect(await planOf(app, session)).toEqual([
      '24h 2026-06-06T06:30Z skipped no-allowed-moment',
      'confirmation 2026-06-06T06:30Z queued',
      '2h 2026-06-08T02:30Z queued outside-window',
    ])
  })

  it('should plan nothing for a session that is entered after it took place', async () => {
    const session = await bookId({ startsAt: '2026-05-29T10:00' })
    expect(await outboxOf(app, session)).toEqual([])
  })

  it('should plan no confirmation where the clinic has switched it off', async () => {
    await changeMessaging({ confirmation: { channels: ['sms'], enabled: false } })
    const session = await bookId()
    expect(await planOf(app, session)).toEqual([
      '24h 2026-06-01T04:30Z queued',
      '2h 2026-06-01T14:29Z queued',
    ])
  })
})

describe('Contacts', () => {
  const reasonsOf = async (session: string): Promise<(string | null)[]> => [
    ...new Set(
      (await outboxOf(app, session)).map((row) => `${row.status} ${row.skipReason ?? ''}`),
    ),
  ]

  it('should not be written to on a channel they have opted out of', async () => {
    await changeContact({ optOuts: [{ channel: 'sms', purpose: 'care' }] })
    expect(await reasonsOf(await bookId())).toEqual(['skipped opted-out'])
  })

  it('should still be told about care when they opted out of marketing', async () => {
    await changeContact({ optOuts: [{ channel: 'sms', purpose: 'marketing' }] })
    expect(await reasonsOf(await bookId())).toEqual(['queued '])
  })

  it('should be written to on the next channel when the first is opted out', async () => {
    await changeMessaging({ emailEnabled: true })
    await changeContact({ optOuts: [{ channel: 'sms', purpose: 'care' }] })
    const rows = await outboxOf(app, await bookId())
    expect(rows.map(({ channel, status }) => `${channel} ${status}`)).toEqual(
      Array(3).fill('email queued'),
    )
  })

  it("should be written to in their own order, before the reminder's", async () => {
    await changeMessaging({ emailEnabled: true })
    await changeContact({ preferredChannels: ['email', 'sms'] })
    const rows = await outboxOf(app, await bookId())
    expect([...new Set(rows.map(({ channel }) => channel))]).toEqual(['email'])
  })

  it('should be skipped for want of a channel when the clinic has all switched off', async () => {
    await changeMessaging({ emailEnabled: false, smsEnabled: false })
    expect(await reasonsOf(await bookId())).toEqual(['skipped channel-off'])
  })

  it('should be skipped for want of an address, while others of the family are told', async () => {
    const { doc: father } = await post(app, clinic.operator, [
      '/contacts',
      { email: 'father@test.example', firstName: 'Vikram' },
    ])
    const { status } = await app.rest('PATCH', `/patients/${clinic.patient}`, {
      as: clinic.operator,
      body: {
        guardians: [
          {
            contact: clinic.contact,
            isPrimary: true,
            receivesReminders: true,
            relationship: 'mother',
          },
          { contact: father.id, receivesReminders: true, relationship: 'father' },
        ],
      },
    })
    expect(status).toBe(200)
    const rows = await outboxOf(app, await bookId())
    const of = (contact: string) =>
      rows.filter((row) => row.contact === contact).map((row) => row.skipReason)
    expect(of(clinic.contact)).toEqual([null, null, null])
    expect(of(father.id as string)).toEqual(Array(3).fill('no-address'))
  })
})

describe('A move', () => {
  const reschedule = (session: string, body: object) =>
    post(app, clinic.operator, [`/sessions/${session}/reschedule`, body])

  it('should cancel what was not sent, tell the contacts once and plan with new keys', async () => {
    const session = await bookId({ startsAt: '2026-06-04T14:00' })
    const before = await outboxOf(app, session)
    await reschedule(session, { startsAt: '2026-06-05T14:00' })
    const after = await outboxOf(app, session)
    const old = new Set(before.map(({ id }) => id))
    expect(after.filter(({ id }) => old.has(id)).map(({ status }) => status)).toEqual(
      Array(before.length).fill('cancelled'),
    )
    const planned = after.filter(({ id }) => !old.has(id))
    expect(planned.map(({ kind, rule, status }) => `${kind} ${rule} ${status}`)).toEqual([
      'reschedule 0 queued',
      'reminder 48 queued',
      'reminder 24 queued',
      'reminder 2 queued',
    ])
    expect(planned.every(({ key }) => key.includes('2026-06-05T08:30:00.000Z'))).toBe(true)
  })

  it('should be planned for again when the session comes back to its first time', async () => {
    const session = await bookId({ startsAt: '2026-06-04T14:00' })
    await reschedule(session, { startsAt: '2026-06-05T14:00' })
    await reschedule(session, { startsAt: '2026-06-04T14:00' })
    const queued = (await planOf(app, session)).filter((line) => line.includes('queued'))
    expect(queued).toEqual([
      'reschedule 2026-06-01T03:30Z queued',
      '48h 2026-06-02T08:30Z queued',
      '24h 2026-06-03T08:30Z queued',
      '2h 2026-06-04T06:30Z queued',
    ])
  })

  it('should keep the reminders when only the therapist changes', async () => {
    const session = await bookId({ startsAt: '2026-06-04T14:00' })
    await reschedule(session, { therapist: clinic.therapist2.id })
    await reschedule(session, { therapist: clinic.therapist.id })
    const queued = (await planOf(app, session)).filter((line) => line.includes('queued'))
    expect(queued).toEqual([
      'reschedule 2026-06-01T03:30Z queued',
      '48h 2026-06-02T08:30Z queued',
      '24h 2026-06-03T08:30Z queued',
      '2h 2026-06-04T06:30Z queued',
    ])
  })
})

describe('The end of a plan', () => {
  it('should be a cancellation: unsent messages are cancelled and the contacts are told', async () => {
    const { session } = await book(app, clinic)
    await act(app, clinic, [session, 'cancel', { reasonCode: 'clinic-closed' }])
    expect((await planOf(app, session.id as string)).toSorted()).toEqual([
      '24h 2026-06-01T04:30Z cancelled session-closed',
      '2h 2026-06-01T14:29Z cancelled session-closed',
      'cancellation 2026-06-01T03:30Z queued',
      'confirmation 2026-06-01T03:30Z cancelled session-closed',
    ])
  })

  it('should be silent for a session that was entered in error', async () => {
    const { session } = await book(app, clinic)
    await act(app, clinic, [session, 'cancel', { reasonCode: 'entered-in-error' }])
    const rows = await outboxOf(app, session.id as string)
    expect(rows.map(({ status }) => status)).toEqual(Array(3).fill('cancelled'))
  })

  it('should be silent when the patient has died', async () => {
    const session = await bookId()
    const { status } = await app.rest('PATCH', `/patients/${clinic.patient}`, {
      as: clinic.admin,
      body: { deceasedAt: new Date(MONDAY).toISOString() },
    })
    expect(status).toBe(200)
    const rows = await outboxOf(app, session)
    expect(rows.map(({ status }) => status)).toEqual(Array(3).fill('cancelled'))
  })
})

describe('A change of settings', () => {
  it('should plan the reminders ahead anew and leave the rest of the log alone', async () => {
    const session = await bookId({ startsAt: '2026-06-04T14:00' })
    await asSystem('test', async () => {
      await query(
        await app.reqOf(),
        `update notifications set status = 'sent' where session_id = $1 and kind = 'confirmation'`,
        [session],
      )
    })
    await changeMessaging({
      reminders: [{ channels: ['sms'], enabled: true, hoursBefore: 6 }],
    })
    expect(await planOf(app, session)).toEqual([
      'confirmation 2026-06-01T03:30Z sent',
      // 08:00 on Thursday is before the window.
      '6h 2026-06-03T14:29Z queued',
    ])
  })

  it('should leave sessions alone whose start has passed', async () => {
    const session = await bookId({ startsAt: '2026-06-01T14:00' })
    const before = await planOf(app, session)
    app.clock.set(MONDAY + 6 * HOUR_MS)
    await changeMessaging({ reminders: [] })
    expect(await planOf(app, session)).toEqual(before)
  })

  it('should plan nothing anew when it is not about messages', async () => {
    const session = await bookId()
    const before = (await outboxOf(app, session)).map(({ id }) => id)
    await updateSettings(app, clinic.tenant.id, (settings) => ({
      scheduling: { ...settings.scheduling, slotStepMinutes: 30 },
    }))
    expect((await outboxOf(app, session)).map(({ id }) => id)).toEqual(before)
  })
})

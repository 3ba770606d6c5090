import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { deliverDue } from '../../../src/jobs/messageLoop.ts'
import { MONDAY, startTestApp, type TestApp } from '../../support/app.ts'
import { type Clinic, createClinic, updateSettings } from '../../support/clinic.ts'
import { act, book, get } from '../../support/flows.ts'
import { HOUR_MS, later, MINUTE_MS, outboxOf, type OutboxRow, TestService } from './outbox.ts'

let app: TestApp
let clinic: Clinic
let slot = 0
const sms = new TestService('sms')

beforeAll(async () => {
  app = await startTestApp({ caseload: { providers: { sms } } })
  clinic = await createClinic(app)
})
afterAll(async () => {
  await app.close()
})
/** Monday 09:00, and nothing left of the test before. */
beforeEach(async () => {
  app.clock.set(MONDAY)
  sms.reset()
  await app.sql(
    `update notifications set status = 'cancelled' where status in ('queued', 'sending', 'unknown')`,
  )
})

const deliver = (): Promise<number> => deliverDue(app.payload)

/** A session two weeks ahead, whose confirmation is due now. */
const bookOne = async (): Promise<{ id: string; session: Record<string, any> }> => {
  const at = `2026-06-${15 + (slot % 5)}T${String(9 + Math.floor(slot / 5)).padStart(2, '0')}:00`
  slot += 1
  const { session } = await book(app, clinic, { startsAt: at })
  return { id: session.id as string, session }
}

const confirmationOf = async (session: string): Promise<OutboxRow> => {
  const row = (await outboxOf(app, session)).find(({ kind }) => kind === 'confirmation')
  if (row === undefined) throw new Error('no confirmation is planned')
  return row
}

describe('A message that the service takes', () => {
  it('should be read by the front desk as sent, with its text and the id of the service', async () => {
    const { id } = await bookOne()
    expect(await deliver()).toBe(1)
    const { docs } = await get(
      app,
      clinic.operator,
      `/notifications?where[session][equals]=${id}&where[kind][equals]=confirmation`,
    )
    const [message] = sms.taken
    expect(docs).toMatchObject([
      {
        body: message?.body,
        channel: 'sms',
        messageId: `test-${message?.id ?? ''}`,
        provider: 'test',
        recipient: '+919820012345',
        sentAt: new Date(MONDAY).toISOString(),
        status: 'sent',
        subject: message?.subject,
      },
    ])
  })

  it('should say who, when and where, and nothing about the treatment', async () => {
    await bookOne()
    await deliver()
    const { name } = clinic.tenant
    expect(sms.taken.map(({ body }) => body)).toEqual([
      expect.stringMatching(
        /^Hi Priya, the appointment of Asha with Tara therapist is booked for \w+,? .*2026 at \d+:00 am, /i,
      ),
    ])
    expect(sms.taken[0]?.body).toContain(name)
    expect(sms.taken[0]?.body).not.toMatch(/Test Therapy|Rao/)
  })

  it('should be kept by the sandbox letter for letter, and leave no machine', async () => {
    await updateSettings(app, clinic.tenant.id, ({ messaging }) => ({
      messaging: { ...messaging, emailEnabled: true },
    }))
    await app.rest('PATCH', `/contacts/${clinic.contact}`, {
      as: clinic.operator,
      body: { preferredChannels: ['email'] },
    })
    const { id } = await bookOne()
    await deliver()
    await app.rest('PATCH', `/contacts/${clinic.contact}`, {
      as: clinic.operator,
      body: { preferredChannels: [] },
    })
    const row = await confirmationOf(id)
    const file = path.join(app.sandboxDirectory, `${row.id}.json`)
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
    const page = await get(app, clinic.operator, `/notifications/${row.id}`)
    expect(kept).toMatchObject({ body: page.body, channel: 'email', subject: page.subject })
    expect(page).toMatchObject({ messageId: `sandbox-${row.id}`, status: 'sent' })
    expect(sms.taken).toEqual([])
  })

  it('should leave once, however many workers look at once', async () => {
    const { id } = await bookOne()
    await app.sql(
      `insert into notifications (tenant_id, contact_id, patient_id, session_id, kind, channel,
              status, recipient, rule, planned_at, expires_at, dedupe_key, retry_count)
       select tenant_id, contact_id, patient_id, session_id, kind, channel, status, recipient, rule,
              planned_at, expires_at, dedupe_key || n, 0
         from notifications, generate_series(1, 99) as n
        where session_id = $1 and kind = 'confirmation'`,
      [id],
    )
    const taken = await Promise.all(Array.from({ length: 4 }, deliver))
    expect(taken.reduce((sum, count) => sum + count, 0)).toBe(100)
    expect(new Set(sms.taken.map((message) => message.id)).size).toBe(100)
    expect(sms.taken).toHaveLength(100)
    const rows = (await outboxOf(app, id)).filter(({ kind }) => kind === 'confirmation')
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['sent']))
  })

  it('should not leave before its moment', async () => {
    const { id } = await bookOne()
    await deliver()
    const reminder = (await outboxOf(app, id)).find(({ rule }) => rule === 168)
    app.clock.set(Date.parse(reminder?.plannedAt ?? '') - 1)
    expect(await deliver()).toBe(0)
    later(app.clock, 1)
    expect(await deliver()).toBe(1)
  })
})

describe('A message that the service refuses', () => {
  it('should fail at once when it is refused for good', async () => {
    sms.answer = () => Promise.resolve({ kind: 'refused', reason: 'no such number' })
    const { id } = await bookOne()
    await deliver()
    later(app.clock, 24 * HOUR_MS)
    await deliver()
    expect(await confirmationOf(id)).toMatchObject({
      failureReason: 'no such number',
      status: 'failed',
    })
    expect(sms.taken).toHaveLength(1)
  })

  it('should be tried again as often and as late as the clinic says, then fail', async () => {
    sms.answer = () => Promise.resolve({ kind: 'refused-for-now' })
    const { id } = await bookOne()
    await deliver()
    expect(await confirmationOf(id)).toMatchObject({ retryCount: 1, status: 'queued' })
    later(app.clock, 60 * MINUTE_MS - 1)
    expect(await deliver()).toBe(0)
    later(app.clock, 1)
    expect(await deliver()).toBe(1)
    later(app.clock, HOUR_MS)
    expect(await deliver()).toBe(1)
    later(app.clock, HOUR_MS)
    expect(await deliver()).toBe(1)
    expect(await confirmationOf(id)).toMatchObject({
      failureReason: 'refused too often',
      retryCount: 3,
      status: 'failed',
    })
    later(app.clock, HOUR_MS)
    expect(await deliver()).toBe(0)
    expect(sms.taken).toHaveLength(4)
  })

  it('should wait as long as the service asks for', async () => {
    sms.answer = () => Promise.resolve({ kind: 'refused-for-now', retryAfterMs: 90_000 })
    const { id } = await bookOne()
    await deliver()
    later(app.clock, 89_999)
    expect(await deliver()).toBe(0)
    sms.reset()
    later(app.clock, 1)
    expect(await deliver()).toBe(1)
    expect(await confirmationOf(id)).toMatchObject({ retryCount: 1, status: 'sent' })
  })
})

describe('A message that is claimed too late', () => {
  const reasonAfterDelivery = async (id: string): Promise<object> => {
    await deliver()
    const { skipReason, status } = await confirmationOf(id)
    expect(sms.taken).toEqual([])
    return { skipReason, status }
  }

  it('should expire with the start of the session', async () => {
    const { id, session } = await bookOne()
    app.clock.set(Date.parse(session.startsAt as string))
    expect(await reasonAfterDelivery(id)).toEqual({ skipReason: null, status: 'expired' })
  })

  it('should not leave for a session that is no longer open', async () => {
    const { id } = await bookOne()
    await app.sql(`update sessions set status = 'cancelled' where id = $1`, [id])
    expect(await reasonAfterDelivery(id)).toEqual({
      skipReason: 'session-closed',
      status: 'skipped',
    })
  })

  it('should not leave to somebody who opted out meanwhile', async () => {
    const { id } = await bookOne()
    const change = (optOuts: object[]) =>
      app.rest('PATCH', `/contacts/${clinic.contact}`, { as: clinic.operator, body: { optOuts } })
    await change([{ channel: 'sms', purpose: 'care' }])
    const outcome = await reasonAfterDelivery(id)
    await change([])
    expect(outcome).toEqual({ skipReason: 'opted-out', status: 'skipped' })
  })

  it('should not leave on a channel that was switched off meanwhile', async () => {
    const { id } = await bookOne()
    const change = (smsEnabled: boolean) =>
      updateSettings(app, clinic.tenant.id, ({ messaging }) => ({
        messaging: { ...messaging, smsEnabled },
      }))
    await change(false)
    const outcome = await reasonAfterDelivery(id)
    await change(true)
    expect(outcome).toEqual({ skipReason: 'channel-off', status: 'skipped' })
  })

  it('should not leave for a patient who has died', async () => {
    const { id } = await bookOne()
    const change = (at: string | null) =>
      app.sql('update patients set deceased_at = $2 where id = $1', [clinic.patient, at])
    await change('2026-06-01T00:00:00Z')
    const outcome = await reasonAfterDelivery(id)
    await change(null)
    expect(outcome).toEqual({ skipReason: 'patient-deceased', status: 'skipped' })
  })

  it('should go to the number that the contact has now', async () => {
    await bookOne()
    await app.rest('PATCH', `/contacts/${clinic.contact}`, {
      as: clinic.operator,
      body: { phone: '+919820099999' },
    })
    await deliver()
    expect(sms.taken.map(({ to }) => to)).toEqual(['+919820099999'])
  })

  it('should wait while the clinic is suspended', async () => {
    await bookOne()
    const suspend = (at: string | null) =>
      app.sql('update tenants set suspended_at = $2 where id = $1', [clinic.tenant.id, at])
    await suspend('2026-06-01T00:00:00Z')
    const whileSuspended = await deliver()
    await suspend(null)
    expect([whileSuspended, await deliver()]).toEqual([0, 1])
  })

  it('should say that the session was cancelled, which is no open session', async () => {
    const { session } = await bookOne()
    await act(app, clinic, [session, 'cancel', { reasonCode: 'clinic-closed' }])
    await deliver()
    expect(sms.taken.map(({ body }) => body)).toEqual([expect.stringContaining('is cancelled')])
  })
})

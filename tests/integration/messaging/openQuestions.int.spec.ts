import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { deliverDue } from '../../../src/jobs/messageLoop.ts'
import type { SendOutcome } from '../../../src/domain/messaging/notificationStates.ts'
import { MONDAY, startTestApp, type TestApp } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { act, book, post } from '../../support/flows.ts'
import { eventually } from '../../support/eventually.ts'
import { later, MINUTE_MS, outboxOf, type OutboxRow, TestService } from './outbox.ts'

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
beforeEach(async () => {
  app.clock.set(MONDAY)
  sms.reset()
  await app.sql(
    `update notifications set status = 'cancelled' where status in ('queued', 'sending', 'unknown')`,
  )
})

const deliver = (): Promise<number> => deliverDue(app.payload)

const bookOne = async (): Promise<Record<string, any>> => {
  const at = `2026-06-${15 + (slot % 5)}T${String(9 + Math.floor(slot / 5)).padStart(2, '0')}:00`
  slot += 1
  return (await book(app, clinic, { startsAt: at })).session as Record<string, any>
}

const confirmationOf = async (session: Record<string, any>): Promise<OutboxRow | undefined> =>
  (await outboxOf(app, session.id as string)).find(({ kind }) => kind === 'confirmation')

const stay = (): Promise<SendOutcome> => Promise.resolve({ kind: 'unknown', reason: 'http 502' })

/** A session whose confirmation was handed to a service that gave no clear answer. */
const leaveOpen = async (): Promise<Record<string, any>> => {
  sms.answer = stay
  const session = await bookOne()
  await deliver()
  sms.answer = new TestService('sms').answer
  return session
}

describe('An outcome that nobody knows', () => {
  const FAULTS: Readonly<Record<string, () => Promise<SendOutcome>>> = {
    'a server fault': stay,
    'a rejection': () => Promise.reject(new TypeError('fetch failed for +919820012345')),
    'a throw on the spot': () => {
      throw new RangeError('not even a promise')
    },
  }

  it.each(Object.entries(FAULTS))(
    'should be kept as unknown after %s, and not be sent again by itself',
    async (_, answer) => {
      sms.answer = answer
      const session = await bookOne()
      await deliver()
      expect(await confirmationOf(session)).toMatchObject({ status: 'unknown' })
      later(app.clock, 2 * MINUTE_MS - 1)
      await deliver()
      expect(sms.asked).toEqual([])
      expect(sms.taken).toHaveLength(1)
    },
  )

  it('should keep no value of the failed call in its reason', async () => {
    sms.answer = () => Promise.reject(new TypeError('fetch failed for +919820012345'))
    const session = await bookOne()
    await deliver()
    expect((await confirmationOf(session))?.failureReason).toBe('TypeError')
  })

  it('should be kept as unknown when the service never answers, and hold up nobody', async () => {
    sms.answer = () => new Promise(() => undefined)
    const session = await bookOne()
    await deliver()
    expect(await confirmationOf(session)).toMatchObject({
      failureReason: 'no answer',
      status: 'unknown',
    })
  }, 40_000)
})

describe('The look-up of an open question', () => {
  it('should adopt a message that had arrived, without sending it again', async () => {
    const session = await leaveOpen()
    sms.know = (id) => Promise.resolve({ kind: 'accepted', messageId: `found-${id}` })
    later(app.clock, 2 * MINUTE_MS)
    await deliver()
    const row = await confirmationOf(session)
    expect(row?.status).toBe('sent')
    const [stored] = await app.sql('select message_id from notifications where id = $1', [row?.id])
    expect(stored).toEqual({ message_id: `found-${row?.id ?? ''}` })
    expect(sms.taken).toHaveLength(1)
  })

  it('should send a message that never arrived once more', async () => {
    const session = await leaveOpen()
    later(app.clock, 2 * MINUTE_MS)
    await deliver()
    expect(sms.asked).toHaveLength(1)
    expect(sms.taken).toHaveLength(2)
    expect(await confirmationOf(session)).toMatchObject({ retryCount: 1, status: 'sent' })
  })

  it('should use the same key for the second sending', async () => {
    await leaveOpen()
    later(app.clock, 2 * MINUTE_MS)
    await deliver()
    expect(sms.taken[1]?.id).toBe(sms.taken[0]?.id)
  })

  it('should give a message up that never arrives, after the tries of the clinic', async () => {
    const session = await leaveOpen()
    sms.answer = stay
    for (let minutes = 0; minutes < 20; minutes += 2) {
      later(app.clock, 2 * MINUTE_MS)
      await deliver()
    }
    expect(await confirmationOf(session)).toMatchObject({ retryCount: 3, status: 'failed' })
    expect(sms.taken).toHaveLength(4)
  })

  it('should send once more where the service cannot tell, and stop after a second doubt', async () => {
    const session = await leaveOpen()
    sms.answer = stay
    sms.know = () => Promise.resolve({ kind: 'cannot-tell' })
    for (let minutes = 0; minutes < 10; minutes += 2) {
      later(app.clock, 2 * MINUTE_MS)
      await deliver()
    }
    expect(await confirmationOf(session)).toMatchObject({ status: 'dead' })
    expect(sms.taken).toHaveLength(2)
  })

  it('should leave the question open when the service fails to answer, and send the others', async () => {
    const session = await leaveOpen()
    sms.know = () => Promise.reject(new Error('the service is down'))
    const other = await bookOne()
    later(app.clock, 2 * MINUTE_MS)
    await deliver()
    expect(await confirmationOf(session)).toMatchObject({ status: 'unknown' })
    expect(await confirmationOf(other)).toMatchObject({ status: 'sent' })
  })

  it('should ask once, however many workers look at once', async () => {
    await leaveOpen()
    later(app.clock, 2 * MINUTE_MS)
    await Promise.all(Array.from({ length: 4 }, deliver))
    expect(sms.asked).toHaveLength(1)
    expect(sms.taken).toHaveLength(2)
  })

  it('should not send again what the session has been cancelled for meanwhile', async () => {
    const session = await leaveOpen()
    await act(app, clinic, [session, 'cancel', { reasonCode: 'clinic-closed' }])
    later(app.clock, 2 * MINUTE_MS)
    await deliver()
    expect(await confirmationOf(session)).toMatchObject({
      skipReason: 'session-closed',
      status: 'skipped',
    })
    expect(sms.taken.map(({ body }) => body.includes('is cancelled'))).toEqual([false, true])
  })

  it('should not send again what the session has moved away from meanwhile', async () => {
    const session = await leaveOpen()
    await post(app, clinic.operator, [
      `/sessions/${session.id as string}/reschedule`,
      { startsAt: '2026-06-24T16:00' },
    ])
    later(app.clock, 2 * MINUTE_MS)
    await deliver()
    expect(await confirmationOf(session)).toMatchObject({ skipReason: 'session-closed' })
    expect(sms.taken.map(({ body }) => body.includes('has moved'))).toEqual([false, true])
  })
})

describe('A worker that loses its lease', () => {
  it('should have no say any more', async () => {
    let answer: (outcome: SendOutcome) => void = () => undefined
    sms.answer = () =>
      new Promise((resolve) => {
        answer = resolve
      })
    const session = await bookOne()
    const slow = deliver()
    const sending = await eventually(
      () => confirmationOf(session),
      (row) => row?.status === 'sending' && sms.taken.length === 1,
    )
    expect(sending?.status).toBe('sending')
    await app.sql(
      `update notifications set lease_until_at = now() - interval '1 second' where id = $1`,
      [sending?.id],
    )

    sms.know = (id) => Promise.resolve({ kind: 'accepted', messageId: `found-${id}` })
    await deliver()
    answer({ kind: 'refused', reason: 'too late to say' })
    await slow

    expect(await confirmationOf(session)).toMatchObject({ status: 'sent' })
    expect(sms.taken).toHaveLength(1)
  })

  it('should keep its messages while the lease runs', async () => {
    let answer: (outcome: SendOutcome) => void = () => undefined
    sms.answer = () =>
      new Promise((resolve) => {
        answer = resolve
      })
    const session = await bookOne()
    const slow = deliver()
    await eventually(
      () => sms.taken.length,
      (count) => count === 1,
    )
    const others = await deliver()
    answer({ kind: 'accepted', messageId: 'slow' })
    await slow
    expect(others).toBe(0)
    expect(sms.asked).toEqual([])
    expect(await confirmationOf(session)).toMatchObject({ status: 'sent' })
  })
})

describe('The status of a message', () => {
  it('should only rise: a late "sent" does not undo "delivered"', async () => {
    const session = await bookOne()
    await deliver()
    const row = await confirmationOf(session)
    await app.sql(`update notifications set status = 'delivered' where id = $1`, [row?.id])
    await app.sql(`update notifications set status = 'sent' where id = $1`, [row?.id])
    await app.sql(`update notifications set status = 'queued' where id = $1`, [row?.id])
    expect(await confirmationOf(session)).toMatchObject({ status: 'delivered' })
  })
})

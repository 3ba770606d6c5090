import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { pino } from 'pino'
import { type MessageLoop, startMessageLoop } from '../../../src/jobs/messageLoop.ts'
import { MONDAY, startTestApp, type TestApp } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { eventually } from '../../support/eventually.ts'
import { book } from '../../support/flows.ts'
import { asRoot } from '../../support/sql.ts'
import { outboxOf, type OutboxRow, TestService } from './outbox.ts'

let app: TestApp
let clinic: Clinic
let loop: MessageLoop
let slot = 0
const sms = new TestService('sms')

/** The poll is every 15 s: what comes sooner several times in a row was woken. */
const ROUNDS = 4
const SOON_MS = 2_000

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
  loop = await startMessageLoop(app.payload, pino({ level: 'silent' }))
})
afterEach(async () => {
  await loop.stop()
})

const bookOne = async (): Promise<string> => {
  const at = `2026-06-${15 + (slot % 5)}T${String(9 + Math.floor(slot / 5)).padStart(2, '0')}:00`
  slot += 1
  return (await book(app, clinic, { startsAt: at })).session.id as string
}

const sentWithin = async (
  session: string,
  kind: string,
  withinMs: number,
): Promise<OutboxRow | undefined> => {
  const rows = await eventually(
    async () => (await outboxOf(app, session)).filter((row) => row.kind === kind),
    ([row]) => row?.status === 'sent',
    withinMs,
  )
  return rows[0]
}

const listeners = async (): Promise<number[]> => {
  const { rows } = await asRoot(
    app.database,
    `select pid from pg_stat_activity
      where datname = current_database() and query = 'listen caseload_notifications'`,
  )
  return (rows as { pid: number }[]).map(({ pid }) => pid)
}

describe('The worker', () => {
  it('should send what is due now as soon as it is booked', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const session = await bookOne()
      expect(await sentWithin(session, 'confirmation', SOON_MS)).toMatchObject({ status: 'sent' })
    }
  })

  it('should wake when the next message is due', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const session = await bookOne()
      await sentWithin(session, 'confirmation', SOON_MS)
      const [reminder] = (await outboxOf(app, session)).filter(({ kind }) => kind === 'reminder')
      const dueMs = Date.parse(reminder?.plannedAt ?? '')
      // Somebody else's booking wakes it half a second before.
      app.clock.set(dueMs - 500)
      await sentWithin(await bookOne(), 'confirmation', SOON_MS)
      app.clock.set(dueMs)
      expect(await sentWithin(session, 'reminder', SOON_MS)).toMatchObject({
        id: reminder?.id,
        status: 'sent',
      })
      app.clock.set(MONDAY)
    }
  })

  it('should listen again after the database has cut its line', async () => {
    const before = await eventually(listeners, (pids) => pids.length === 1)
    await asRoot(app.database, `select pg_terminate_backend(${String(before[0])})`)
    const after = await eventually(
      listeners,
      (pids) => pids.length === 1 && pids[0] !== before[0],
      20_000,
    )
    expect(after).toHaveLength(1)
    for (let round = 0; round < ROUNDS; round += 1) {
      expect(await sentWithin(await bookOne(), 'confirmation', SOON_MS)).toMatchObject({
        status: 'sent',
      })
    }
  }, 60_000)

  it('should end after what is under way, and send nothing more', async () => {
    let answer: () => void = () => undefined
    sms.answer = (message) =>
      new Promise((resolve) => {
        answer = () => {
          resolve({ kind: 'accepted', messageId: message.id })
        }
      })
    const first = await bookOne()
    await eventually(
      () => sms.taken.length,
      (count) => count === 1,
    )
    const stopped = loop.stop()
    const second = await bookOne()
    answer()
    await stopped
    const statuses = await Promise.all(
      [first, second].map(
        async (session) =>
          (await outboxOf(app, session)).find(({ kind }) => kind === 'confirmation')?.status,
      ),
    )
    expect(statuses).toEqual(['sent', 'queued'])
    expect(await listeners()).toEqual([])
  })
})

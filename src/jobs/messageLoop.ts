import cron from 'node-cron'
import { createLocalReq, type Payload } from 'payload'
import type { Logger } from 'pino'
import { forgetOldRequests } from '../operations/common/idempotently.ts'
import { nowMs } from '../operations/common/services.ts'
import { asWorker, listenForMessages } from '../operations/messaging/asWorker.ts'
import { claimDue, deliver } from '../operations/messaging/deliver.ts'
import { nextDueMs, reconcileUnknown, returnLostLeases } from '../operations/messaging/reconcile.ts'

const BATCH = 20
/** Between polls; a notice of the database or a due time wakes earlier. @rule MSG-9 */
const POLL = '*/15 * * * * *'
const HOURLY = '7 * * * *'

export interface MessageLoop {
  /** Ends after what is under way. */
  readonly stop: () => Promise<void>
}

/**
 * Sends what is due now, until told to stop, and settles open questions. Answers how many messages were
 * taken.
 */
export const deliverDue = (
  payload: Payload,
  isStopped: () => boolean = () => false,
): Promise<number> =>
  asWorker(async () => {
    const req = await createLocalReq({}, payload)
    await returnLostLeases(req)
    await reconcileUnknown(req, BATCH)
    let taken = 0
    for (;;) {
      const messages = await claimDue(req, BATCH)
      taken += messages.length
      await Promise.all(messages.map((message) => deliver(req, message)))
      if (messages.length < BATCH || isStopped()) return taken
    }
  })

/**
 * Delivers messages until it is stopped: woken by the database's notice, by the next due time, and by a
 * poll that finds what both missed.
 * @rule MSG-9 OPS-6
 */
export const startMessageLoop = async (payload: Payload, log: Logger): Promise<MessageLoop> => {
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  const state = { isAsked: false, isStopped: false }

  const sleepUntilDue = async (): Promise<void> => {
    const dueMs = await asWorker(async () => nextDueMs(await createLocalReq({}, payload)))
    clearTimeout(timer)
    if (dueMs === undefined || state.isStopped) return
    const waitMs = Math.min(Math.max(0, dueMs - nowMs({ payload })), 60_000)
    timer = setTimeout(wake, waitMs).unref()
  }

  const run = async (): Promise<void> => {
    try {
      while (state.isAsked && !state.isStopped) {
        state.isAsked = false
        const taken = await deliverDue(payload, () => state.isStopped)
        if (taken > 0) log.info({ taken }, 'messages')
      }
      await sleepUntilDue()
    } catch (error) {
      // The poll tries again; a wake-up of now would only fail the same way.
      state.isAsked = false
      log.error({ err: error }, 'messages failed')
    }
  }

  const wake = (): void => {
    if (state.isStopped) return
    state.isAsked = true
    running ??= run().finally(() => {
      running = undefined
      if (state.isAsked) wake()
    })
  }

  const keepHouse = async (): Promise<void> => {
    await asWorker(async () => forgetOldRequests(await createLocalReq({}, payload)))
  }

  const poll = cron.schedule(POLL, wake, { noOverlap: true })
  const house = cron.schedule(HOURLY, keepHouse, { noOverlap: true })
  const listener = await listenForMessages(payload, wake)
  wake()
  return {
    async stop() {
      state.isStopped = true
      clearTimeout(timer)
      await Promise.all([poll.destroy(), house.destroy(), listener.close()])
      await running
    },
  }
}

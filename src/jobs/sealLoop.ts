import cron from 'node-cron'
import type { Payload } from 'payload'
import type { Logger } from 'pino'
import {
  ensureLogPartitions,
  readChainHeads,
  sealEvents,
} from '../operations/operation/sealEvents.ts'

const EVERY_SECOND = '* * * * * *'
const DAILY = '11 3 * * *'

export interface SealLoop {
  /** Ends after what is under way. */
  readonly stop: () => Promise<void>
}

/**
 * Seals the audit log every second, makes room for the months to come, and says once a day and at the start
 * where the chains end, so that the log of the process, which is kept elsewhere, is a witness.
 * Several processes do not clash: one seals at a time.
 * @rule AUD-3 AUD-4
 */
export const startSealLoop = (payload: Payload, log: Logger): SealLoop => {
  let running: Promise<void> | undefined

  const inTurn = async (run: () => Promise<unknown>): Promise<void> => {
    await running
    running = run().then(
      () => undefined,
      (error: unknown) => {
        // The next second tries again.
        log.error({ err: error }, 'sealing failed')
      },
    )
    await running
  }

  const witness = async (): Promise<void> => {
    await ensureLogPartitions(payload)
    for (const head of await readChainHeads(payload)) log.info({ head }, 'audit chain')
  }

  const second = cron.schedule(EVERY_SECOND, () => inTurn(() => sealEvents(payload)), {
    noOverlap: true,
  })
  const day = cron.schedule(DAILY, () => inTurn(witness), { noOverlap: true })
  void inTurn(async () => {
    await sealEvents(payload, { isAll: true })
    await witness()
  })
  return {
    async stop() {
      await Promise.all([second.destroy(), day.destroy()])
      await running
    },
  }
}

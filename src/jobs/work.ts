import type { Payload } from 'payload'
import type { Logger } from 'pino'
import { startMessageLoop } from './messageLoop.ts'
import { startSealLoop } from './sealLoop.ts'

export interface Work {
  /** Ends after what is under way. */
  readonly stop: () => Promise<void>
}

/** All that a worker does: delivers messages, seals the audit log, keeps house. */
export const startWork = async (payload: Payload, log: Logger): Promise<Work> => {
  const messages = await startMessageLoop(payload, log)
  const seals = startSealLoop(payload, log)
  return {
    async stop() {
      await Promise.all([messages.stop(), seals.stop()])
    },
  }
}

import type { Payload } from 'payload'
import pg from 'pg'
import { asSystem } from '../../db/scope.ts'
import type { Adapter } from '../../db/types.ts'

/** The worker sees every tenant: it is named system work. */
export const asWorker = <T>(run: () => Promise<T>): Promise<T> => asSystem('deliver-messages', run)

const RECONNECT_MS = 5_000

/** Calls `wake` whenever a message is planned, on a connection of its own that heals itself. */
export const listenForMessages = async (
  payload: Payload,
  wake: () => void,
): Promise<{ close: () => Promise<void> }> => {
  const { options } = (payload.db as unknown as Adapter).pool as unknown as {
    options: pg.ClientConfig
  }
  let client: pg.Client | undefined
  let isClosed = false

  const connect = async (): Promise<void> => {
    if (isClosed) return
    const next = new pg.Client({ connectionString: options.connectionString })
    const reconnect = (): void => {
      if (isClosed || client !== next) return
      client = undefined
      setTimeout(() => void connect(), RECONNECT_MS).unref()
    }
    next.on('error', reconnect)
    next.on('end', reconnect)
    next.on('notification', wake)
    client = next
    try {
      await next.connect()
      await next.query('listen caseload_notifications')
    } catch {
      // The poll goes on meanwhile.
      reconnect()
    }
  }

  await connect()
  return {
    async close() {
      isClosed = true
      await client?.end().catch(() => undefined)
    },
  }
}

import type { Server, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

/** Longer than any answer may take, shorter than the whole of stopping. */
const LIMIT_MS = 25_000

export interface Drain {
  /** Lets what is under way finish, then closes the port and every connection. */
  readonly close: () => Promise<void>
}

const closed = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    if (response.closed) resolve()
    else response.once('close', resolve)
  })

/**
 * Watches a server from its first request on, so that it can end without cutting anybody off. While it
 * waits the port stays open: a balancer that asks learns that this server is going.
 */
export const drainOf = (server: Server): Drain => {
  const underWay = new Set<ServerResponse>()
  server.on('request', (_request, response) => {
    underWay.add(response)
    response.once('close', () => underWay.delete(response))
  })
  return {
    async close() {
      const limit = pause(LIMIT_MS, undefined, { ref: false })
      const allAnswered = () => Promise.race([limit, Promise.all([...underWay].map(closed))])
      await allAnswered()
      const isDown = new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
      })
      server.closeIdleConnections()
      await allAnswered()
      server.closeAllConnections()
      await isDown
    },
  }
}

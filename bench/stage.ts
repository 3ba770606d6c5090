import http from 'node:http'
import pg from 'pg'
import type { TestApp } from '../tests/support/app.ts'
import type { Clinic } from '../tests/support/clinic.ts'
import { createPatients, openClinic } from '../tests/proofs/support/clinic.ts'
import type { Cleanup } from '../tests/proofs/support/prove.ts'
import {
  type Client,
  connect,
  type RunningServer,
  signIn,
  spawnServer,
} from '../tests/proofs/support/servers.ts'

/** As the load is meant: ten at a time. */
export const CONNECTIONS = 10
const PATIENTS = 400

export interface Stage {
  readonly app: TestApp
  readonly client: Client
  readonly clinic: Clinic
  readonly patients: readonly string[]
  readonly raw: { readonly port: number }
  readonly server: RunningServer
  /** From the start of the process until it was ready. */
  readonly startSeconds: number
  /** Of an operator. */
  readonly token: string
}

/** What Node and PostgreSQL can do at most: the same rows, one token to compare, no rules. */
const startRaw = async (
  { database }: TestApp,
  { token }: { token: string },
): Promise<{ port: number; stop: () => Promise<void> }> => {
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: CONNECTIONS })
  const server = http.createServer((request, response) => {
    if (request.headers.authorization !== `JWT ${token}`) {
      response.writeHead(401).end()
      return
    }
    pool
      .query({ name: 'list', text: 'select * from patients order by created_at desc limit 20' })
      .then(
        ({ rows }) => {
          response.setHeader('content-type', 'application/json')
          response.end(JSON.stringify({ docs: rows }))
        },
        () => response.writeHead(500).end(),
      )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { port: number }).port,
    async stop() {
      server.closeAllConnections()
      server.close()
      await pool.end()
    },
  }
}

/** One clinic with its patients, the product in a process of its own, and the yardstick in this one. */
export const openStage = async (cleanup: Cleanup): Promise<Stage> => {
  const { app, clinic } = await openClinic(cleanup)
  const patients = await createPatients(app, clinic, PATIENTS)
  // As autovacuum would have done by itself in a minute.
  await app.sql('analyze')
  const startedAt = performance.now()
  const server = await spawnServer(app.database)
  const startSeconds = (performance.now() - startedAt) / 1000
  cleanup(server.stop)
  const client = connect(server, CONNECTIONS)
  cleanup(client.close)
  const token = await signIn(client, clinic.operator)
  const raw = await startRaw(app, { token })
  cleanup(raw.stop)
  return { app, client, clinic, patients, raw, server, startSeconds, token }
}

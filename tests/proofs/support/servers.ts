import http from 'node:http'
import { PASSWORD, type TestUser } from '../../support/app.ts'
import type { TestDatabase } from '../../support/database.ts'
import { type Environment, environmentFor, openWorkspace } from '../../support/processes.ts'

export interface RunningServer {
  readonly pid: number
  readonly port: number
  readonly stop: () => Promise<void>
}

/** `caseload serve --no-admin`, built, in a process of its own, on a free port of loopback. */
export const spawnServer = async (
  database: TestDatabase,
  env: Environment = {},
): Promise<RunningServer> => {
  const workspace = openWorkspace({ env: environmentFor(database) })
  const { ended, kill, pid, port } = await workspace.serve({ LOG_LEVEL: 'error', ...env })
  return {
    pid,
    port,
    async stop() {
      kill('SIGTERM')
      await ended
      await workspace.close()
    },
  }
}

export interface HttpAnswer {
  readonly body: Record<string, any>
  readonly status: number
}

export interface Client {
  readonly close: () => void
  readonly send: (
    method: string,
    route: string,
    options?: { body?: unknown; key?: string; token?: string | undefined },
  ) => Promise<HttpAnswer>
}

/** Requests to one server over at most `connections` connections that stay open. */
export const connect = (server: RunningServer, connections: number): Client => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  return {
    close: () => {
      agent.destroy()
    },
    send: (method, route, { body, key, token } = {}) =>
      new Promise((resolve, reject) => {
        const request = http.request(
          {
            agent,
            headers: {
              'content-type': 'application/json',
              ...(key === undefined ? {} : { 'idempotency-key': key }),
              ...(token === undefined ? {} : { authorization: `JWT ${token}` }),
            },
            host: '127.0.0.1',
            method,
            path: `/api${route}`,
            port: server.port,
          },
          (response) => {
            const chunks: Buffer[] = []
            response.on('data', (chunk: Buffer) => chunks.push(chunk))
            response.on('error', reject)
            response.on('end', () => {
              const text = Buffer.concat(chunks).toString()
              resolve({
                body: text === '' ? {} : (JSON.parse(text) as Record<string, any>),
                status: response.statusCode ?? 0,
              })
            })
          },
        )
        request.on('error', reject)
        request.end(body === undefined ? undefined : JSON.stringify(body))
      }),
  }
}

export const signIn = async (client: Client, { email }: TestUser): Promise<string> => {
  const { body, status } = await client.send('POST', '/users/login', {
    body: { email, password: PASSWORD },
  })
  if (status !== 200) throw new Error(`${email} could not sign in: ${status}`)
  return body.token as string
}

import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { RAISED_LIMITS } from '../../support/processes.ts'
import { PASSWORD, startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import type { CaseloadOptions } from '../../../src/plugin/options.ts'
import { readEnv } from '../../../src/server/env.ts'
import { createHealth, type Health } from '../../../src/server/health.ts'
import { createApp } from '../../../src/server/http/app.ts'
import { createLimits, type Limits } from '../../../src/server/limits/limits.ts'
import { createLog } from '../../../src/server/log.ts'

export interface Reply {
  readonly body: Record<string, any>
  readonly headers: IncomingHttpHeaders
  readonly status: number
  readonly text: string
}

export interface Call {
  readonly as?: TestUser
  readonly body?: Buffer | string
  readonly headers?: Record<string, string>
  /** The address that the call comes from. */
  readonly localAddress?: string
  readonly method?: string
}

export interface TestServer {
  readonly app: TestApp
  readonly call: (route: string, call?: Call) => Promise<Reply>
  readonly close: () => Promise<void>
  readonly health: Health
  readonly limits: Limits
  /** Everything that the server has logged so far. */
  readonly logged: () => string
}

const bodyOf = (text: string): Record<string, any> =>
  /^\s*[[{]/.test(text) ? (JSON.parse(text) as Record<string, any>) : {}

/** The server of `caseload serve` without the admin panel, on a real socket, with its real log. */
export const startTestServer = async (
  options: {
    caseload?: Partial<CaseloadOptions>
    env?: Readonly<Record<string, string>>
    /** What stands behind: every page says whom it was told of. */
    withPages?: boolean
  } = {},
): Promise<TestServer> => {
  const app = await startTestApp(options.caseload === undefined ? {} : options)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'caseload-log-'))
  const file = path.join(folder, 'log')
  const descriptor = openSync(file, 'w')
  const log = createLog('debug', descriptor)
  app.payload.logger = log
  const health = createHealth(app.payload)
  health.markStarted()
  const env = readEnv({ NODE_ENV: 'test', ...RAISED_LIMITS, ...options.env })
  const limits = createLimits(app.payload, env, log)
  const { GRAPHQL_POST } = await import('@payloadcms/next/routes')
  const express = createApp({
    config: app.config,
    env,
    graphql: GRAPHQL_POST(app.config),
    health,
    limits,
    log,
    payload: app.payload,
    ...(options.withPages === true && {
      next: (req, res) => {
        res.json({ address: req.headers['x-caseload-address'], page: req.url })
        return Promise.resolve()
      },
    }),
  })
  const server = createServer(express)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as { port: number }
  const tokens = new WeakMap<TestUser, Promise<string>>()

  const send = (route: string, call: Call, token: string | undefined): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const outgoing = request(
        {
          headers: {
            ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
            ...(token === undefined ? {} : { authorization: `JWT ${token}` }),
            ...call.headers,
          },
          host: '127.0.0.1',
          localAddress: call.localAddress,
          method: call.method ?? (call.body === undefined ? 'GET' : 'POST'),
          path: route,
          port,
        },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () => {
            const raw = Buffer.concat(chunks)
            const isZipped = response.headers['content-encoding'] === 'gzip'
            const text = (isZipped ? gunzipSync(raw) : raw).toString('utf8')
            const { headers, statusCode = 0 } = response
            resolve({ body: bodyOf(text), headers, status: statusCode, text })
          })
        },
      )
      outgoing.on('error', reject)
      outgoing.end(call.body)
    })

  const signIn = async ({ email }: TestUser): Promise<string> => {
    const { body } = await send(
      '/api/users/login',
      { body: JSON.stringify({ email, password: PASSWORD }) },
      undefined,
    )
    return String(body.token)
  }
  const tokenOf = (user: TestUser): Promise<string> => {
    const token = tokens.get(user) ?? signIn(user)
    tokens.set(user, token)
    return token
  }

  return {
    app,
    async call(route, call = {}) {
      return send(route, call, call.as === undefined ? undefined : await tokenOf(call.as))
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
      await limits.close()
      await app.close()
      closeSync(descriptor)
      rmSync(folder, { force: true, recursive: true })
    },
    health,
    limits,
    logged: () => readFileSync(file, 'utf8'),
  }
}

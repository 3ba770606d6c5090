import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readEnv } from '../../../src/server/env.ts'
import { createHealth } from '../../../src/server/health.ts'
import { createApp } from '../../../src/server/http/app.ts'
import { createLimits } from '../../../src/server/limits/limits.ts'
import { createLog } from '../../../src/server/log.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'

let app: TestApp
let server: Server
let url: string

beforeAll(async () => {
  app = await startTestApp()
  const { config, payload } = app
  const { GRAPHQL_POST } = await import('@payloadcms/next/routes')
  const [env, log] = [readEnv({ NODE_ENV: 'test' }), createLog('silent')]
  server = createServer(
    createApp({
      config,
      env,
      graphql: GRAPHQL_POST(config),
      health: createHealth(payload),
      limits: createLimits(payload, env, log),
      log,
      payload,
    }),
  )
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`
}, 120_000)
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await app.close()
})

const post = async (route: string, body: string) => {
  const response = await fetch(`${url}${route}`, {
    body,
    headers: { 'content-type': 'application/json', 'x-request-id': 'a-request-of-mine' },
    method: 'POST',
  })
  const { errors } = (await response.json()) as { errors: { data: Record<string, unknown> }[] }
  return { data: errors[0]?.data, status: response.status }
}

describe('the body of a request', () => {
  it.each(['/patients', '/sessions/book', '/graphql'])(
    'should be refused by %s when it is no JSON, whoever asks',
    async (route) => {
      expect(await post(route, '{"firstName": ')).toEqual({
        data: { code: 'bad-json', facts: {}, requestId: 'a-request-of-mine' },
        status: 400,
      })
    },
  )

  it('should be refused when it has more bytes than allowed', async () => {
    expect(await post('/patients', JSON.stringify('a'.repeat(999_999)))).toEqual({
      data: {
        code: 'body-too-large',
        facts: { limitBytes: 1_000_000 },
        requestId: 'a-request-of-mine',
      },
      status: 413,
    })
  })

  it('should be read up to the last byte that is allowed', async () => {
    const { data, status } = await post(
      '/patients',
      JSON.stringify({ firstName: 'a'.repeat(999_984) }),
    )
    expect(data?.code).toBe('unauthenticated')
    expect(status).toBe(401)
  })
})

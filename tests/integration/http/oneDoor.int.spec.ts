import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startTestServer, type TestServer } from './server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ withPages: true })
}, 60_000)
afterAll(() => server.close())

describe('what stands behind /api', () => {
  it.each([
    '/admin/../api/users/me',
    '/./api/users/me',
    '/_next/../api/users/me',
    '/admin/%2e%2e/api/users/me',
    '/admin/%252e%252e/api/users/me',
    '/admin/..%2fapi/users/me',
    '/admin\\..\\api/users/me',
    '//api/users/me',
  ])('should not be reached around its door: %s', async (route) => {
    const { body, status } = await server.call(route)
    expect([status, body.errors?.[0]?.data?.code]).toEqual([404, 'not-found'])
  })

  it('should be reached through it', async () => {
    const { body, headers, status } = await server.call('/api/users/me')
    expect([status, body.page]).toEqual([200, undefined])
    expect(headers['ratelimit-limit']).toBeDefined()
  })

  it('should be no page under another spelling', async () => {
    const { body, status } = await server.call('/API/users/me')
    expect([status, body.page]).toEqual([404, undefined])
  })
})

describe('a page', () => {
  it('should be told the address of the socket, whatever a caller says', async () => {
    const { body } = await server.call('/admin/patients', {
      headers: { 'x-caseload-address': '6.6.6.6' },
    })
    expect(body).toEqual({ address: '127.0.0.1', page: '/admin/patients' })
  })
})

import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals'
import http from 'node:http'
import type { TestApp } from '../../support/app.ts'
import { bookingOf, type Clinic } from '../../support/clinic.ts'
import { eventually } from '../../support/eventually.ts'
import {
  ask,
  environmentFor,
  type HttpAnswer,
  knock,
  openWorkspace,
  type Server,
  type Workspace,
} from '../../support/processes.ts'
import {
  comingTuesday,
  lockTable,
  openClinicOfToday,
  releaseLocks,
  type TableLock,
  tokenFrom,
} from './arrange.ts'

// Several processes one after the other, on a machine that may be busy.
jest.setTimeout(180_000)

let app: TestApp
let clinic: Clinic
let workspace: Workspace
let hour = 9

beforeAll(async () => {
  const arranged = await openClinicOfToday()
  app = arranged.app
  clinic = arranged.clinic
})
afterAll(() => app.close())
beforeEach(() => {
  workspace = openWorkspace({ env: { ...environmentFor(app.database), LOG_LEVEL: 'info' } })
  hour += 1
})
afterEach(async () => {
  await releaseLocks()
  await workspace.close()
})

interface Slow {
  /** What the booking gets, once the lock is gone. */
  readonly answer: Promise<HttpAnswer>
  readonly lock: TableLock
  readonly server: Server
}

/** A server in the middle of a booking that cannot go on. */
const serveSlowBooking = async (): Promise<Slow> => {
  const server = await workspace.serve()
  const token = await tokenFrom(server, clinic.operator)
  const lock = await lockTable(app.database, 'booking_claims')
  const answer = ask(server, ['POST', '/api/sessions/book'], {
    body: bookingOf(clinic, { startsAt: `${comingTuesday()}T${hour}:00` }),
    token,
  })
  // Whoever expects it to fail handles that; nobody else need.
  answer.catch(() => undefined)
  await lock.awaited()
  return { answer, lock, server }
}

/** Sessions that the test's booking has left. */
const bookedAt = (): Promise<unknown[]> =>
  app.sql(
    `select 1 from sessions s join booking_claims c on c.session_id = s.id and c.kind = 'therapist'
      where s.starts_at = $1::timestamp at time zone 'Asia/Kolkata'`,
    [`${comingTuesday()} ${hour}:00`],
  )

/** Connections that ended without a farewell. */
const abandoned = async (): Promise<number> => {
  const [row] = await app.sql<{ count: number }>(
    `select sessions_abandoned::int as count from pg_stat_database
      where datname = current_database()`,
  )
  return row?.count ?? -1
}

describe('a server that is told to stop while somebody books', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'should finish the booking after %s, end with 0 and close its connections',
    async (signal) => {
      const before = await abandoned()
      const { answer, lock, server } = await serveSlowBooking()
      server.kill(signal)
      expect(
        await eventually(
          () => knock(server, '/ready'),
          (status) => status === 503,
        ),
      ).toBe(503)
      await lock.release()
      expect((await answer).status).toBe(201)
      const { code, stdout } = await server.ended
      expect({ code, said: stdout.includes('"msg":"stopped"') }).toEqual({ code: 0, said: true })
      expect(await bookedAt()).toHaveLength(1)
      expect(await abandoned()).toBe(before)
    },
  )

  it('should tell balancers why it is not ready, and everybody else that it takes nothing new', async () => {
    const { lock, server } = await serveSlowBooking()
    server.kill('SIGTERM')
    await eventually(
      () => knock(server, '/ready'),
      (status) => status === 503,
    )
    expect(await ask(server, ['GET', '/ready'])).toMatchObject({
      body: { missing: ['draining'], ready: false },
      status: 503,
    })
    expect(await ask(server, ['GET', '/api/patients'])).toMatchObject({
      body: { errors: [{ data: { code: 'unavailable' } }] },
      status: 503,
    })
    expect(await knock(server, '/live')).toBe(200)
    await lock.release()
    await server.ended
    expect(await knock(server, '/ready')).toBe('ECONNREFUSED')
  })

  it('should finish the booking when Ctrl-C reaches it twice at once, from the terminal and from npm', async () => {
    const { answer, lock, server } = await serveSlowBooking()
    server.kill('SIGINT')
    server.kill('SIGINT')
    await eventually(
      () => knock(server, '/ready'),
      (status) => status === 503,
    )
    server.kill('SIGINT')
    await lock.release()
    expect((await answer).status).toBe(201)
    expect((await server.ended).code).toBe(0)
  })

  it('should end at once for somebody who insists, and book nothing by halves', async () => {
    const { answer, lock, server } = await serveSlowBooking()
    let hasEnded = false
    void server.ended.then(() => {
      hasEnded = true
    })
    const begunAt = performance.now()
    await eventually(
      () => {
        server.kill('SIGTERM')
        return hasEnded
      },
      (ended) => ended,
    )
    expect(performance.now() - begunAt).toBeLessThan(5_000)
    expect((await server.ended).code).toBe(1)
    await expect(answer).rejects.toThrow()
    await lock.release()
    const left = await eventually(
      async () => (await bookedAt()).length,
      (count) => count > 0,
      500,
    )
    expect(left).toBe(0)
  })
})

describe('a server that is told to stop while nobody asks', () => {
  it('should not wait for connections that only stay open', async () => {
    const server = await workspace.serve()
    const agent = new http.Agent({ keepAlive: true })
    const status = await new Promise((resolve, reject) => {
      http
        .get({ agent, host: '127.0.0.1', path: '/live', port: server.port }, (response) => {
          response.resume()
          response.on('end', () => {
            resolve(response.statusCode)
          })
        })
        .on('error', reject)
    })
    expect(status).toBe(200)
    const begunAt = performance.now()
    server.kill('SIGTERM')
    expect((await server.ended).code).toBe(0)
    expect(performance.now() - begunAt).toBeLessThan(5_000)
    agent.destroy()
  })

  it('should also stop the messages that it delivers itself', async () => {
    const server = await workspace.serve({}, '--worker')
    expect(await knock(server, '/ready')).toBe(200)
    server.kill('SIGTERM')
    expect((await server.ended).code).toBe(0)
  })
})

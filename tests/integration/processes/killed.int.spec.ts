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
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { asSuperuser } from '../../../src/server/embedded/database.ts'
import { readSecrets } from '../../../src/server/secrets.ts'
import type { TestApp } from '../../support/app.ts'
import { bookingOf, type Clinic } from '../../support/clinic.ts'
import { eventually } from '../../support/eventually.ts'
import { book } from '../../support/flows.ts'
import {
  ask,
  clusterOf,
  environmentFor,
  isAlive,
  knock,
  openWorkspace,
  portOf,
  postgresOf,
  type Server,
  type Workspace,
} from '../../support/processes.ts'
import { planMessages } from '../../support/starts.ts'
import { comingTuesday, lockTable, openClinicOfToday, releaseLocks, tokenFrom } from './arrange.ts'

// Several processes one after the other, on a machine that may be busy.
jest.setTimeout(180_000)

let workspace: Workspace
let others: Workspace[] = []

/** A folder beside the others', for one test. */
const openFresh = (): Workspace => {
  const fresh = openWorkspace()
  others.push(fresh)
  return fresh
}

afterEach(async () => {
  for (const other of others) await other.close()
  others = []
})

const gone = (pid: number): Promise<boolean> =>
  eventually(
    () => !isAlive(pid),
    (isGone) => isGone,
  )

describe('what is left after kill -9, with the embedded PostgreSQL', () => {
  beforeAll(async () => {
    workspace = openWorkspace()
    expect((await workspace.run(['migrate'])).code).toBe(0)
    expect(postgresOf(workspace.dataDir)).toBe(0)
    expect((await workspace.run(['tenant', 'create', '--name', 'Hill Road'])).code).toBe(0)
  })

  afterAll(() => workspace.close())

  /** The clinics, read past every process of ours. */
  const clinics = async (): Promise<unknown[]> => {
    const { postgresPassword } = readSecrets(workspace.dataDir)
    const of = { database: 'caseload', password: postgresPassword, port: portOf(workspace.dataDir) }
    return asSuperuser(of, async (client) => (await client.query('select slug from tenants')).rows)
  }

  /** The next server is ready, has the data, and takes its PostgreSQL with it when it goes. */
  const expectNextStart = async (): Promise<void> => {
    const server = await workspace.serve()
    expect(await knock(server, '/ready')).toBe(200)
    expect(await clinics()).toEqual([{ slug: 'hill-road' }])
    const postgres = postgresOf(workspace.dataDir)
    server.kill('SIGTERM')
    expect((await server.ended).code).toBe(0)
    expect(await gone(postgres)).toBe(true)
  }

  it('should start again after the server was killed, on the PostgreSQL that it left running', async () => {
    const server = await workspace.serve()
    server.kill('SIGKILL')
    await server.ended
    expect(postgresOf(workspace.dataDir)).not.toBe(0)
    await expectNextStart()
  })

  it('should start again after PostgreSQL was killed, and say meanwhile that it is not ready', async () => {
    const server = await workspace.serve()
    expect(await knock(server, '/ready')).toBe(200)
    process.kill(postgresOf(workspace.dataDir), 'SIGKILL')
    const missing = await eventually(
      async () => (await ask(server, ['GET', '/ready'])).body.missing as string[],
      (reasons) => reasons.includes('database'),
      5_000,
    )
    expect(missing).toContain('database')
    expect(await knock(server, '/live')).toBe(200)
    server.kill('SIGTERM')
    expect((await server.ended).code).toBe(0)
    expect(existsSync(path.join(clusterOf(workspace.dataDir), 'postmaster.pid'))).toBe(true)
    await expectNextStart()
  })

  it('should start at once after server and PostgreSQL were killed together', async () => {
    const server = await workspace.serve()
    process.kill(postgresOf(workspace.dataDir), 'SIGKILL')
    server.kill('SIGKILL')
    await expectNextStart()
  })

  it('should not mind what processes left that were killed while they started', async () => {
    const { pid, ...dead } = workspace.start(['--help'])
    await dead.ended
    writeFileSync(path.join(workspace.dataDir, 'postgres-starting.pid'), String(pid))
    await expectNextStart()
  })

  it('should make its cluster anew where its making was cut off', async () => {
    const fresh = openFresh()
    const cutOff = fresh.start(['migrate'])
    const hasBegun = await eventually(
      () => existsSync(fresh.dataDir) && readdirSync(fresh.dataDir).includes('postgres.half'),
      (isThere) => isThere,
    )
    expect(hasBegun).toBe(true)
    cutOff.kill('SIGKILL')
    await cutOff.ended
    expect((await fresh.run(['migrate'])).code).toBe(0)
    expect(readdirSync(fresh.dataDir)).not.toContain('postgres.half')
  })

  it('should leave PostgreSQL to whoever still works with it, and stop it with the last', async () => {
    const first = await workspace.serve()
    const second = await workspace.serve()
    const postgres = postgresOf(workspace.dataDir)
    first.kill('SIGTERM')
    expect((await first.ended).code).toBe(0)
    expect(await knock(second, '/ready')).toBe(200)
    expect(postgresOf(workspace.dataDir)).toBe(postgres)
    second.kill('SIGTERM')
    expect((await second.ended).code).toBe(0)
    expect(isAlive(postgres)).toBe(false)
  })

  it('should let two processes begin on an empty folder at once, with the same secrets', async () => {
    const fresh = openFresh()
    const ends = await Promise.all([
      fresh.run(['migrate']),
      fresh.run(['doctor']),
      fresh.run(['doctor']),
    ])
    expect(ends[0]).toMatchObject({ code: 0 })
    expect(ends.map(({ stderr }) => stderr).join()).not.toMatch(/PostgreSQL did not start|JSON/)
    expect(postgresOf(fresh.dataDir)).toBe(0)
  })
})

describe('what is left after kill -9, with a PostgreSQL of its own', () => {
  let app: TestApp
  let clinic: Clinic
  let hour = 9
  beforeAll(async () => {
    const arranged = await openClinicOfToday()
    app = arranged.app
    clinic = arranged.clinic
  })
  afterAll(() => app.close())
  beforeEach(() => {
    workspace = openWorkspace({ env: environmentFor(app.database) })
    hour += 1
  })
  afterEach(async () => {
    await releaseLocks()
    await workspace.close()
  })

  const slot = () => bookingOf(clinic, { startsAt: `${comingTuesday()}T${hour}:00` })
  const messages = (status: string) =>
    app.sql<{ id: string; lease_until_at: Date | null }>(
      'select id, lease_until_at from notifications where status = $1 order by id',
      [status],
    )
  const kept = (): string[] => {
    const sent = path.join(workspace.dataDir, 'sent')
    return existsSync(sent) ? readdirSync(sent) : []
  }

  it('should have booked nothing by halves, and book the same slot after the next start', async () => {
    const killed = await workspace.serve()
    const token = await tokenFrom(killed, clinic.operator)
    const lock = await lockTable(app.database, 'booking_claims')
    const answer = ask(killed, ['POST', '/api/sessions/book'], { body: slot(), token })
    const failed = expect(answer).rejects.toThrow()
    await lock.awaited()
    killed.kill('SIGKILL')
    await failed
    await lock.release()
    const next: Server = await workspace.serve()
    const again = await ask(next, ['POST', '/api/sessions/book'], { body: slot(), token })
    expect(again.status).toBe(201)
    next.kill('SIGTERM')
    expect((await next.ended).code).toBe(0)
  })

  it('should send a message once that a killed worker held, when its lease is over', async () => {
    await book(app, clinic, slot())
    await app.sql(`update notifications set status = 'cancelled' where status = 'queued'`)
    const killed = workspace.start(['worker'])
    await killed.ready
    const lock = await lockTable(app.database, 'locations', 'reading')
    const [id] = await planMessages(app.sql)
    await lock.awaited()
    killed.kill('SIGKILL')
    await killed.ended
    await lock.release()
    expect(await messages('sending')).toEqual([{ id, lease_until_at: expect.any(Date) }])
    expect(kept()).toEqual([])

    await app.sql(`update notifications set lease_until_at = now() where status = 'sending'`)
    const next = workspace.start(['worker'])
    const sent = await eventually(
      () => messages('sent'),
      (rows) => rows.length > 0,
      30_000,
    )
    expect(sent).toEqual([{ id, lease_until_at: null }])
    expect(kept()).toEqual([`${String(id)}.json`])
    next.kill('SIGTERM')
    expect((await next.ended).code).toBe(0)
  })
})

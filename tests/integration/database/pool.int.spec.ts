import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { commitTransaction, initTransaction } from 'payload'
import { applyGuards } from '../../../src/db/guards/apply.ts'
import { query } from '../../../src/db/query.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { bookingOf, type Clinic, createClinic } from '../../support/clinic.ts'
import { eventually } from '../../support/eventually.ts'
import { adapterOf, asRoot, checkedOut, withClient } from '../../support/sql.ts'

const TIMES = 50

let app: TestApp
let clinic: Clinic

const times = <T>(run: (index: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> =>
  Promise.allSettled(Array.from({ length: TIMES }, (_, index) => run(index)))

const expectNobodyHoldsAny = async (): Promise<void> => {
  const { pool } = adapterOf(app)
  expect(
    await eventually(
      () => checkedOut(adapterOf(app)),
      (held) => held === 0,
    ),
  ).toBe(0)
  expect(pool.waitingCount).toBe(0)
  expect(pool.totalCount).toBeLessThanOrEqual(12)
  const open = await app.sql(
    `select pid from pg_stat_activity
      where datname = current_database() and usename = 'caseload_app' and state like 'idle in%'`,
  )
  expect(open).toEqual([])
}

const killAll = (): Promise<unknown> =>
  asRoot(
    app.database,
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity
      where datname = current_database() and usename = 'caseload_app'`,
  )

describe('the pool', () => {
  beforeAll(async () => {
    app = await startTestApp()
    clinic = await createClinic(app)
  })
  afterAll(() => app.close())

  it('should hold no connection back after the start', () => expectNobodyHoldsAny())

  it(`should get every connection back from ${TIMES} bookings of which one succeeds`, async () => {
    const answers = await times(() =>
      app.rest('POST', '/sessions/book', { as: clinic.operator, body: bookingOf(clinic) }),
    )
    const statuses = answers.map((answer) => answer.status === 'fulfilled' && answer.value.status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(1)
    await expectNobodyHoldsAny()
  })

  it(`should get every connection back from ${TIMES} transactions that cannot be committed`, async () => {
    const ends = await times(async () => {
      const req = await app.reqOf(clinic.operator)
      await initTransaction(req)
      await query(req, 'select 1 / 0').catch(() => undefined)
      await commitTransaction(req)
    })
    expect(ends.map(({ status }) => status)).toEqual(Array(TIMES).fill('rejected'))
    await expectNobodyHoldsAny()
  })

  it(`should get every connection back from ${TIMES} transactions whose connection died`, async () => {
    const ends = await times(async (index) => {
      const req = await app.reqOf(clinic.operator)
      await initTransaction(req)
      const [backend] = await query<{ pid: number }>(req, 'select pg_backend_pid() as pid')
      await withClient(app.database, 'superuser', (client) =>
        client.query('select pg_terminate_backend($1, 5000)', [backend?.pid]),
      )
      await (index % 2 === 0
        ? commitTransaction(req)
        : app.payload.db.rollbackTransaction(req.transactionID as string))
    })
    expect(ends.map(({ status }) => status)).toEqual(Array(TIMES).fill('rejected'))
    await expectNobodyHoldsAny()
  })

  it(`should get every connection back from ${TIMES} migrations that fail`, async () => {
    // Payload ends the process after a migration that failed.
    const exit = jest.spyOn(process, 'exit').mockImplementation(() => {
      throw new Error('ended')
    })
    const fails = {
      down: () => Promise.resolve(),
      name: 'fails',
      up: async ({ req }: { req: Parameters<typeof query>[0] }) => {
        await query(req, 'create table public.never ()')
      },
    }
    const ends = await times(() => adapterOf(app).migrate({ migrations: [fails] }))
    exit.mockRestore()
    expect(ends).toEqual(Array(TIMES).fill(expect.objectContaining({ reason: new Error('ended') })))
    await expectNobodyHoldsAny()
  })

  it(`should get every connection back from ${TIMES} guards that cannot be applied`, async () => {
    const ends = await times(() => applyGuards(adapterOf(app).pool))
    expect(ends.map(({ status }) => status)).toEqual(Array(TIMES).fill('rejected'))
    await expectNobodyHoldsAny()
  })

  it('should survive the death of every idle connection, and serve the next request', async () => {
    for (const _ of [1, 2, 3]) {
      await Promise.all(Array.from({ length: 8 }, () => adapterOf(app).pool.query('select 1')))
      await killAll()
      const left = await eventually(
        () => adapterOf(app).pool.totalCount,
        (count) => count === 0,
      )
      expect(left).toBe(0)
      const { status } = await app.rest('GET', '/patients', { as: clinic.operator })
      expect(status).toBe(200)
    }
    await expectNobodyHoldsAny()
  })

  it('should hold no connection back after one was reset by the network', async () => {
    const { pool } = adapterOf(app)
    await Promise.all(Array.from({ length: 4 }, () => pool.query('select 1')))
    const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
    for (const { client } of [...pool._idle]) client.emit('error', reset)
    await pool.query('select 1')
    await expectNobodyHoldsAny()
  })
})

it('should hold no connection back when a fresh app loses its first one, and close all at the end', async () => {
  const fresh = await startTestApp()
  const { pool } = adapterOf(fresh)
  const [first] = pool._clients
  const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
  first?.emit('error', reset)
  await pool.query('select 1')
  expect(
    await eventually(
      () => checkedOut(adapterOf(fresh)),
      (held) => held === 0,
    ),
  ).toBe(0)
  await fresh.payload.destroy()
  const left = await eventually(
    () =>
      fresh.sql(`select 1 from pg_stat_activity where datname = $1 and usename = 'caseload_app'`, [
        fresh.database.name,
      ]),
    (rows) => rows.length === 0,
  )
  expect(left).toEqual([])
  expect(pool.ended).toBe(true)
  await fresh.close()
})

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
import {
  NOTIFICATION_STATUSES,
  STATUS_RANK,
} from '../../../src/domain/messaging/notificationStates.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { type Clinic, createClinic } from '../../support/clinic.ts'
import { eventually } from '../../support/eventually.ts'
import { undone } from '../../support/sql.ts'

let app: TestApp
let clinic: Clinic
let foreign: Clinic
let owner: pg.Client

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  foreign = await createClinic(app)
  owner = new pg.Client({ connectionString: app.database.ownerUrl })
  await owner.connect()
  await owner.query("set app.tenants = '*'")
}, 120_000)
afterAll(async () => {
  await owner.end()
  await app.close()
})

const plan = async (of: { key?: string; status?: string; tenant?: string } = {}) => {
  const { rows } = await owner.query<{ id: string }>(
    `insert into notifications (tenant_id, kind, channel, status, planned_at, dedupe_key)
     values ($1, 'reminder', 'email', $2, now(), $3) returning id`,
    [of.tenant ?? clinic.tenant.id, of.status ?? 'queued', of.key ?? randomUUID()],
  )
  return rows[0]?.id ?? ''
}

describe('a message that is planned twice', () => {
  it('should be refused by its key', async () => {
    const again = undone(owner, async () => {
      await plan({ key: 'reminder of Asha' })
      await plan({ key: 'reminder of Asha' })
    })
    await expect(again).rejects.toMatchObject({
      code: '23505',
      constraint: 'notifications_planned_once',
    })
  })

  it('may have the key of one in another clinic', async () => {
    const both = await undone(owner, async () => [
      await plan({ key: 'reminder of Asha' }),
      await plan({ key: 'reminder of Asha', tenant: foreign.tenant.id }),
    ])
    expect(new Set(both).size).toBe(2)
  })
})

const PAIRS = NOTIFICATION_STATUSES.flatMap((from) =>
  NOTIFICATION_STATUSES.map((to) => {
    const isSettled = STATUS_RANK[from] >= 3
    const rises = STATUS_RANK[to] > STATUS_RANK[from]
    return { from, left: isSettled && !rises ? from : to, to }
  }),
)

describe('the status of a message', () => {
  it.each(PAIRS)('should be $left when it was $from and somebody writes $to', async (pair) => {
    const rows = await undone(owner, async () => {
      const id = await plan({ status: pair.from })
      await owner.query('update notifications set status = $2, failure_reason = $3 where id = $1', [
        id,
        pair.to,
        'as told',
      ])
      const found = await owner.query<Record<string, string>>(
        'select status, failure_reason as reason from notifications where id = $1',
        [id],
      )
      return found.rows
    })
    expect(rows).toEqual([{ reason: 'as told', status: pair.left }])
  })

  it('should be one that the domain knows', async () => {
    const strange = undone(owner, () => plan({ status: 'lost' }))
    await expect(strange).rejects.toMatchObject({ code: '22P02' })
  })

  it('should have no settled status that goes back to the queue', () => {
    const back = PAIRS.filter(({ from, left }) => STATUS_RANK[from] >= 3 && STATUS_RANK[left] < 3)
    expect(back).toEqual([])
  })
})

describe('a worker that listens', () => {
  let heard: pg.Notification[]
  let worker: pg.Client
  beforeAll(async () => {
    worker = new pg.Client({ connectionString: app.database.appUrl })
    await worker.connect()
    await worker.query('set role caseload_runtime')
    worker.on('notification', (notice) => heard.push(notice))
    heard = []
    await worker.query('listen caseload_notifications; listen test_marker')
  })
  afterAll(() => worker.end())

  it('should hear of a message once it is committed, and of nothing that it holds', async () => {
    heard = []
    await plan()
    await eventually(
      () => heard.length,
      (count) => count > 0,
    )
    expect(heard.map(({ channel, payload }) => ({ channel, payload }))).toEqual([
      { channel: 'caseload_notifications', payload: '' },
    ])
  })

  it('should hear nothing of one that was taken back, or that only changed', async () => {
    heard = []
    const id = await plan()
    await eventually(
      () => heard.some(({ channel }) => channel === 'caseload_notifications'),
      Boolean,
    )
    heard = []
    await undone(owner, () => plan())
    await owner.query(`update notifications set status = 'cancelled' where id = $1`, [id])
    // What was announced before the marker comes before it.
    await owner.query('notify test_marker')
    await eventually(
      () => heard.length,
      (count) => count > 0,
    )
    expect(heard.map(({ channel }) => channel)).toEqual(['test_marker'])
  })

  it('should hear of many in one transaction once', async () => {
    heard = []
    await owner.query('begin')
    for (let count = 0; count < 5; count += 1) await plan()
    await owner.query('commit; notify test_marker')
    await eventually(
      () => heard.length,
      (count) => count > 1,
    )
    expect(heard.map(({ channel }) => channel)).toEqual(['caseload_notifications', 'test_marker'])
  })
})

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
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { TestApp } from '../../support/app.ts'
import { bookingOf, type Clinic } from '../../support/clinic.ts'
import { eventually } from '../../support/eventually.ts'
import { book } from '../../support/flows.ts'
import {
  environmentFor,
  openWorkspace,
  type Started,
  type Workspace,
} from '../../support/processes.ts'
import { planMessages } from '../../support/starts.ts'
import {
  comingTuesday,
  lockTable,
  openClinicOfToday,
  releaseLocks,
  type TableLock,
} from './arrange.ts'

// Several processes one after the other, on a machine that may be busy.
jest.setTimeout(180_000)

/** A worker takes twenty at a time. */
const BATCH = 20
const PLANNED = 50

let app: TestApp
let clinic: Clinic
let workspace: Workspace

beforeAll(async () => {
  const arranged = await openClinicOfToday()
  app = arranged.app
  clinic = arranged.clinic
  await book(app, clinic, bookingOf(clinic, { startsAt: `${comingTuesday()}T10:00` }))
  await forgetMessages()
})
afterAll(() => app.close())
beforeEach(() => {
  workspace = openWorkspace({ env: environmentFor(app.database) })
})
afterEach(async () => {
  await releaseLocks()
  await workspace.close()
  await forgetMessages()
})

/** Leaves nothing that is due or under way, but a confirmation to copy. */
const forgetMessages = (): Promise<unknown> =>
  app.sql(
    `update notifications set status = 'cancelled', planned_at = now() + interval '1 year'
      where planned_at <= now()`,
  )

const countsByStatus = async (): Promise<Record<string, number>> => {
  const rows = await app.sql<{ count: number; status: string }>(
    `select status::text, count(*)::int from notifications
      where status in ('queued', 'sending', 'sent', 'unknown') and planned_at <= now()
      group by status`,
  )
  return Object.fromEntries(rows.map(({ count, status }) => [status, count]))
}

const kept = (): number => {
  const sent = path.join(workspace.dataDir, 'sent')
  return existsSync(sent) ? readdirSync(sent).length : 0
}

/** A worker that has taken its first messages and cannot go on. */
const workSlowly = async (planned: number): Promise<{ lock: TableLock; worker: Started }> => {
  const worker = workspace.start(['worker'])
  await worker.ready
  const lock = await lockTable(app.database, 'locations', 'reading')
  await planMessages(app.sql, planned)
  await lock.awaited()
  return { lock, worker }
}

describe('a worker that is told to stop while it sends', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'should send what it has taken, leave the rest to others and hold no lease after %s',
    async (signal) => {
      const { lock, worker } = await workSlowly(PLANNED)
      expect(await countsByStatus()).toEqual({ queued: PLANNED - BATCH, sending: BATCH })
      worker.kill(signal)
      await lock.release()
      expect((await worker.ended).code).toBe(0)
      expect(await countsByStatus()).toEqual({ queued: PLANNED - BATCH, sent: BATCH })
      expect(kept()).toBe(BATCH)
      expect(await app.sql('select 1 from notifications where lease_token is not null')).toEqual([])
    },
  )

  it('should end at once for somebody who insists, and keep its lease until that is over', async () => {
    const { worker } = await workSlowly(1)
    let hasEnded = false
    void worker.ended.then(() => {
      hasEnded = true
    })
    await eventually(
      () => {
        worker.kill('SIGTERM')
        return hasEnded
      },
      (ended) => ended,
    )
    expect((await worker.ended).code).toBe(1)
    expect((await countsByStatus()).sending).toBe(1)
  })
})

describe('a worker without work', () => {
  it('should stop at once', async () => {
    const worker = workspace.start(['worker'])
    await worker.ready
    worker.kill('SIGTERM')
    expect(await worker.ended).toMatchObject({ code: 0, signal: null })
  })
})

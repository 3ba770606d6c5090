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
import { DEMO_TENANTS } from '../../../seed/demo/index.ts'
import { contentsOf } from '../../support/contents.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { eventually } from '../../support/eventually.ts'
import { environmentFor, openWorkspace, type Workspace } from '../../support/processes.ts'

// Several processes one after the other, on a machine that may be busy.
jest.setTimeout(240_000)

const TODAY = '2026-03-10'
/** 11:40 in Kolkata, where the clock of that day's demo stops. */
const NOW = '2026-03-10T06:10:00Z'
const SEED = ['seed', '--small', '--today', TODAY]

interface Place extends TestDatabase {
  readonly workspace: Workspace
}

const openPlace = async (): Promise<Place> => {
  const database = await createTestDatabase()
  const workspace = openWorkspace({ env: environmentFor(database) })
  return {
    ...database,
    async drop() {
      await workspace.close()
      await database.drop()
    },
    workspace,
  }
}

const run = async ({ workspace }: Place, args: readonly string[]) => {
  const { code, stderr, stdout } = await workspace.run(args)
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
  return { stderr, stdout }
}

let first: Place
beforeAll(async () => {
  first = await openPlace()
  await run(first, SEED)
})
afterAll(() => first.drop())

describe('the demo of a day', () => {
  it('should be the same in every database: people, times, states, money and messages', async () => {
    const second = await openPlace()
    try {
      await run(second, SEED)
      const contents = await contentsOf(first.sql)
      expect(Object.keys(contents)).toEqual(
        expect.arrayContaining(['ledger_entries', 'notifications', 'patients', 'session_events']),
      )
      expect(await contentsOf(second.sql)).toEqual(contents)
    } finally {
      await second.drop()
    }
  })

  it('should have rows of its own time only, also where the database stamps them', async () => {
    const tables = await first.sql<{ column: string; table: string }>(
      `select c.relname as table, a.attname as column from pg_class c
         join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
          and c.relname !~ '^(payload|guard)_' and a.attname in ('created_at', 'updated_at', 'sent_at', 'at')`,
    )
    expect(tables.length).toBeGreaterThan(30)
    for (const { column, table } of tables) {
      const rows = await first.sql(
        `select "${column}" from "${table}" where "${column}" > '${NOW}'`,
      )
      expect({ column, rows, table }).toEqual({ column, rows: [], table })
    }
  })

  it('should have sent each message when it was due, and nothing of the past left to send', async () => {
    const [row] = await first.sql(
      `select count(*) filter (where status = 'sent') > 20 as "hasSent",
              count(*) filter (where status = 'sent'
                and sent_at not between planned_at and planned_at + interval '2 seconds')::int as late,
              count(*) filter (where status = 'queued' and planned_at <= $1)::int as unsent,
              count(*) filter (where status = 'queued') > 5 as "hasQueued",
              count(*) filter (where status in ('sending', 'unknown', 'dead'))::int as open
         from notifications`,
      [NOW],
    )
    expect(row).toEqual({ hasQueued: true, hasSent: true, late: 0, open: 0, unsent: 0 })
  })

  it('should give every therapist a living day, and books that are right', async () => {
    const therapists = DEMO_TENANTS.flatMap(({ staff }) => staff.filter(({ works }) => works))
    const rows = await first.sql<{ ahead: number; email: string; today: number }>(
      `select u.email, count(*) filter (where s.starts_at::date = '${TODAY}')::int as today,
              count(*) filter (where s.starts_at::date = date '${TODAY}' + 1)::int as ahead
         from sessions s join users u on u.id = s.therapist_id group by 1`,
    )
    expect(rows).toHaveLength(therapists.length)
    for (const row of rows) {
      expect({ ...row, isAlive: row.today >= 1 && row.ahead >= 1 }).toMatchObject({ isAlive: true })
    }
    expect(await first.sql('select * from fin.violations')).toEqual([])
  })

  it('should stay as it is when it is seeded again, and say so', async () => {
    const before = await contentsOf(first.sql)
    const { stderr } = await run(first, ['seed', '--small', '--today', '2026-04-01'])
    expect(stderr).toContain('The demo is there already; nothing was changed.')
    expect(await contentsOf(first.sql)).toEqual(before)
  })
})

describe('a seed that is interrupted', () => {
  let place: Place
  beforeEach(async () => {
    place = await openPlace()
  })
  afterEach(() => place.drop())

  const interrupt = async (): Promise<void> => {
    const seed = place.workspace.start(SEED)
    await eventually(
      () => place.sql<{ n: number }>('select count(*)::int as n from sessions'),
      (rows) => (rows[0]?.n ?? 0) > 10,
      60_000,
    )
    seed.kill('SIGKILL')
    await seed.ended
  }

  it('should be told by the next one, which begins those clinics anew', async () => {
    await interrupt()
    const { stderr } = await run(place, SEED)
    expect(stderr).toContain('Sunrise Therapy Centre: an earlier seed was interrupted')
    expect(await contentsOf(place.sql)).toEqual(await contentsOf(first.sql))
  })

  it('should be removed like a whole one', async () => {
    const before = await contentsOf(place.sql)
    await interrupt()
    await run(place, ['seed', '--remove-demo'])
    expect(await contentsOf(place.sql)).toEqual(before)
  })
})

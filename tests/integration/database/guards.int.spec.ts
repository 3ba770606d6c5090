import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import pg from 'pg'
import { applyGuards } from '../../../src/db/guards/apply.ts'
import { EXPECTED_GUARDS } from '../../../src/db/guards/expected.ts'
import { CURRENT_GUARDS, findMissingGuards } from '../../../src/db/guards/inventory.ts'
import { type Check, examine } from '../../../src/server/doctor.ts'
import { readEnv } from '../../../src/server/env.ts'
import { createHealth, type Health, type Readiness } from '../../../src/server/health.ts'
import { createApp } from '../../../src/server/http/app.ts'
import { createLimits } from '../../../src/server/limits/limits.ts'
import { createLog } from '../../../src/server/log.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { eventually } from '../../support/eventually.ts'
import { asRoot, undone, withClient } from '../../support/sql.ts'
import { GOES_ALONG, LOSSES, LOST_FUNCTIONS, type Loss } from './guardDrops.ts'

let app: TestApp
let health: Health
let owner: pg.Client
let ownerPool: pg.Pool
let server: Server

beforeAll(async () => {
  app = await startTestApp()
  owner = new pg.Client({ connectionString: app.database.ownerUrl })
  ownerPool = new pg.Pool({ connectionString: app.database.ownerUrl, max: 2 })
  await owner.connect()
  health = createHealth(app.payload)
  health.markStarted()
  const [env, log] = [readEnv({ NODE_ENV: 'test' }), createLog('silent')]
  server = createServer(
    createApp({
      config: app.config,
      env,
      graphql: () => Promise.reject(new Error('nobody asks')),
      health,
      limits: createLimits(app.payload, env, log),
      log,
      payload: app.payload,
    }),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await Promise.all([owner.end(), ownerPool.end()])
  await app.close()
})

interface Ready extends Readiness {
  readonly status: number
}

const ready = async (): Promise<Ready> => {
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}/ready`)
  return { ...((await response.json()) as Readiness), status: response.status }
}

const READY = { missing: [], ready: true, status: 200 }

/** As `ready`, once what was known is too old. */
const readyLater = async (): Promise<Ready> => {
  const later = Date.now() + 20_001
  const clock = jest.spyOn(Date, 'now').mockReturnValue(later)
  try {
    return await ready()
  } finally {
    clock.mockRestore()
  }
}

/** All guards with their definitions, and what was recorded of them. */
const inventory = async () => ({
  current: await app.sql(`select * from (${CURRENT_GUARDS}) c order by guard, definition`),
  recorded: await app.sql('select * from guard_inventory order by guard'),
})

const guardsFound = (checks: readonly Check[]): readonly string[] | undefined =>
  checks.find(({ name }) => name === 'guards')?.findings

const afterLosing = (sql: string): Promise<string[]> =>
  undone(owner, async () => {
    await owner.query(sql)
    return findMissingGuards(owner)
  })

const keyOf = ({ guard, how }: Loss): string => `${guard.split(' ')[0] ?? ''} ${how}`
const all = [...LOSSES, ...LOST_FUNCTIONS]
const BATCHES = [...new Set(all.map(keyOf))].map((key) => ({
  key,
  losses: all.filter((loss) => keyOf(loss) === key),
}))

describe('guards that are all in place', () => {
  it('should be recorded, each once, and nothing else', async () => {
    const { recorded } = await inventory()
    expect(recorded.map((row) => String(row.guard)).sort()).toEqual([...EXPECTED_GUARDS].sort())
    expect(new Set(EXPECTED_GUARDS).size).toBe(EXPECTED_GUARDS.length)
  })

  it('should make the server ready', async () => {
    expect(await ready()).toEqual(READY)
    expect(guardsFound(await examine(app.payload))).toEqual([])
  })

  it('should be as they were after they are applied twice more', async () => {
    const before = await inventory()
    await applyGuards(ownerPool)
    await applyGuards(ownerPool)
    expect(await inventory()).toEqual(before)
  })

  it('should stand two that apply them at once', async () => {
    const before = await inventory()
    await Promise.all([applyGuards(ownerPool), applyGuards(ownerPool)])
    expect(await inventory()).toEqual(before)
  })
})

describe('one guard that is lost', () => {
  it.each(LOSSES)('should be named: $guard $how', async ({ finding, guard, sql }) => {
    expect((await afterLosing(sql)).sort()).toEqual([finding, ...(GOES_ALONG[guard] ?? [])].sort())
  })

  it.each(LOST_FUNCTIONS)('should be named with what hangs on it: $guard', async (loss) => {
    const found = await afterLosing(loss.sql)
    expect(found).toContain(loss.finding)
    expect(found.filter((finding) => /^(index|not-null|role) /.test(finding))).toEqual([])
  })

  it.each([
    ['superuser', 'alter role caseload_runtime superuser'],
    ['free of policies', 'alter role caseload_runtime bypassrls'],
    ['a maker of roles', 'alter role caseload_runtime createrole'],
    ['a member of another role', 'grant pg_execute_server_program to caseload_runtime'],
    ['owner of a table', 'alter table rooms owner to caseload_runtime'],
    ['owner of a function', 'alter function claims.is_blocking owner to caseload_runtime'],
    ['owner of a schema', 'alter schema fin owner to caseload_runtime'],
  ])('should be named: the runtime role is %s', async (_, sql) => {
    const found = await withClient(app.database, 'superuser', (root) =>
      undone(root, async () => {
        await root.query(sql)
        return findMissingGuards(root)
      }),
    )
    expect(found).toContain('role caseload_runtime')
  })
})

describe('guards that are lost while the server runs', () => {
  it.each(BATCHES)(
    'should be told by doctor and /ready, and come back as they were: $key',
    async ({ losses }) => {
      const before = await inventory()
      for (const { sql } of losses) await owner.query(sql)
      const findings = losses.map(({ finding }) => finding)
      const checks = await examine(app.payload)
      expect(guardsFound(checks)).toEqual(expect.arrayContaining(findings))
      expect(checks.find(({ name }) => name === 'guards')).toMatchObject({ ok: false })
      const answer = await readyLater()
      expect(answer).toMatchObject({ ready: false, status: 503 })
      expect(answer.missing).toEqual(expect.arrayContaining(findings))

      await applyGuards(ownerPool)
      expect(await findMissingGuards(ownerPool)).toEqual([])
      expect(await inventory()).toEqual(before)
      expect(await ready()).toEqual(READY)
    },
  )

  it.each([
    [
      'constraint sessions.sessions_ends_after_start',
      `alter table sessions drop constraint sessions_ends_after_start,
         add constraint sessions_ends_after_start check (true)`,
    ],
    [
      'constraint rooms.rooms_location_id_locations_id_fk',
      `alter table rooms drop constraint rooms_location_id_locations_id_fk,
         add constraint rooms_location_id_locations_id_fk foreign key (tenant_id, location_id)
           references locations (tenant_id, id) on delete cascade`,
    ],
    [
      'constraint payments.payments_amount_positive',
      `alter table payments drop constraint payments_amount_positive,
         add constraint payments_amount_positive
           check (amount_minor > 0 and amount_minor = trunc(amount_minor)) not valid`,
    ],
    [
      'index settings_one_per_tenant',
      `drop index settings_one_per_tenant;
       create unique index settings_one_per_tenant on settings (tenant_id, id)`,
    ],
    [
      'index notifications_planned_once',
      `drop index notifications_planned_once;
       create index notifications_planned_once on notifications (tenant_id, dedupe_key)`,
    ],
    [
      'trigger sessions.claims_follow_session',
      `create or replace trigger claims_follow_session after insert on sessions
         for each row execute function claims.follow_session()`,
    ],
  ])('should come back as it was when a weaker one took its name: %s', async (guard, sql) => {
    const before = await inventory()
    await owner.query(sql)
    const found = await findMissingGuards(owner)
    expect(found.map((finding) => finding.replace(' (changed)', ''))).toEqual([guard])
    await applyGuards(ownerPool)
    expect(await inventory()).toEqual(before)
    expect(await findMissingGuards(owner)).toEqual([])
  })

  it('should come back when a superuser switched off what keeps relations', async () => {
    const before = await inventory()
    await asRoot(app.database, 'alter table rooms disable trigger all')
    expect(await findMissingGuards(owner)).toEqual([
      'constraint rooms.rooms_location_id_locations_id_fk (changed)',
      'constraint rooms.rooms_tenant_id_tenants_id_fk (changed)',
      'constraint sessions.sessions_room_id_rooms_id_fk (changed)',
      'trigger rooms.keep_tenant',
    ])
    await applyGuards(ownerPool)
    expect(await inventory()).toEqual(before)
  })

  it('should not come back where rows already break it, and stay told', async () => {
    const [tenant] = await app.sql<{ id: string }>(
      `insert into tenants (name, slug, timezone, currency, preset)
       values ('A', 'a', 'UTC', 'INR', 'single-clinic') returning id`,
    )
    await owner.query('drop index therapy_types_name_unique')
    const made = [1, 2].map(() =>
      app.sql(
        `insert into therapy_types (tenant_id, name, category, default_duration_minutes, default_price_minor)
         values ($1, 'Same', 'individual', 45, 0)`,
        [tenant?.id],
      ),
    )
    await Promise.all(made)
    await expect(applyGuards(ownerPool)).rejects.toMatchObject({ code: '23505' })
    expect(await findMissingGuards(owner)).toEqual(['index therapy_types_name_unique'])
    await app.sql('delete from therapy_types')
    await applyGuards(ownerPool)
    expect(await findMissingGuards(owner)).toEqual([])
  })

  it('should be the end of readiness within twenty seconds, not after a restart', async () => {
    expect(await ready()).toEqual(READY)
    await asRoot(app.database, 'alter table rooms owner to caseload_runtime')
    expect((await readyLater()).missing).toEqual(['role caseload_runtime'])
    await asRoot(app.database, 'alter table rooms owner to caseload_owner')
    expect(await ready()).toEqual(READY)
  })
})

describe('readiness', () => {
  it('should end at once when the database is gone, and come back with it', async () => {
    expect(await ready()).toEqual(READY)
    const { name } = app.database
    const allow = (connections: boolean) =>
      `alter database ${name} with allow_connections ${String(connections)}`
    const rootUrl = app.database.rootUrl.replace(name, 'postgres')
    const cluster = { ...app.database, name: 'postgres', rootUrl }
    await asRoot(cluster, allow(false))
    await asRoot(
      cluster,
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = '${name}' and usename = 'caseload_app'`,
    )
    const gone = await eventually(ready, (answer) => !answer.ready, 2_000)
    expect(gone).toEqual({ missing: ['database'], ready: false, status: 503 })
    await asRoot(cluster, allow(true))
    expect(await eventually(ready, (answer) => answer.ready, 2_000)).toEqual(READY)
  })

  it('should be refused before the start and while draining', async () => {
    const fresh = createHealth(app.payload)
    expect(await fresh.check()).toEqual({ missing: ['starting'], ready: false })
    fresh.markStarted()
    expect(await fresh.check()).toEqual({ missing: [], ready: true })
    fresh.drain()
    expect(await fresh.check()).toEqual({ missing: ['draining'], ready: false })
  })
})

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { EXPECTED_GUARDS } from '../../../src/db/guards/expected.ts'
import { CURRENT_GUARDS, findMissingGuards } from '../../../src/db/guards/inventory.ts'
import { migrations } from '../../../src/db/migrations/index.ts'
import { TEST_KEYS } from '../../support/processes.ts'
import { startTestApp, type TestApp } from '../../support/app.ts'
import { eventually } from '../../support/eventually.ts'
import { violations } from '../../support/flows.ts'
import { withClient } from '../../support/sql.ts'
import { fillClinic } from './tenantRows.ts'

// Each step is a process of its own.
jest.setTimeout(120_000)

let app: TestApp
let dataDir: string
const started: Running[] = []

beforeAll(async () => {
  app = await startTestApp()
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'caseload-migrations-'))
})
afterAll(async () => {
  for (const { child } of started) child.kill('SIGKILL')
  await Promise.all(started.map(({ ended }) => ended))
  await app.close()
  rmSync(dataDir, { force: true, recursive: true })
})

interface Ended {
  readonly code: number | null
  readonly told: string
}

interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  readonly told: () => string
}

/** A process of ours on the database of this file, as its owner and as its server sign in. */
const start = (
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Running => {
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      CASELOAD_DATA_DIR: dataDir,
      DATABASE_OWNER_URL: app.database.ownerUrl,
      DATABASE_URL: app.database.appUrl,
      HOST: '127.0.0.1',
      LOG_LEVEL: 'info',
      NODE_ENV: 'production',
      NODE_OPTIONS: '--conditions=production',
      PAYLOAD_CONFIG_PATH: 'payload.config.ts',
      ...environment,
      ENCRYPTION_KEYS: TEST_KEYS,
      PAYLOAD_SECRET: 'a secret for tests that is long enough',
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let told = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      told += chunk.toString()
    })
  }
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, told })
    })
  })
  const running = { child, ended, told: () => told }
  started.push(running)
  return running
}

const caseload = (...args: string[]): Running =>
  start(['--import', 'tsx', 'src/server/cli.ts', ...args])
/** Payload's own command line; the configuration sees that it migrates, and signs in as the owner. */
const payload = (...args: string[]): Running => start(['node_modules/payload/bin.js', ...args])

/** Fails with what the process told. */
const expectDone = async ({ ended }: Running): Promise<void> => {
  const { code, told } = await ended
  expect(`${code ?? 'killed'} ${told}`).toMatch(/^0 /)
}

/** How a server ends that must not begin: one that serves is stopped. */
const serveInVain = async (): Promise<Ended> => {
  const { child, ended, told } = caseload('serve', '--no-admin')
  await eventually(told, (text) => SERVING.test(text) || child.exitCode !== null, 60_000)
  child.kill('SIGTERM')
  return ended
}
const SERVING = /"port":(\d+)/

/** What this database holds of ours: everything that no extension brought. */
const objects = (): Promise<{ kind: string; name: string }[]> =>
  app.sql(
    `select 'table' as kind, c.relname::text as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'S')
     union all
     select 'type', t.typname from pg_type t
      where t.typnamespace = 'public'::regnamespace and t.typtype = 'e'
     union all
     select 'function', p.proname from pg_proc p
      where p.pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
     union all
     select 'schema', n.nspname from pg_namespace n
      where n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'public')`,
  )

const guards = () =>
  app.sql(`select guard, definition from (${CURRENT_GUARDS}) c order by guard, definition`)
const recorded = () => app.sql('select guard, definition from guard_inventory order by guard')
const missing = () => withClient(app.database, 'owner', (owner) => findMissingGuards(owner))

describe('a database on its way', () => {
  let first: unknown

  it('should have every guard after the way forward, and hold a clinic that keeps its books', async () => {
    first = { guards: await guards(), recorded: await recorded() }
    expect(await recorded()).toHaveLength(EXPECTED_GUARDS.length)
    await fillClinic(app)
    expect(await missing()).toEqual([])
    expect(await violations(app)).toEqual([])
  })

  it('should be what it was when the way forward is gone once more', async () => {
    await expectDone(caseload('migrate'))
    expect({ guards: await guards(), recorded: await recorded() }).toEqual(first)
    expect(await violations(app)).toEqual([])
  })

  it('should be empty after the way back, with all that a clinic had written', async () => {
    await expectDone(payload('migrate:down'))
    expect(await objects()).toEqual([])
  })

  it('should not be served while it is empty', async () => {
    const { code, told } = await serveInVain()
    expect(code).toBe(1)
    expect(told).toContain(`migrations are pending: run \`caseload migrate\` first`)
    expect(await objects()).toEqual([])
  })

  it('should have every guard again after the way forward, and take a clinic', async () => {
    await expectDone(caseload('migrate'))
    expect({ guards: await guards(), recorded: await recorded() }).toEqual(first)
    await fillClinic(app)
    expect(await missing()).toEqual([])
    expect(await violations(app)).toEqual([])
  })
})

describe('a migration that is interrupted', () => {
  it('should be finished by the next one, whatever guards are gone', async () => {
    await app.sql('drop schema fin cascade')
    await app.sql('drop table idempotency_records, guard_inventory')
    expect(await missing().catch(() => 'cannot be asked')).toBe('cannot be asked')
    await expectDone(caseload('migrate'))
    expect(await missing()).toEqual([])
  })
})

describe('caseload serve', () => {
  it('should refuse while a migration is pending', async () => {
    const rows = await app.sql('delete from payload_migrations returning name, batch')
    const { code, told } = await serveInVain()
    await app.sql(
      `insert into payload_migrations (name, batch)
       select name, batch from json_to_recordset($1) as r (name text, batch numeric)`,
      [JSON.stringify(rows)],
    )
    expect(code).toBe(1)
    expect(told).toContain(`migrations are pending: run \`caseload migrate\` first`)
    expect(told).toContain(migrations[0]?.name)
  })

  it('should refuse while a guard is missing or weaker, and serve once it is back', async () => {
    await app.sql('alter table session_events disable trigger keep_history')
    await app.sql(
      `alter table sessions drop constraint sessions_ends_after_start,
         add constraint sessions_ends_after_start check (true)`,
    )
    const { code, told } = await serveInVain()
    expect(code).toBe(1)
    expect(told).toContain('guards are missing: run `caseload migrate` first')
    expect(told).toContain('constraint sessions.sessions_ends_after_start (changed)')
    expect(told).toContain('trigger session_events.keep_history')

    await expectDone(caseload('migrate'))
    const server = caseload('serve', '--no-admin')
    const line = await eventually(
      () => SERVING.exec(server.told()),
      (found) => found !== null,
      60_000,
    )
    const response = await fetch(`http://127.0.0.1:${line?.[1] ?? ''}/ready`)
    server.child.kill('SIGTERM')
    await expectDone(server)
    expect(response.status).toBe(200)
  })
})

// Each of our Node processes and what it must leave behind. An exit code proves nothing (integrity §1.11).
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { DEMO_TENANTS } from '../../seed/demo/index.ts'
import { findMissingGuards } from '../../src/db/guards/inventory.ts'
import { migrations } from '../../src/db/migrations/index.ts'
import { dropDatabase, ensureDatabase } from '../../src/server/embedded/database.ts'
import { testCluster } from './database.ts'
import { eventually } from './eventually.ts'
import {
  ask,
  CONDITION,
  environmentFor,
  openWorkspace,
  startProgram,
  type Workspace,
} from './processes.ts'

const MIGRATED = 'caseload_template'

export interface Place {
  readonly close: () => Promise<void>
  readonly sql: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>
  readonly workspace: Workspace
}

let counter = 0
const newName = (): string => `starts_${process.pid}_${Date.now()}_${(counter += 1)}`

/** On a connection that ends at once: a database with a connection cannot be copied. */
const queryAs = async <Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query("set app.tenants = '*'")
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** A folder and a database for one start: empty, or a copy. */
const openPlace = async (template: string | undefined): Promise<Place & { database: string }> => {
  const database = newName()
  const of = { ...testCluster(), database }
  const urls = await ensureDatabase({ ...of, ...(template === undefined ? {} : { template }) })
  const workspace = openWorkspace({ env: environmentFor(urls) })
  return {
    async close() {
      await workspace.close()
      await dropDatabase(of)
    },
    database,
    sql: (text, values) => queryAs(urls.ownerUrl, text, values),
    workspace,
  }
}

/** Plans messages that are due, like a confirmation of a session ahead; answers their ids. */
export const planMessages = async (sql: Place['sql'], count = 1): Promise<string[]> => {
  const rows = await sql<{ id: string }>(
    `insert into notifications
     select (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'status', 'queued',
               'dedupe_key', gen_random_uuid(), 'planned_at', now() - interval '1 second'))).*
       from notifications n cross join generate_series(1, $1)
      where n.id = (select c.id from notifications c join sessions s on s.id = c.session_id
                     where c.kind = 'confirmation' and c.status <> 'skipped' and c.expires_at = s.starts_at
                       and s.status = 'scheduled' and s.starts_at > now() limit 1)
     returning id`,
    [count],
  )
  if (rows.length !== count) throw new Error('there is no confirmation to copy')
  return rows.map(({ id }) => id)
}

interface StartCase {
  /** Starts the process once and says whether it did what it is for. */
  readonly hasEffect: (place: Place) => Promise<boolean>
  /** What the database has before. */
  readonly needs: 'demo' | 'migrated' | 'nothing'
}

const stop = async (child: { ended: Promise<unknown>; kill: (signal: 'SIGTERM') => void }) => {
  child.kill('SIGTERM')
  await child.ended
}

const TYPES = ['node_modules/payload/bin.js', 'generate:types'] as const

export const START_CASES: Readonly<Record<string, StartCase>> = {
  'admin create': {
    async hasEffect({ sql, workspace }) {
      await workspace.run([
        ...['admin', 'create', '--email', 'first@test.example'],
        ...['--first-name', 'First', '--last-name', 'Admin'],
      ])
      const rows = await sql(
        `select 1 from users u join account_states a on a.user_id = u.id
          where u.email = 'first@test.example' and a.platform_role = 'super-admin'`,
      )
      return rows.length === 1
    },
    needs: 'migrated',
  },
  doctor: {
    async hasEffect({ sql, workspace }) {
      // Messages that became due since, and lines, wait for a worker that nobody starts; that is not what doctor is asked.
      await sql(`update notifications set planned_at = now() where status = 'queued'`)
      await sql('select audit.seal(2000, null)')
      const { stdout } = await workspace.run(['doctor', '--json'])
      const { checks, ok } = JSON.parse(stdout) as { checks: { ok: boolean }[]; ok: boolean }
      return ok && checks.length >= 7 && checks.every((check) => check.ok)
    },
    needs: 'demo',
  },
  'generate:types': {
    async hasEffect({ workspace }) {
      const target = path.join(workspace.folder, 'types.ts')
      await startProgram([process.execPath, CONDITION, ...TYPES], {
        env: {
          DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
          PAYLOAD_CONFIG_PATH: 'payload.config.ts',
          PAYLOAD_SECRET: 'x'.repeat(32),
          PAYLOAD_TS_OUTPUT_PATH: target,
          NODE_OPTIONS: CONDITION,
        },
      }).ended
      return (
        existsSync(target) && readFileSync(target, 'utf8').includes('export interface Session ')
      )
    },
    needs: 'nothing',
  },
  migrate: {
    async hasEffect({ sql, workspace }) {
      await workspace.run(['migrate'])
      const done = await sql<{ name: string }>(
        'select name from payload_migrations where batch > 0',
      )
      const missing = await findMissingGuards({
        query: async (text, values) => ({ rows: await sql(text, values) }),
      })
      return done.length === migrations.length && missing.length === 0
    },
    needs: 'nothing',
  },
  seed: {
    async hasEffect({ sql, workspace }) {
      await workspace.run(['seed', '--small'])
      const rows = await sql<{ bookings: number; slug: string }>(
        `select slug, (select count(*) from sessions s where s.tenant_id = t.id)::int as bookings
           from tenants t`,
      )
      return DEMO_TENANTS.every((demo) =>
        rows.some(({ bookings, slug }) => slug === demo.slug && bookings > 10),
      )
    },
    needs: 'migrated',
  },
  serve: {
    async hasEffect({ workspace }) {
      const server = await workspace.serve()
      const { status } = await ask(server, ['GET', '/ready'])
      await stop(server)
      return status === 200
    },
    needs: 'migrated',
  },
  'tenant create': {
    async hasEffect({ sql, workspace }) {
      await workspace.run(['tenant', 'create', '--name', 'Hill Road'])
      return (await sql("select 1 from tenants where slug = 'hill-road'")).length === 1
    },
    needs: 'migrated',
  },
  worker: {
    async hasEffect(place) {
      const [id = ''] = await planMessages(place.sql)
      const worker = place.workspace.start(['worker'])
      const row = await eventually(
        async () => (await place.sql('select status from notifications where id = $1', [id]))[0],
        (found) => found?.status === 'sent',
        30_000,
      )
      await stop(worker)
      const isKept = existsSync(path.join(place.workspace.dataDir, 'sent', `${id}.json`))
      return row?.status === 'sent' && isKept
    },
    needs: 'demo',
  },
}

export interface Starts {
  readonly close: () => Promise<void>
  /** One start of one process, in a place of its own; answers whether it had its effect. */
  readonly once: (name: string) => Promise<boolean>
}

/** What the starts begin from: a migrated database and one with the demo. */
export const prepareStarts = async (): Promise<Starts> => {
  const demo = await openPlace(MIGRATED)
  const { code, stderr } = await demo.workspace.run(['seed', '--small'])
  if (code !== 0) throw new Error(`seed ended with ${code ?? 'a signal'}\n${stderr}`)
  return {
    close: () => demo.close(),
    async once(name) {
      const found = START_CASES[name]
      if (found === undefined) throw new Error(`there is no process ${name}`)
      const templates = { demo: demo.database, migrated: MIGRATED, nothing: undefined }
      const place = await openPlace(templates[found.needs])
      try {
        return await found.hasEffect(place)
      } finally {
        await place.close()
      }
    },
  }
}

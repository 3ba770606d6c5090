// Whatever was answered with 2xx is stored, while connections die inside open transactions.
// @rule API-1; integrity §1.1
import { execFile } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import type pg from 'pg'
import type { TestApp } from '../support/app.ts'
import { bookingOf, type Clinic } from '../support/clinic.ts'
import { createTestDatabase } from '../support/database.ts'
import { asRoot, withClient } from '../support/sql.ts'
import { createPatients, openClinic, weekdays } from './support/clinic.ts'
import { inParallel, tally } from './support/parallel.ts'
import { type Cleanup, prove } from './support/prove.ts'
import { type Client, connect, signIn, spawnServer } from './support/servers.ts'

const WRITES = 300
const MOST_WRITES = 1_500
const LEAST_KILLS = 30
const KILL_EVERY_MS = 150

/** One in `oneIn` writers of a table dies at its COMMIT; the sequence counts them, rolled back or not. */
const deathAtCommit = (tables: readonly string[], oneIn: number): string => `
  create sequence public.deaths;
  grant select on public.deaths to public;
  create function public.die() returns trigger language plpgsql security definer as $$
  begin
    if random() < 1.0 / ${oneIn} then
      perform nextval('public.deaths');
      perform pg_terminate_backend(pg_backend_pid());
    end if;
    return null;
  end $$;
  ${tables
    .map(
      (table) => `create constraint trigger die after insert on ${table}
                    deferrable initially deferred for each row execute function public.die();`,
    )
    .join('\n')}`

const DEATHS = `select case when is_called then last_value else 0 end::int as count from deaths`

/** Ends a random connection of the server that is inside a transaction. */
const KILL = `
  select pg_terminate_backend(pid) as killed from pg_stat_activity
   where datname = current_database() and usename = 'caseload_app' and xact_start is not null
     and pid <> pg_backend_pid()
   order by random() limit 1`

/** Kills from outside until told to stop; answers how many. */
const startKilling = (app: TestApp) => {
  let isOver = false
  const kills = withClient(app.database, 'superuser', async (client: pg.Client) => {
    let count = 0
    while (!isOver) {
      const { rowCount } = await client.query(KILL)
      count += rowCount ?? 0
      await pause(KILL_EVERY_MS)
    }
    return count
  })
  kills.catch(() => undefined)
  return () => {
    isOver = true
    return kills
  }
}

interface Write {
  readonly id: string | undefined
  readonly status: number
  readonly table: 'contacts' | 'payments' | 'sessions'
}

const writer = (client: Client, { clinic, patients }: { clinic: Clinic; patients: string[] }) => {
  const days = weekdays(3)
  const send = async (route: string, body: object, token: string) => {
    // A killed connection may also be the one that asks who signed in.
    const answer = await client.send('POST', route, { body, token })
    return { ...answer, isStored: answer.status >= 200 && answer.status < 300 }
  }
  return async (index: number, token: string): Promise<Write> => {
    const patient = patients[index % patients.length]
    if (index % 3 === 0) {
      const startsAt = `${days.next().value as string}T10:00`
      const { body, isStored, status } = await send(
        '/sessions/book',
        bookingOf(clinic, { patient, startsAt }),
        token,
      )
      return { id: isStored ? body.session.id : undefined, status, table: 'sessions' }
    }
    if (index % 3 === 1) {
      const paid = { amountMinor: 100 + index, method: 'cash', patient }
      const { body, isStored, status } = await send('/payments/record', paid, token)
      return { id: isStored ? body.payment.id : undefined, status, table: 'payments' }
    }
    const contact = { email: `c${index}@test.example`, firstName: 'C', lastName: `No ${index}` }
    const { body, isStored, status } = await send('/contacts', contact, token)
    return { id: isStored ? body.doc.id : undefined, status, table: 'contacts' }
  }
}

const missing = async (app: TestApp, writes: readonly Write[]): Promise<string[]> => {
  const lost: string[] = []
  for (const table of ['contacts', 'payments', 'sessions'] as const) {
    const ids = writes.flatMap(({ id, table: at }) => (at === table && id ? [id] : []))
    const rows = await app.sql<{ id: string }>(
      `select id from unnest($1::uuid[]) as told (id)
        where not exists (select from ${table} t where t.id = told.id)`,
      [ids],
    )
    lost.push(...rows.map(({ id }) => `${table} ${id}`))
  }
  return lost
}

/** Payload's own adapter under the same deaths at COMMIT: it must lose some, or the proof is none. */
const runControl = async (cleanup: Cleanup) => {
  const database = await createTestDatabase()
  cleanup(() => database.drop())
  await asRoot(
    database,
    `create table public.notes (id uuid primary key, text varchar,
       updated_at timestamptz not null default now(), created_at timestamptz not null default now());
     grant all on public.notes to public;
     ${deathAtCommit(['public.notes'], 5)}`,
  )
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      ...['--conditions=production', '--import', 'tsx', 'tests/proofs/control/stockWrites.ts'],
      ...[database.appUrl, String(WRITES)],
    ],
    { maxBuffer: 10_000_000 },
  )
  const ids = JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]') as string[]
  const [row] = await database.sql<{ stored: number }>(
    'select count(*)::int as stored from notes where id = any ($1)',
    [ids],
  )
  const [deaths] = await database.sql<{ count: number }>(DEATHS)
  return {
    acknowledged: ids.length,
    killed: deaths?.count ?? 0,
    lost: ids.length - (row?.stored ?? 0),
    writes: WRITES,
  }
}

await prove('acknowledged', async (cleanup) => {
  const { app, clinic } = await openClinic(cleanup)
  const server = await spawnServer(app.database, { LOG_LEVEL: 'silent' })
  cleanup(server.stop)
  const client = connect(server, 10)
  cleanup(client.close)
  const patients = await createPatients(app, clinic, 20)
  const token = await signIn(client, clinic.admin)
  await asRoot(app.database, deathAtCommit(['contacts', 'payments', 'sessions'], 12))
  const write = writer(client, { clinic, patients })
  const stopKilling = startKilling(app)

  const writes: Write[] = []
  const deaths = async () => (await app.sql<{ count: number }>(DEATHS))[0]?.count ?? 0
  while (writes.length < WRITES || (await deaths()) < LEAST_KILLS) {
    if (writes.length >= MOST_WRITES) break
    const from = writes.length
    const round = Array.from({ length: 50 }, (_, index) => from + index)
    writes.push(...(await inParallel(round, 10, (index) => write(index, token))))
  }
  const killedOutside = await stopKilling()
  const killedAtCommit = await deaths()
  await asRoot(app.database, 'drop function public.die() cascade')

  const lost = await missing(app, writes)
  const violations = await app.sql('select * from fin.violations')
  const after = await write(writes.length, token)
  const control = await runControl(cleanup)
  const kills = killedAtCommit + killedOutside
  return {
    figures: {
      acknowledged: writes.filter(({ id }) => id !== undefined).length,
      control,
      killedAtCommit,
      killedOutside,
      lost,
      servesAfterwards: after.status,
      statuses: tally(writes.map(({ status }) => status)),
      violations: violations.length,
      writes: writes.length,
    },
    ok:
      kills >= LEAST_KILLS &&
      writes.length >= WRITES &&
      lost.length === 0 &&
      violations.length === 0 &&
      after.status === 201 &&
      control.lost > 0,
  }
})

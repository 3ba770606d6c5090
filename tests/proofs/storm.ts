// One slot, a thousand patients, fifty connections, two servers: exactly one gets it. @rule SES-3
import { bookingOf, type Clinic } from '../support/clinic.ts'
import type { TestApp } from '../support/app.ts'
import { createPatients, openClinic, weekdays } from './support/clinic.ts'
import { inParallel, tally } from './support/parallel.ts'
import { type Cleanup, prove } from './support/prove.ts'
import { type Client, connect, signIn, spawnServer } from './support/servers.ts'

const TRIES = 1_000
const CONNECTIONS = 50
const CONTROL_TRIES = 200
const LIMIT_SECONDS = 10

interface Storm {
  readonly clients: readonly Client[]
  readonly clinic: Clinic
  readonly patients: readonly string[]
  readonly token: string
}

/** Every patient asks for the same hour of the same therapist, through either server in turn. */
const storm = async ({ clients, clinic, patients, token }: Storm, startsAt: string) => {
  const startedAt = performance.now()
  const answers = await inParallel(patients, CONNECTIONS, (patient, index) =>
    (clients[index % clients.length] as Client).send('POST', '/sessions/book', {
      body: bookingOf(clinic, { patient, startsAt }),
      token,
    }),
  )
  return {
    codes: tally(answers.map(({ body, status }) => body.errors?.[0].data?.code ?? status)),
    seconds: (performance.now() - startedAt) / 1000,
    statuses: tally(answers.map(({ status }) => status)),
  }
}

/** Pairs of sessions that take the same therapist's time. */
const overlaps = async (app: TestApp): Promise<number> => {
  const [row] = await app.sql<{ pairs: number }>(
    `select count(*)::int as pairs from sessions a join sessions b
        on a.id < b.id and a.tenant_id = b.tenant_id and a.therapist_id = b.therapist_id
       and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)
     where claims.is_blocking(a.status::text) and claims.is_blocking(b.status::text)`,
  )
  return row?.pairs ?? -1
}

/** What the database says to its own owner who writes the booked session a second time. */
const insertAgain = async (app: TestApp): Promise<string> => {
  const columns = await app.sql<{ name: string }>(
    `select quote_ident(column_name) as name from information_schema.columns
      where table_name = 'sessions' and column_name not in ('id', 'number') and is_generated = 'NEVER'`,
  )
  const list = columns.map(({ name }) => name).join(', ')
  try {
    await app.sql(
      `insert into sessions (number, ${list})
       select 'S-999999', ${list} from sessions where status = 'scheduled' limit 1`,
    )
    return 'accepted'
  } catch (error) {
    return (error as { code?: string }).code ?? 'unknown'
  }
}

/** The same storm without the constraint and without the queue: must overlap, or the proof is none. */
const dropGuards = (app: TestApp): Promise<unknown> =>
  app.sql(
    `alter table booking_claims drop constraint booking_claims_no_overlap;
     create or replace function claims.queue(p_keys text[]) returns void
       language sql as $$ select null::void $$`,
  )

const serve = async (app: TestApp, cleanup: Cleanup) => {
  const server = await spawnServer(app.database)
  cleanup(server.stop)
  const client = connect(server, CONNECTIONS / 2)
  cleanup(client.close)
  return { client, pid: server.pid }
}

await prove('storm', async (cleanup) => {
  const { app, clinic } = await openClinic(cleanup)
  const servers = [await serve(app, cleanup), await serve(app, cleanup)]
  const clients = servers.map(({ client }) => client)
  const patients = await createPatients(app, clinic, TRIES)
  const days = weekdays(8)
  const [day, controlDay] = [days.next().value as string, days.next().value as string]
  const token = await signIn(clients[0] as Client, clinic.operator)
  const all = { clients, clinic, patients, token }

  const guarded = await storm(all, `${day}T10:00`)
  const overlapping = await overlaps(app)
  const rawInsert = await insertAgain(app)

  await dropGuards(app)
  const control = await storm(
    { ...all, patients: patients.slice(0, CONTROL_TRIES) },
    `${controlDay}T10:00`,
  )
  const controlOverlaps = await overlaps(app)

  const ok =
    guarded.statuses[201] === 1 &&
    guarded.codes['slot-taken'] === TRIES - 1 &&
    guarded.seconds <= LIMIT_SECONDS &&
    overlapping === 0 &&
    rawInsert === '23P01' &&
    controlOverlaps > 0
  return {
    figures: {
      connections: CONNECTIONS,
      control: { overlaps: controlOverlaps, statuses: control.statuses },
      overlaps: overlapping,
      pids: servers.map(({ pid }) => pid),
      rawInsert,
      seconds: Number(guarded.seconds.toFixed(2)),
      statuses: guarded.statuses,
      tries: TRIES,
      codes: guarded.codes,
    },
    ok,
  }
})

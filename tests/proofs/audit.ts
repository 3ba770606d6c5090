// A thousand mixed operations of all roles leave a thousand lines, and whoever touches one is noticed.
// @rule AUD-1 AUD-2 AUD-3 AUD-4
import { sealEvents } from '../../src/operations/operation/sealEvents.ts'
import type { TestApp, TestUser } from '../support/app.ts'
import { bookingOf, type Clinic } from '../support/clinic.ts'
import { asRoot } from '../support/sql.ts'
import { createPatients, openClinic, weekdays } from './support/clinic.ts'
import { inParallel, tally } from './support/parallel.ts'
import { type Cleanup, prove } from './support/prove.ts'
import { type Client, connect, type HttpAnswer, signIn, spawnServer } from './support/servers.ts'

const ROUNDS = 100
const CONTROL_ROUNDS = 5
const PATIENTS = 20
const LANES = 8

interface Stage {
  readonly app: TestApp
  readonly clients: readonly Client[]
  readonly clinic: Clinic
  readonly patients: readonly string[]
  readonly tokenOf: (user: TestUser) => string
}

type Ask = (
  as: TestUser,
  line: string,
  of: readonly [method: string, route: string, body?: object],
) => Promise<HttpAnswer['body']>

interface Round {
  readonly ask: Ask
  readonly clinic: Clinic
  readonly day: string
  readonly patient: string
}

const SESSIONS = '{ Sessions(limit: 5) { docs { number patient { firstName } } } }'

/** What else goes on in a clinic: two operations a round, in turn. */
const others: readonly ((of: Round) => Promise<unknown>)[] = [
  async ({ ask, clinic, patient }) => {
    const tags = { referralSource: `Poster ${Math.random()}` }
    await ask(clinic.operator, 'patients update', ['PATCH', `/patients/${patient}`, tags])
    await ask(clinic.accountant, 'patients statements.read', [
      'GET',
      `/patients/${patient}/statement`,
    ])
  },
  async ({ ask, clinic }) => {
    const contact = { firstName: 'Uma', lastName: 'Iyer', phone: '+919820054321' }
    const { doc } = await ask(clinic.admin, 'contacts create', ['POST', '/contacts', contact])
    await ask(clinic.admin, 'contacts delete', ['DELETE', `/contacts/${doc.id as string}`])
  },
  async ({ ask, clinic }) => {
    await ask(clinic.therapist, 'patients read', ['GET', '/patients?limit=5&depth=0'])
    await ask(clinic.admin, 'sessions read', ['POST', '/graphql', { query: SESSIONS }])
  },
  async ({ ask, clinic }) => {
    const capacity = { capacity: 2 + Math.floor(Math.random() * 90) }
    await ask(clinic.admin, 'rooms update', ['PATCH', `/rooms/${clinic.room}`, capacity])
    await ask(clinic.therapist, 'attendances read', ['GET', '/attendances?limit=5'])
  },
]

/** Ten operations, each of which is one line. */
const round = async (of: Round, nth: number): Promise<void> => {
  const { ask, clinic, day, patient } = of
  const { accountant, admin, operator, therapist } = clinic
  const body = bookingOf(clinic, { patient, startsAt: `${day}T10:00` })
  const { session } = await ask(operator, 'sessions create', ['POST', '/sessions/book', body])
  const at = `/sessions/${session.id as string}`
  await ask(admin, 'sessions sessions.confirm', ['POST', `${at}/confirm`, {}])
  await ask(therapist, 'sessions read', ['GET', at])
  await ask(operator, 'sessions sessions.write-notes', ['POST', `${at}/notes`, { notes: 'By bus' }])
  const paid = { amountMinor: 10_000, method: 'cash', patient }
  const { payment } = await ask(accountant, 'payments create', ['POST', '/payments/record', paid])
  const voided = `/payments/${payment.id as string}/void`
  await ask(admin, 'payments payments.void', ['POST', voided, { reason: 'Mistyped' }])
  const week = `/sessions/calendar?from=${day}&to=${day}`
  await ask(operator, 'sessions read', ['GET', week])
  await others[nth % others.length]?.(of)
  const cancelled = { reasonCode: 'patient-ill' }
  await ask(admin, 'sessions sessions.cancel', ['POST', `${at}/cancel`, cancelled])
}

type Sent = Parameters<Client['send']>[2]

/** A refusal because somebody else is at it leaves nothing, and is asked again as people do. */
const sendUntilFree = async (
  client: Client,
  [method, route]: readonly [string, string],
  of: Sent,
): Promise<HttpAnswer> => {
  for (;;) {
    const answer = await client.send(method, route, of)
    if (answer.body.errors?.[0]?.data?.code !== 'busy-try-again') return answer
  }
}

/** Rounds side by side, through either server; what each operation must have left. */
const work = async (stage: Stage, days: readonly string[]): Promise<string[]> => {
  const { clients, clinic, patients, tokenOf } = stage
  const expected: string[] = []
  await inParallel(days, LANES, async (day, nth) => {
    const ask: Ask = async (as, line, [method, route, body]) => {
      const client = clients[expected.length % clients.length] as Client
      expected.push(`${as.id} ${line}`)
      const answer = await sendUntilFree(client, [method, route], { body, token: tokenOf(as) })
      const isFine = answer.status < 400 && (answer.body.errors ?? []).length === 0
      if (!isFine) throw new Error(`${line}: ${answer.status} ${JSON.stringify(answer.body)}`)
      return answer.body
    }
    const patient = patients[nth % patients.length] ?? ''
    await round({ ask, clinic, day, patient }, nth)
  })
  return expected
}

/** What was left since a line. */
const linesSince = async ({ app }: Stage, id: string): Promise<string[]> => {
  const rows = await app.sql<{ line: string }>(
    `select concat_ws(' ', user_id, resource, action) as line from audit_log where id > $1`,
    [id],
  )
  return rows.map(({ line }) => line)
}

const nowId = async ({ app }: Stage): Promise<string> =>
  (await app.sql<{ id: string }>('select guards.new_id() as id'))[0]?.id ?? ''

/** Operations whose lines are more or fewer than they were. */
const differences = (expected: readonly string[], found: readonly string[]): number => {
  const [wanted, had] = [tally(expected), tally(found)]
  return [...new Set([...Object.keys(wanted), ...Object.keys(had)])].filter(
    (key) => wanted[key] !== had[key],
  ).length
}

interface Sealed {
  readonly id: string
  readonly seq: number
}

const row = (id: string): string => `where id = '${id}'`

/** As a superuser whom no trigger stops; each names the line that must be told first. */
const tamperings = (chain: readonly Sealed[]): Record<string, { sql: string; told: Sealed }> => {
  const at = (share: number): Sealed => chain[Math.floor(chain.length * share)] as Sealed
  const last = chain.at(-1) as Sealed
  const [first, second] = [at(0.5), at(0.7)]
  return {
    cut: {
      sql: `delete from audit_log ${row(last.id)};
            delete from audit_seals where log_id = '${last.id}'`,
      told: last,
    },
    delete: { sql: `delete from audit_log ${row(at(0.3).id)}`, told: at(0.3) },
    edit: { sql: `update audit_log set action = 'nothing' ${row(at(0.2).id)}`, told: at(0.2) },
    swap: {
      sql: `update audit_log a
               set user_id = b.user_id, action = b.action, resource = b.resource,
                   document = b.document, request_id = b.request_id
              from audit_log b
             where (a.id, b.id) in (('${first.id}', '${second.id}'), ('${second.id}', '${first.id}'))`,
      told: first,
    },
  }
}

const TABLES = ['audit_log', 'audit_seals']

/** Tampers, asks the product, and takes it back. */
const isNoticed = async (
  { app, clients, clinic, tokenOf }: Stage,
  { sql, told }: { sql: string; told: Sealed },
): Promise<boolean> => {
  const keep = TABLES.map((table) => `create table kept_${table} as table ${table};`).join('')
  await asRoot(app.database, `${keep} set session_replication_role = replica; ${sql}`)
  const { body } = await (clients[0] as Client).send('GET', '/audit-log/verify', {
    token: tokenOf(clinic.admin),
  })
  const back = TABLES.map(
    (table) =>
      `delete from ${table}; insert into ${table} table kept_${table}; drop table kept_${table};`,
  )
  await asRoot(app.database, `set session_replication_role = replica; ${back.join('')}`)
  return body.ok === false && body.broken?.id === told.id && body.broken?.seq === told.seq
}

const readChain = ({ app, clinic }: Stage): Promise<Sealed[]> =>
  app.sql<Sealed & Record<string, unknown>>(
    'select seq::int as seq, log_id as id from audit_seals where tenant_id = $1 order by seq',
    [clinic.tenant.id],
  )

const openStage = async (cleanup: Cleanup): Promise<Stage> => {
  const { app, clinic } = await openClinic(cleanup)
  const patients = await createPatients(app, clinic, PATIENTS)
  const clients: Client[] = []
  for (let nth = 0; nth < 2; nth += 1) {
    const server = await spawnServer(app.database)
    cleanup(server.stop)
    const client = connect(server, LANES)
    cleanup(client.close)
    clients.push(client)
  }
  const tokens = new Map<string, string>()
  for (const user of [clinic.admin, clinic.operator, clinic.therapist, clinic.accountant]) {
    tokens.set(user.id, await signIn(clients[0] as Client, user))
  }
  return { app, clients, clinic, patients, tokenOf: ({ id }) => tokens.get(id) ?? '' }
}

await prove('audit', async (cleanup) => {
  const stage = await openStage(cleanup)
  const weekday = weekdays(8)
  const days = Array.from({ length: ROUNDS + CONTROL_ROUNDS }, () => weekday.next().value as string)

  const before = await nowId(stage)
  const expected = await work(stage, days.slice(0, ROUNDS))
  const found = await linesSince(stage, before)
  await sealEvents(stage.app.payload)

  const chain = await readChain(stage)
  const noticed: Record<string, boolean> = {}
  for (const [how, of] of Object.entries(tamperings(chain))) {
    noticed[how] = await isNoticed(stage, of)
  }
  const { body: whole } = await (stage.clients[0] as Client).send('GET', '/audit-log/verify', {
    token: stage.tokenOf(stage.clinic.admin),
  })

  // The same with nothing written: must differ, or the proof is none.
  await asRoot(
    stage.app.database,
    `create or replace function audit.record(p_events jsonb) returns void
       language plpgsql as $$ begin end $$`,
  )
  const beforeControl = await nowId(stage)
  const controlExpected = await work(stage, days.slice(ROUNDS))
  const controlFound = await linesSince(stage, beforeControl)

  const differing = differences(expected, found)
  const ok =
    expected.length === ROUNDS * 10 &&
    found.length === expected.length &&
    differing === 0 &&
    Object.values(noticed).every(Boolean) &&
    whole.ok === true &&
    controlFound.length !== controlExpected.length
  return {
    figures: {
      control: { lines: controlFound.length, operations: controlExpected.length },
      differing,
      kinds: tally(expected.map((line) => line.split(' ').slice(1).join(' '))),
      lines: found.length,
      noticed,
      operations: expected.length,
      sealed: chain.length,
      wholeAfterwards: whole.ok,
    },
    ok,
  }
})

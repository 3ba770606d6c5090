// Every balance is what the rules say, one thing after another and all at once. @rule MON-2 to MON-14
import fc from 'fast-check'
import { asSystem } from '../../src/db/scope.ts'
import { TRANSFER_KINDS } from '../../src/domain/money/ledger.ts'
import type { TestApp } from '../support/app.ts'
import { type Clinic, createTherapist, updateSettings } from '../support/clinic.ts'
import { withClient } from '../support/sql.ts'
import { Calendar } from './money/calendar.ts'
import { runConcurrently } from './money/concurrent.ts'
import { type Desk, LATE_PERCENT, Sequence, type Step } from './money/sequence.ts'
import { createPatients, openClinic } from './support/clinic.ts'
import { type Cleanup, prove } from './support/prove.ts'
import { type Client, connect, signIn, spawnServer } from './support/servers.ts'

const SEQUENCES = 500
const LANES = 4
const OPERATIONS = 2_000
const WIDTH = 20
const CROWD = 40
const LEAST_OF_EACH_KIND = 20
const THERAPISTS = 10
const SEED = Number(process.env.PROOF_SEED ?? Date.now() % 2 ** 31)

const number = fc.nat({ max: 1_000_000 })
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.tuple(fc.constantFrom(...Sequence.EVENTS), number, number),
  { maxLength: 16, minLength: 6 },
)

/** Sequences one after the other, each on a patient of its own; stops at the first that differs. */
const runLane = async (desk: Desk, patients: readonly string[], seed: number) => {
  const left = [...patients]
  const details = await fc.check(
    fc.asyncProperty(steps, async (events) => {
      const patient = left.pop()
      // Shrinking needs more patients than there are; then the smallest so far is good enough.
      if (patient === undefined) return
      const sequence = new Sequence(desk, patient)
      await sequence.run(events)
      const differences = await sequence.differences()
      if (differences.length > 0) throw new Error(differences.join('; '))
    }),
    { endOnFailure: true, numRuns: patients.length, seed },
  )
  return {
    counterexample: details.counterexample?.[0],
    error: details.errorInstance instanceof Error ? details.errorInstance.message : undefined,
    runs: details.numRuns,
  }
}

const kindsOf = async (app: TestApp): Promise<Record<string, number>> => {
  const rows = await app.sql<{ count: number; kind: string }>(
    'select kind::text, count(*)::int as count from ledger_transfers group by kind order by kind',
  )
  return Object.fromEntries(rows.map(({ count, kind }) => [kind, count]))
}

const violations = async (app: TestApp): Promise<number> =>
  (await app.sql('select * from fin.violations')).length

/** One amount of one entry, changed behind every guard, must be noticed. */
const corruptOne = (app: TestApp): Promise<string[]> =>
  withClient(app.database, 'superuser', async (client) => {
    await client.query('begin')
    await client.query("set local session_replication_role = 'replica'")
    await client.query(
      `update ledger_entries set amount_minor = amount_minor + 1
        where id = (select id from ledger_entries order by random() limit 1)`,
    )
    const { rows } = await client.query<{ violation: string }>(
      'select distinct violation from fin.violations order by 1',
    )
    await client.query('rollback')
    return rows.map(({ violation }) => violation)
  })

const serve = async (app: TestApp, cleanup: Cleanup): Promise<Client> => {
  const server = await spawnServer(app.database)
  cleanup(server.stop)
  const client = connect(server, WIDTH)
  cleanup(client.close)
  return client
}

const prepare = async (app: TestApp, clinic: Clinic): Promise<Calendar> => {
  await updateSettings(app, clinic.tenant.id, ({ scheduling }) => ({
    scheduling: {
      ...scheduling,
      cancellation: {
        ...scheduling.cancellation,
        lateFee: { kind: 'percent', percent: LATE_PERCENT },
        noShowFee: { kind: 'full' },
      },
    },
  }))
  const therapists = await asSystem('test', async () => {
    const made: string[] = []
    for (let count = 0; count < THERAPISTS; count += 1) {
      made.push((await createTherapist(app, await app.reqOf(), clinic)).id)
    }
    return made
  })
  return new Calendar(therapists)
}

await prove('money', async (cleanup) => {
  const { app, clinic } = await openClinic(cleanup)
  const clients = [await serve(app, cleanup), await serve(app, cleanup)]
  const calendar = await prepare(app, clinic)
  const patients = await createPatients(app, clinic, SEQUENCES + CROWD)
  const crowd = patients.splice(0, CROWD)
  const token = await signIn(clients[0] as Client, clinic.admin)

  const startedAt = performance.now()
  const lanes = await Promise.all(
    Array.from({ length: LANES }, (_, lane) =>
      runLane(
        { calendar, client: clients[lane % clients.length] as Client, clinic, token },
        patients.filter((__, index) => index % LANES === lane),
        SEED + lane,
      ),
    ),
  )
  const sequences = {
    differing: lanes.filter(({ error }) => error !== undefined),
    runs: lanes.reduce((sum, { runs }) => sum + runs, 0),
    seconds: Math.round((performance.now() - startedAt) / 1000),
    seed: SEED,
  }
  const concurrent = await runConcurrently(
    { calendar, clients, clinic, patients: crowd, token },
    OPERATIONS,
    WIDTH,
  )
  const kinds = await kindsOf(app)
  const found = await violations(app)
  const corrupted = await corruptOne(app)
  const failures = Object.entries(concurrent.statuses).filter(([status]) => Number(status) >= 500)
  return {
    figures: { concurrent, corrupted, kinds, sequences, violations: found },
    ok:
      sequences.differing.length === 0 &&
      sequences.runs === SEQUENCES &&
      concurrent.differences === 0 &&
      failures.length === 0 &&
      TRANSFER_KINDS.every((kind) => (kinds[kind] ?? 0) >= LEAST_OF_EACH_KIND) &&
      found === 0 &&
      corrupted.length > 0,
  }
})

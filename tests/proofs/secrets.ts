// Two hundred notes through every door, with updates and failures: none of them stands anywhere in plain
// text. Without the encryption all of them do. @rule SEC-8 SEC-9 SEC-10
import { randomBytes } from 'node:crypto'
import { asSystem } from '../../src/db/scope.ts'
import { open, type Place, seal } from '../../src/operations/operation/envelope.ts'
import { slugs } from '../../src/slugs.ts'
import { startTestApp, type TestApp, type TestUser } from '../support/app.ts'
import { type Clinic, createClinic } from '../support/clinic.ts'
import { environmentFor, openWorkspace, TEST_KEYS } from '../support/processes.ts'
import { createPatients } from './support/clinic.ts'
import { inParallel, tally } from './support/parallel.ts'
import { type Cleanup, prove } from './support/prove.ts'
import { type Client, connect, signIn } from './support/servers.ts'
import { canariesIn, canariesInFiles, canariesInTables, databaseFolders } from './secrets/traces.ts'

const PATIENTS = 40
const DOORS = 5
const CONTROL = 20
const MEASURED = 2_000

const secret = randomBytes(4).toString('hex')
const canary = (index: number): string => `CANARY-${String(index).padStart(4, '0')}-${secret}`

interface Stage {
  readonly app: TestApp
  readonly client: Client
  readonly clinic: Clinic
  readonly port: number
  readonly token: string
}

type Door = (stage: Stage, patient: string, medicalNotes: string) => Promise<number | string>

const throughForm: Door = async ({ port, token }, patient, medicalNotes) => {
  const body = new FormData()
  body.set('_payload', JSON.stringify({ medicalNotes }))
  const { status } = await fetch(`http://127.0.0.1:${port}/api/patients/${patient}?depth=0`, {
    body,
    headers: { authorization: `JWT ${token}` },
    method: 'PATCH',
  })
  return status
}

const MUTATION = `mutation ($id: String!, $data: mutationPatientUpdateInput!) {
  updatePatient(id: $id, data: $data) { medicalNotes } }`

const DOOR: readonly Door[] = [
  async ({ client, token }, patient, medicalNotes) => {
    const body = { medicalNotes }
    return (await client.send('PATCH', `/patients/${patient}`, { body, token })).status
  },
  async ({ client, token }, id, medicalNotes) => {
    const body = { query: MUTATION, variables: { data: { medicalNotes }, id } }
    const answer = await client.send('POST', '/graphql', { body, token })
    return answer.body.data?.updatePatient?.medicalNotes === medicalNotes ? 200 : 'graphql failed'
  },
  ({ app }, id, medicalNotes) =>
    asSystem('test', async () => {
      const req = await app.reqOf()
      const data = { medicalNotes }
      await app.payload.update({ collection: slugs.patients, data, id, overrideAccess: true, req })
      return 200
    }),
  throughForm,
  async ({ client, token }, patient, medicalNotes) => {
    const body = { medicalNotes }
    const route = `/patients/${patient}/medical-notes`
    return (await client.send('POST', route, { body, key: `k-${patient}`, token })).status
  },
]

/** What goes wrong, with a note in it. */
const FAILURES: readonly Door[] = [
  async ({ client, token }, patient, medicalNotes) => {
    const body = { guardians: [], medicalNotes }
    return (await client.send('PATCH', `/patients/${patient}`, { body, token })).status
  },
  async ({ client, token }, patient, medicalNotes) => {
    const body = { medicalNotes: medicalNotes.padEnd(30_000, '.') }
    return (await client.send('PATCH', `/patients/${patient}`, { body, token })).status
  },
  async ({ client, token }, _, medicalNotes) => {
    const route = `/patients?where[medicalNotes][equals]=${medicalNotes}`
    return (await client.send('GET', route, { token })).status
  },
  async ({ client, token }, _, medicalNotes) => {
    const body = { query: `{ Patients(where: { medicalNotes: { equals: "${medicalNotes}" } }) {` }
    return (await client.send('POST', '/graphql', { body, token })).status
  },
]

const openStage = async (cleanup: Cleanup) => {
  const app = await startTestApp({ caseload: { encryptionKeys: TEST_KEYS }, nowMs: Date.now() })
  const clinic = await createClinic(app)
  const workspace = openWorkspace({ env: environmentFor(app.database) })
  cleanup(() => workspace.close())
  const server = await workspace.serve({ LOG_LEVEL: 'debug' })
  const stop = async () => {
    server.kill('SIGTERM')
    await server.ended
  }
  cleanup(stop)
  const client = connect({ ...server, stop }, 8)
  cleanup(client.close)
  const token = await signIn(client, clinic.admin)
  const stage: Stage = { app, client, clinic, port: server.port, token }
  return { dataDir: workspace.dataDir, server, stage }
}

/** How many notes the admin reads as they were written last. */
const readable = async ({ client, token }: Stage, patients: readonly string[], first: number) => {
  const answers = await inParallel(patients, 8, (id) =>
    client.send('GET', `/patients/${id}`, { token }),
  )
  return answers.filter(({ body }, index) => body.medicalNotes === canary(first + index)).length
}

/** The same field without protection: what was written must be found, or the search finds nothing. */
const control = async () => {
  const app = await startTestApp({
    caseload: {
      collections: {
        patients: ({ defaultCollection }) => ({
          ...defaultCollection,
          fields: defaultCollection.fields.map((field) =>
            'name' in field && field.name === 'medicalNotes' ? { ...field, custom: {} } : field,
          ),
        }),
      },
    },
    nowMs: Date.now(),
  })
  await app.sql(`alter table patients drop constraint patients_medical_notes_sealed,
                                      drop constraint patients_has_medical_notes`)
  const clinic = await createClinic(app)
  const patients = await createPatients(app, clinic, CONTROL)
  const as: TestUser = clinic.admin
  for (const [index, patient] of patients.entries()) {
    const body = { medicalNotes: canary(9_000 + index) }
    await app.rest('PATCH', `/patients/${patient}`, { as, body })
  }
  const { found } = await canariesInTables(app)
  const files = canariesInFiles(await databaseFolders(app))
  await app.close()
  return { files: files.found, tables: found }
}

/** Microseconds for a text of 4 kB. */
const measure = () => {
  const key = { key: randomBytes(32), number: 1 }
  const place: Place = { collection: 'c', document: 'd', field: 'f', owner: 'o' }
  const text = 'x'.repeat(4_000)
  const perRound = (run: () => unknown): number => {
    for (let round = 0; round < MEASURED; round++) run()
    const from = performance.now()
    for (let round = 0; round < MEASURED; round++) run()
    return Number((((performance.now() - from) / MEASURED) * 1000).toFixed(1))
  }
  const sealed = seal(key, place, text)
  return {
    openMicroseconds: perRound(() => open(key, place, sealed)),
    sealMicroseconds: perRound(() => seal(key, place, text)),
  }
}

await prove('secrets', async (cleanup) => {
  const { dataDir, server, stage } = await openStage(cleanup)
  const patients = await createPatients(stage.app, stage.clinic, PATIENTS)
  const statuses: (number | string)[] = []
  for (const [round, door] of DOOR.entries()) {
    statuses.push(
      ...(await inParallel(patients, 8, (patient, index) =>
        door(stage, patient, canary(round * PATIENTS + index)),
      )),
    )
  }
  const failures = await inParallel(patients, 8, (patient, index) =>
    (FAILURES[index % FAILURES.length] ?? throughForm)(stage, patient, canary(8_000 + index)),
  )
  const read = await readable(stage, patients, (DOORS - 1) * PATIENTS)
  const tables = await canariesInTables(stage.app)
  const files = canariesInFiles([dataDir, ...(await databaseFolders(stage.app))])
  // A process has one app at a time; last, because the log of the database keeps what the control writes.
  await stage.app.close()
  const unprotected = await control()
  const log = { found: canariesIn(server.told()).size, lines: server.told().split('\n').length }
  const written = tally(statuses)
  const ok =
    written[200] === PATIENTS * DOORS &&
    read === PATIENTS &&
    failures.every((status) => typeof status === 'number' && status >= 400 && status < 500) &&
    tables.found + files.found + log.found === 0 &&
    unprotected.tables === CONTROL &&
    unprotected.files === CONTROL
  return {
    figures: {
      control: unprotected,
      failures: tally(failures),
      files,
      log,
      ...measure(),
      readable: read,
      tables,
      written,
    },
    ok,
  }
})

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { asSystem } from '../../../src/db/scope.ts'
import { slugs } from '../../../src/slugs.ts'
import { startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { type Clinic, createClinic, createPatient } from '../../support/clinic.ts'
import { book } from '../../support/flows.ts'

const NOTE = 'Seizures since May; carries diazepam. ¿Sure? हाँ'
const SEALED = /^v1\.d\d+\.[\w-]{38,}$/

let app: TestApp
let clinic: Clinic
let other: Clinic

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  other = await createClinic(app)
  // Who treats a patient is of the care team.
  await book(app, clinic, { startsAt: '2026-06-02T10:00' })
})
afterAll(() => app.close())

const stored = async (id: string) =>
  (
    await app.sql<{ has: boolean; text: null | string }>(
      'select medical_notes as text, has_medical_notes as has from patients where id = $1',
      [id],
    )
  )[0]

const newPatient = (): Promise<string> =>
  asSystem('test', async () =>
    createPatient(app, await app.reqOf(), { contact: clinic.contact, tenant: clinic.tenant.id }),
  )

const write = (as: TestUser, medicalNotes: null | string, id = clinic.patient) =>
  app.rest('PATCH', `/patients/${id}`, { as, body: { medicalNotes } })
const read = async (as: TestUser, id = clinic.patient) =>
  (await app.rest('GET', `/patients/${id}`, { as })).body
const act = (as: TestUser, body: object, id = clinic.patient) =>
  app.rest('POST', `/patients/${id}/medical-notes`, { as, body })

describe("a patient's medical notes", () => {
  it('should be read by the admin who wrote them, and stand encrypted in the database', async () => {
    const { body, status } = await write(clinic.admin, NOTE)
    expect([status, body.doc?.medicalNotes, body.doc?.hasMedicalNotes]).toEqual([200, NOTE, true])
    expect((await read(clinic.admin)).medicalNotes).toBe(NOTE)
    const { has, text } = (await stored(clinic.patient)) ?? {}
    expect(has).toBe(true)
    expect(text).toMatch(SEALED)
  })

  it('should be read by a therapist of the care team, also where only they are selected', async () => {
    expect((await read(clinic.therapist)).medicalNotes).toBe(NOTE)
    const { body } = await app.rest(
      'GET',
      `/patients/${clinic.patient}?select[medicalNotes]=true`,
      { as: clinic.therapist },
    )
    expect(body).toEqual({ id: clinic.patient, medicalNotes: NOTE })
  })

  it('should be known to be there by operator and accountant, and not be read', async () => {
    for (const as of [clinic.operator, clinic.accountant]) {
      const doc = await read(as)
      expect(doc).toMatchObject({ hasMedicalNotes: true, id: clinic.patient })
      expect(doc).not.toHaveProperty('medicalNotes')
    }
  })

  it('should be unknown to another therapist and to another clinic', async () => {
    for (const as of [clinic.therapist2, other.admin]) {
      expect((await app.rest('GET', `/patients/${clinic.patient}`, { as })).status).toBe(404)
      expect((await act(as, { medicalNotes: 'x' })).status).toBe(404)
    }
  })

  it('should not be written by an operator, neither new nor on a patient who has some', async () => {
    for (const text of ['mine', '', null]) {
      const { body, status } = await write(clinic.operator, text)
      expect([status, body.errors?.[0].data.code]).toEqual([403, 'forbidden'])
    }
    const { status } = await act(clinic.operator, { medicalNotes: 'mine' })
    expect(status).toBe(403)
    expect((await read(clinic.admin)).medicalNotes).toBe(NOTE)
  })

  it('should be written with a new patient by an admin and refused from an operator', async () => {
    const body = {
      acceptDuplicate: true,
      bornOn: '2017-03-04',
      firstName: 'Kabir',
      guardians: [{ contact: clinic.contact, relationship: 'mother' }],
      kind: 'person',
      lastName: 'Sen',
      medicalNotes: NOTE,
    }
    const made = await app.rest('POST', '/patients', { as: clinic.admin, body })
    expect([made.status, made.body.doc?.medicalNotes]).toEqual([201, NOTE])
    expect((await stored(made.body.doc.id as string))?.text).toMatch(SEALED)
    const refused = await app.rest('POST', '/patients', { as: clinic.operator, body })
    expect(refused.status).toBe(403)
    const none = { ...body, lastName: 'Das', medicalNotes: '' }
    const { status } = await app.rest('POST', '/patients', { as: clinic.operator, body: none })
    expect(status).toBe(201)
  })

  it('should be written by the care team through the action, over what the writer read only', async () => {
    const id = await newPatient()
    await app.sql(
      `insert into patients_rels ("order", parent_id, path, users_id) values (1, $1, 'careTeam', $2)`,
      [id, clinic.therapist.id],
    )
    const first = await act(clinic.therapist, { medicalNotes: NOTE, replaces: '' }, id)
    expect([first.status, first.body]).toEqual([200, { hasMedicalNotes: true }])
    expect((await read(clinic.therapist, id)).medicalNotes).toBe(NOTE)
    const stale = await act(clinic.admin, { medicalNotes: 'other', replaces: '' }, id)
    expect(stale.body.errors?.[0].data.code).toBe('stale-document')
    await act(clinic.admin, { medicalNotes: '' }, id)
    expect(await stored(id)).toEqual({ has: false, text: null })
  })

  it('should survive fifty updates of other fields at once, by somebody who cannot read them', async () => {
    const before = await stored(clinic.patient)
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        app.rest('PATCH', `/patients/${clinic.patient}`, {
          as: index % 2 === 0 ? clinic.operator : clinic.admin,
          body: index % 2 === 0 ? { referralSource: `friend ${index}` } : { address: `${index}` },
        }),
      ),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    // Not even encrypted anew.
    expect(await stored(clinic.patient)).toEqual(before)
    expect((await read(clinic.therapist)).medicalNotes).toBe(NOTE)
  })

  it('should be kept as text where somebody types what looks encrypted', async () => {
    const { text = '' } = (await stored(clinic.patient)) ?? {}
    const id = await newPatient()
    await write(clinic.admin, text, id)
    expect((await read(clinic.admin, id)).medicalNotes).toBe(text)
    expect((await stored(id))?.text).not.toBe(text)
  })
})

describe('a list of patients', () => {
  it('should leave medical notes out unless they are selected', async () => {
    const list = async (query: string, as: TestUser) => {
      const { body } = await app.rest('GET', `/patients?${query}`, { as })
      return (body.docs as Record<string, unknown>[]).find(({ id }) => id === clinic.patient)
    }
    for (const query of ['', 'depth=1', 'select[address]=false', 'limit=5&sort=-updatedAt']) {
      const doc = await list(query, clinic.admin)
      expect(doc).toMatchObject({ hasMedicalNotes: true })
      expect(doc).not.toHaveProperty('medicalNotes')
    }
    const selected = 'select[medicalNotes]=true'
    expect(await list(selected, clinic.admin)).toMatchObject({ medicalNotes: NOTE })
    expect(await list(selected, clinic.operator)).toEqual({ id: clinic.patient })
  })

  it.each([
    ['patients?where[medicalNotes][exists]=true'],
    ['patients?where[or][0][and][0][medicalNotes][like]=v1'],
    ['patients?sort=-medicalNotes'],
    ['patients?sort=fullName,medicalNotes'],
    ['sessions?where[patient.medicalNotes][like]=v1'],
    ['sessions?sort=patient.medicalNotes'],
  ])('should not be found or ordered by them: %s', async (route) => {
    const { status } = await app.rest('GET', `/${route}`, { as: clinic.admin })
    expect(status).toBe(400)
  })

  it('should not be filtered by them in GraphQL, where an admin reads those of one patient', async () => {
    const filtered = await app.graphql(
      '{ Patients(where: { medicalNotes: { exists: true } }) { totalDocs } }',
      { as: clinic.admin },
    )
    expect(filtered.body.errors?.[0].extensions.data.code).toBe('bad-request')
    const one = `{ Patient(id: "${clinic.patient}") { medicalNotes hasMedicalNotes } }`
    const patientOf = async (as: TestUser) => (await app.graphql(one, { as })).body.data.Patient
    expect(await patientOf(clinic.admin)).toEqual({ hasMedicalNotes: true, medicalNotes: NOTE })
    expect(await patientOf(clinic.operator)).toEqual({ hasMedicalNotes: true, medicalNotes: null })
  })
})

describe('a protected text that was tampered with', () => {
  it('should be a fault of that record alone, and stay as it is when others change it', async () => {
    const [id, copied] = [await newPatient(), await newPatient()]
    await write(clinic.admin, NOTE, id)
    // Another patient's, letter for letter.
    await app.sql(
      `update patients set has_medical_notes = true,
              medical_notes = (select medical_notes from patients where id = $1) where id = $2`,
      [id, copied],
    )
    const { body, status } = await app.rest('GET', `/patients/${copied}`, { as: clinic.admin })
    expect([status, body.errors?.[0].data.code]).toEqual([500, 'internal-error'])
    expect(JSON.stringify(body)).not.toContain('v1.')
    expect((await read(clinic.operator, copied)).hasMedicalNotes).toBe(true)
    const before = await stored(copied)
    await app.rest('PATCH', `/patients/${copied}`, { as: clinic.operator, body: { address: 'A' } })
    expect(await stored(copied)).toEqual(before)
    expect((await read(clinic.admin, id)).medicalNotes).toBe(NOTE)
  })

  it('should not be stored unencrypted by whoever writes', async () => {
    const plain = app.sql('update patients set medical_notes = $1 where id = $2', [
      NOTE,
      clinic.patient,
    ])
    await expect(plain).rejects.toThrow('patients_medical_notes_sealed')
  })
})

describe('work without a reader', () => {
  it('should get what is stored, and write text encrypted', async () => {
    const id = await newPatient()
    const doc = await asSystem('test', async () =>
      app.payload.update({
        collection: slugs.patients,
        data: { medicalNotes: NOTE },
        id,
        overrideAccess: true,
        req: await app.reqOf(),
      }),
    )
    expect(doc.medicalNotes).toMatch(SEALED)
    expect((await read(clinic.admin, id)).medicalNotes).toBe(NOTE)
  })
})

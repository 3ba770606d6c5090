import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { asSystem } from '../../../src/db/scope.ts'
import { slugs } from '../../../src/slugs.ts'
import { startTestApp, type TestApp, type TestUser } from '../../support/app.ts'
import { type Clinic, createClinic, createPatient } from '../../support/clinic.ts'
import { type Body, get } from '../../support/flows.ts'

let app: TestApp
let clinic: Clinic
let other: Clinic

beforeAll(async () => {
  app = await startTestApp()
  clinic = await createClinic(app)
  other = await createClinic(app)
})
afterAll(() => app.close())

const search = async (as: TestUser, q: string): Promise<Body[]> => {
  const { patients } = await get(app, as, `/patients/search?${new URLSearchParams({ q })}`)
  return patients as Body[]
}
const namesOf = (found: readonly Body[]): string[] =>
  found.map(({ name }) => String(name).split(' ')[0] ?? '')

describe('whoever searches a patient', () => {
  it.each([
    ['the first letters of the name', () => 'ash'],
    ['name and contact in any order', () => 'priya asha'],
    ['the phone as people say it', () => '098200 12345 asha'],
    ['the last digits of the phone', () => '12345 Asha'],
  ])('should find Asha as an operator by %s', async (_, q) => {
    expect(namesOf(await search(clinic.operator, q()))).toEqual(['Asha'])
  })

  it('should find siblings of one phone, told apart by name and number', async () => {
    const found = await search(clinic.operator, '9820012345')
    expect(namesOf(found)).toEqual(['Asha', 'Ravi'])
    expect(new Set(found.map(({ number }) => number as string)).size).toBe(2)
    expect(found[0]).toMatchObject({ contactName: 'Priya Rao', phoneEnding: '2345' })
    expect(JSON.stringify(found)).not.toContain('+9198200')
  })

  it('should find by number', async () => {
    const [asha] = await search(clinic.operator, 'asha')
    expect(await search(clinic.operator, String(asha?.number))).toEqual([asha])
  })

  it('should find an animal by its microchip', async () => {
    const id = await asSystem('test', async () => {
      const animal = await app.payload.create({
        collection: slugs.patients,
        data: {
          acceptDuplicate: true,
          animal: { microchip: '356000000012345', species: 'dog' },
          firstName: 'Bruno',
          guardians: [{ contact: clinic.contact, relationship: 'owner' }],
          kind: 'animal',
          lastName: 'Rao',
          tenant: clinic.tenant.id,
        },
        overrideAccess: true,
        req: await app.reqOf(),
      })
      return animal.id
    })
    expect((await search(clinic.operator, '35600000001')).map((one) => one.id)).toEqual([id])
  })

  it('should take % and _ as letters', async () => {
    expect(await search(clinic.operator, '%')).toEqual([])
    expect(await search(clinic.operator, '_sha')).toEqual([])
  })

  it('should put who takes no sessions last', async () => {
    const id = await asSystem('test', async () =>
      createPatient(app, await app.reqOf(), {
        contact: clinic.contact,
        firstName: 'Aaron',
        lastName: 'Inactive',
        tenant: clinic.tenant.id,
      }),
    )
    await app.sql('update patients set active = false where id = $1', [id])
    const found = await search(clinic.operator, 'priya')
    expect(found.at(-1)).toMatchObject({ id, isActive: false })
  })

  it('should find nothing of another clinic, nor as a therapist anybody of whose care team they are not', async () => {
    expect(namesOf(await search(other.operator, 'asha'))).toEqual(['Asha'])
    expect((await search(other.operator, 'asha')).map(({ id }) => id as string)).toEqual([
      other.patient,
    ])
    expect(await search(clinic.therapist, 'asha')).toEqual([])
    await asSystem('test', async () =>
      app.payload.update({
        collection: slugs.patients,
        data: { careTeam: [clinic.therapist.id] },
        id: clinic.patient,
        overrideAccess: true,
        req: await app.reqOf(),
      }),
    )
    expect(namesOf(await search(clinic.therapist, 'priya'))).toEqual(['Asha'])
  })

  it('should be refused as nobody, and with the name of a clinic that is not theirs', async () => {
    expect((await app.rest('GET', '/patients/search?q=asha')).status).toBe(401)
    const foreign = `/patients/search?q=asha&tenant=${other.tenant.id}`
    const answer = await app.rest('GET', foreign, { as: clinic.operator })
    expect(answer.body.errors[0].data.code).toBe('tenant-mismatch')
  })
})

describe('whoever types in a patient', () => {
  const look = async (as: TestUser, of: Record<string, string>): Promise<Body[]> => {
    const { candidates } = await get(app, as, `/patients/duplicates?${new URLSearchParams(of)}`)
    return candidates as Body[]
  }

  it('should be shown who has the same phone and first name', async () => {
    const found = await look(clinic.operator, { contact: clinic.contact, firstName: ' asha ' })
    expect(found.map(({ id }) => id as string)).toEqual([clinic.patient])
    expect(found[0]).toMatchObject({ contactName: 'Priya Rao', phoneEnding: '2345' })
    expect(await look(clinic.operator, { firstName: 'asha' })).toEqual([])
  })

  it('should be shown who has the same last name and date of birth, of the same kind', async () => {
    const { lastName } = await get(app, clinic.operator, `/patients/${clinic.patient}`)
    const of = { bornOn: '2017-03-04', lastName: lastName as string }
    const found = await look(clinic.operator, of)
    expect(found.map(({ id }) => id as string)).toEqual([clinic.patient])
    expect(await look(clinic.operator, { ...of, kind: 'animal' })).toEqual([])
    expect(await look(clinic.operator, { ...of, bornOn: '2017-03-05' })).toEqual([])
  })

  it('should be shown nobody of another clinic, and be refused where they register nobody', async () => {
    const of = { contact: clinic.contact, firstName: 'asha' }
    expect(await look(other.operator, of)).toEqual([])
    const query = new URLSearchParams(of).toString()
    const refused = await app.rest('GET', `/patients/duplicates?${query}`, { as: clinic.therapist })
    expect(refused.status).toBe(403)
  })
})

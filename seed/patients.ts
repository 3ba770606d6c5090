import { slugs } from '../src/slugs.ts'
import { asPlatform, type SeedContext } from './context.ts'

const createContacts = async (context: SeedContext, tenant: string): Promise<string[]> => {
  const contacts: string[] = []
  for (const { name, ...contact } of context.demo.contacts) {
    const { id } = await context.payload.create({
      ...asPlatform(context),
      collection: slugs.contacts,
      data: { ...contact, firstName: name[0], lastName: name[1], tenant },
    })
    contacts.push(id)
  }
  return contacts
}

/** Patients with their contacts: siblings share a mother, an animal has two owners. */
export const createPatients = async (context: SeedContext, tenant: string): Promise<string[]> => {
  const contacts = await createContacts(context, tenant)
  const patients: string[] = []
  for (const { animal, bornOn, contacts: links, name } of context.demo.patients) {
    const { id } = await context.payload.create({
      ...asPlatform(context),
      collection: slugs.patients,
      data: {
        ...(animal === undefined ? {} : { animal }),
        bornOn,
        firstName: name[0],
        guardians: links.map(({ index, relationship }) => ({
          contact: contacts[index] ?? '',
          relationship,
        })),
        kind: animal === undefined ? 'person' : 'animal',
        lastName: name[1],
        tenant,
      },
    })
    patients.push(id)
  }
  return patients
}

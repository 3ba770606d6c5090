import { type Clinic, tenantId, therapistId } from './clinic.ts'
import type { Rows } from './copy.ts'
import { idOf, randomFrom } from './ids.ts'

const FIRST = ['Asha', 'Ravi', 'Meera', 'Arjun', 'Sana', 'Kabir', 'Isha', 'Vikram', 'Tara', 'Omar']
const LAST = ['Rao', 'Iyer', 'Khan', 'Das', 'Mehta', 'Nair', 'Singh', 'Joshi', 'Bose', 'Pillai']

/** Two children in ten share their contact with the one before them. */
const SIBLINGS = 5

/** Numbers that are unique in the whole set: of a patient, and of what belongs to one. */
export const patientIndex = ({ index, set }: Clinic, nth: number): number =>
  index * set.patients + nth
export const patientId = (clinic: Clinic, nth: number): string =>
  idOf('patient', patientIndex(clinic, nth))
export const contactId = (clinic: Clinic, nth: number): string =>
  idOf('contact', patientIndex(clinic, nth % SIBLINGS === 1 ? nth - 1 : nth))
/** Who books for a patient: each of them sees one therapist, so that nobody is booked twice. */
export const therapistOf = ({ set }: Clinic, nth: number): number => nth % set.therapists

const stamps = ({ openedAt }: Clinic) => ({ updated_at: openedAt, created_at: openedAt })

const nameOf = (nth: number) => {
  const first_name = FIRST[nth % FIRST.length] ?? ''
  const last_name = `${LAST[Math.floor(nth / 10) % LAST.length] ?? ''} ${nth}`
  return { first_name, last_name, full_name: `${first_name} ${last_name}` }
}

const addContact = (rows: Rows, clinic: Clinic, nth: number): void => {
  const id = contactId(clinic, nth)
  if (id !== idOf('contact', patientIndex(clinic, nth))) return
  rows.add('contacts', {
    id,
    tenant_id: tenantId(clinic),
    ...nameOf(nth + 3),
    phone: `+9198${String(patientIndex(clinic, nth)).padStart(8, '0')}`,
    email: `contact.${patientIndex(clinic, nth)}@bench.example`,
    ...stamps(clinic),
  })
}

const addCareTeam = (rows: Rows, clinic: Clinic, nth: number): void => {
  const first = therapistOf(clinic, nth)
  const second = (first + 1) % clinic.set.therapists
  const team = nth % 2 === 0 && second !== first ? [first, second] : [first]
  for (const [order, therapist] of team.entries()) {
    rows.add('patients_rels', {
      id: patientIndex(clinic, nth) * 2 + order + 1,
      order: order + 1,
      parent_id: patientId(clinic, nth),
      path: 'careTeam',
      users_id: therapistId(clinic, therapist),
    })
  }
}

/** Patients with a contact each, and the therapists who treat them. */
export const addPeople = (rows: Rows, clinic: Clinic): void => {
  const random = randomFrom(clinic.index + 1)
  for (let nth = 0; nth < clinic.set.patients; nth += 1) {
    addContact(rows, clinic, nth)
    const contact_id = contactId(clinic, nth)
    rows.add('patients', {
      id: patientId(clinic, nth),
      tenant_id: tenantId(clinic),
      number: `PT-${String(nth + 1).padStart(6, '0')}`,
      kind: clinic.isVeterinary ? 'animal' : 'person',
      ...nameOf(nth),
      born_on: `20${10 + Math.floor(random() * 12)}-0${1 + Math.floor(random() * 9)}-14`,
      sex: nth % 2 === 0 ? 'female' : 'male',
      animal_species: clinic.isVeterinary ? 'dog' : null,
      primary_contact_id: contact_id,
      ...stamps(clinic),
    })
    rows.add('patients_guardians', {
      id: idOf('guardian', patientIndex(clinic, nth)),
      _order: 1,
      _parent_id: patientId(clinic, nth),
      contact_id,
      relationship: clinic.isVeterinary ? 'owner' : 'mother',
      is_primary: true,
      can_book: true,
      can_see_clinical: true,
      pays: true,
      receives_reminders: true,
    })
    addCareTeam(rows, clinic, nth)
  }
}

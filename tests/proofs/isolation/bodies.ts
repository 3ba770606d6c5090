import type { Side } from './stage.ts'

let counter = 0

/** A body that the collection takes of a clinic's admin; empty where nobody writes it by hand. */
export const freshBody = ({ clinic }: Side, slug: string): Record<string, unknown> => {
  counter += 1
  const n = counter
  const bodies: Readonly<Record<string, Record<string, unknown>>> = {
    availability: {
      dayOfWeek: n % 2 === 0 ? 0 : 6,
      endTime: `${String(n % 24).padStart(2, '0')}:59`,
      startTime: `${String(n % 24).padStart(2, '0')}:${String(n % 59).padStart(2, '0')}`,
      therapist: clinic.therapist2.id,
    },
    contacts: { firstName: `Contact ${n}`, phone: '9820012345' },
    locations: { name: `Location ${n}` },
    memberships: { active: true, roles: ['therapist'], user: clinic.therapist2.id },
    patients: {
      acceptDuplicate: true,
      bornOn: '2016-01-01',
      firstName: `Patient ${n}`,
      guardians: [{ contact: clinic.contact, relationship: 'mother' }],
      kind: 'person',
      lastName: `Rao ${n}`,
    },
    payments: { amountMinor: 100, method: 'cash', patient: clinic.patient },
    pricing: {
      durationMinutes: 45,
      priceMinor: 100,
      therapist: clinic.therapist.id,
      therapyType: clinic.type,
    },
    rooms: { kind: 'room', location: clinic.location, name: `Room ${n}` },
    sessions: {
      location: clinic.location,
      patient: clinic.patient2,
      startsAt: `2026-06-${String(8 + (n % 5)).padStart(2, '0')}T${String(9 + (n % 7)).padStart(2, '0')}:00`,
      therapist: clinic.therapist2.id,
      therapyType: clinic.type,
    },
    tenants: { name: `Tenant ${n}`, preset: 'therapy-centre' },
    'therapy-types': {
      category: 'individual',
      defaultDurationMinutes: 30,
      defaultPriceMinor: 100,
      name: `Type ${n}`,
    },
    users: {
      email: `person.${n}.${process.pid}@test.example`,
      firstName: 'New',
      lastName: 'Person',
      password: 'correct horse battery',
    },
  }
  return bodies[slug] ?? {}
}

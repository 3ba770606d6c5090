import type { CollectionConfig, CollectionSlug, Field } from 'payload'

const text = (...names: string[]): Field[] => names.map((name) => ({ name, type: 'text' }))
const flags = (...names: string[]): Field[] => names.map((name) => ({ name, type: 'checkbox' }))
const amounts = (...names: string[]): Field[] => names.map((name) => ({ name, type: 'number' }))

const to = (name: string, relationTo: CollectionSlug): Field => ({
  name,
  type: 'relationship',
  index: true,
  relationTo,
})

const select = (name: string, ...options: string[]): Field => ({ name, type: 'select', options })

const Tenants: CollectionConfig = {
  slug: 'tenants',
  admin: { useAsTitle: 'name' },
  fields: text('name', 'slug', 'timezone', 'currency', 'locale', 'country', 'phone', 'email'),
}

const Users: CollectionConfig = {
  slug: 'users',
  admin: { useAsTitle: 'email' },
  auth: true,
  fields: [
    ...text('firstName', 'lastName', 'fullName', 'colour'),
    { name: 'isPlatformAdmin', type: 'checkbox', saveToJWT: true },
  ],
}

const Locations: CollectionConfig = {
  slug: 'locations',
  admin: { useAsTitle: 'name' },
  fields: [...text('name', 'timezone', 'address', 'phone'), ...flags('active')],
}

const Rooms: CollectionConfig = {
  slug: 'rooms',
  admin: { useAsTitle: 'name' },
  fields: [
    ...text('name'),
    to('location', 'locations'),
    select('kind', 'room', 'equipment'),
    ...amounts('capacity'),
    ...flags('active'),
  ],
}

const TherapyTypes: CollectionConfig = {
  slug: 'therapy-types',
  admin: { useAsTitle: 'name' },
  fields: [
    ...text('name', 'specialization', 'description', 'colour', 'icon'),
    select('category', 'individual', 'group', 'family', 'couples', 'assessment'),
    ...amounts('defaultDurationMinutes', 'defaultPriceMinor', 'bufferBeforeMinutes'),
    ...amounts('bufferAfterMinutes'),
    ...flags('isBillable', 'active'),
  ],
}

const Contacts: CollectionConfig = {
  slug: 'contacts',
  admin: { useAsTitle: 'fullName' },
  fields: text('firstName', 'lastName', 'fullName', 'phone', 'email', 'language', 'timezone'),
}

const guardians: Field = {
  name: 'guardians',
  type: 'array',
  fields: [
    to('contact', 'contacts'),
    select(
      'relationship',
      ...['mother', 'father', 'guardian', 'owner', 'self', 'spouse', 'sibling', 'grandparent'],
      ...['organisation', 'other'],
    ),
    ...flags('isPrimary', 'canBook', 'canSeeClinical', 'pays', 'receivesReminders'),
  ],
}

const animal: Field = {
  name: 'animal',
  type: 'group',
  fields: [...text('species', 'breed', 'microchip', 'colour'), ...flags('neutered')],
}

const Patients: CollectionConfig = {
  slug: 'patients',
  admin: { useAsTitle: 'fullName' },
  fields: [
    ...text('number', 'firstName', 'lastName', 'fullName', 'bornOn'),
    select('kind', 'person', 'animal'),
    select('sex', 'female', 'male', 'other', 'unknown'),
    ...flags('bornOnIsEstimated', 'active'),
    animal,
    guardians,
    to('primaryContact', 'contacts'),
    { name: 'guardianName', type: 'text', virtual: 'primaryContact.fullName' },
    { name: 'guardianPhone', type: 'text', virtual: 'primaryContact.phone' },
    { name: 'guardianEmail', type: 'text', virtual: 'primaryContact.email' },
    ...amounts('creditBalanceMinor', 'outstandingDuesMinor'),
    { name: 'careTeam', type: 'relationship', hasMany: true, relationTo: 'users' },
    ...text('address', 'referralSource', 'insuranceNumber'),
    { name: 'tags', type: 'text', hasMany: true },
    { name: 'deceasedAt', type: 'date' },
  ],
}

const price: Field = {
  name: 'price',
  type: 'group',
  fields: [
    ...amounts('priceMinor', 'durationMinutes'),
    ...text('currency', 'source'),
    { name: 'explanation', type: 'json' },
  ],
}

const Sessions: CollectionConfig = {
  slug: 'sessions',
  admin: { useAsTitle: 'number' },
  fields: [
    ...text('number', 'notes', 'patientNotes', 'timezone'),
    select(
      'status',
      ...['held', 'requested', 'scheduled', 'confirmed', 'checked-in', 'in-progress', 'completed'],
      ...['cancelled', 'late-cancelled', 'no-show', 'rescheduled', 'expired'],
    ),
    to('patient', 'patients'),
    to('therapist', 'users'),
    to('therapyType', 'therapy-types'),
    to('location', 'locations'),
    to('room', 'rooms'),
    { name: 'startsAt', type: 'date', index: true },
    { name: 'endsAt', type: 'date', index: true },
    ...amounts('durationMinutes'),
    select('mode', 'in-person', 'telehealth'),
    price,
  ],
}

/** What the multi-tenant plugin narrows to the tenants of the person. */
export const tenantCollections = [
  Locations,
  Rooms,
  TherapyTypes,
  Contacts,
  Patients,
  Sessions,
] as const

export const collections: CollectionConfig[] = [Users, Tenants, ...tenantCollections]

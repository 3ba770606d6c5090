import { defineError } from '../errors.ts'

export const emailTaken = defineError({
  code: 'email-taken',
  field: 'email',
  message: () => 'This address already has an account.',
  status: 409,
})
export const invalidCredentials = defineError({
  code: 'invalid-credentials',
  message: () => 'The e-mail or password provided is incorrect.',
  status: 401,
})
export const weakPassword = defineError<{ minLength: number }>({
  code: 'weak-password',
  field: 'password',
  message: ({ minLength }) => `Use at least ${minLength} characters, and not a common password.`,
  status: 422,
})
export const lastAdmin = defineError({
  code: 'last-admin',
  field: 'roles',
  message: () => 'A tenant keeps at least one active admin.',
  status: 409,
})
export const ownRoleChange = defineError({
  code: 'own-role-change',
  field: 'roles',
  message: () => 'Nobody changes their own roles.',
  status: 403,
})
export const unknownRole = defineError<{ roles: readonly string[] }>({
  code: 'unknown-role',
  field: 'roles',
  message: ({ roles }) => `The roles are ${roles.join(', ')}.`,
  status: 422,
})
export const alreadyMember = defineError({
  code: 'already-member',
  field: 'user',
  message: () => 'This person already belongs to the tenant.',
  status: 409,
})

export const nameTooShort = defineError<{ field: string; minLength: number }>({
  code: 'name-too-short',
  field: ({ field }) => field,
  message: ({ minLength }) => `A name has at least ${minLength} characters.`,
  status: 422,
})
export const bornInFuture = defineError({
  code: 'born-in-future',
  field: 'bornOn',
  message: () => 'The date of birth lies in the future.',
  status: 422,
})
export const bornOnRequired = defineError({
  code: 'born-on-required',
  field: 'bornOn',
  message: () => 'A person needs a date of birth; it may be marked as estimated.',
  status: 422,
})
export const invalidDate = defineError<{ field: string }>({
  code: 'invalid-date',
  field: ({ field }) => field,
  message: () => 'Write the date as YYYY-MM-DD.',
  status: 422,
})
export const invalidPhone = defineError<{ field: string }>({
  code: 'invalid-phone',
  field: ({ field }) => field,
  message: () => 'This is not a phone number.',
  status: 422,
})
export const invalidEmail = defineError<{ field: string }>({
  code: 'invalid-email',
  field: ({ field }) => field,
  message: () => 'This is not an e-mail address.',
  status: 422,
})
export const primaryContactRequired = defineError<{ field?: string }>({
  code: 'primary-contact-required',
  field: ({ field }) => field ?? 'guardians',
  message: () => 'A patient has exactly one primary contact, and that contact has a phone.',
  status: 422,
})
export const twoPrimaryContacts = defineError({
  code: 'two-primary-contacts',
  field: 'guardians',
  message: () => 'Only one contact can be the primary one.',
  status: 409,
})
export const selfContactUnderage = defineError<{ adultAge: number }>({
  code: 'self-contact-underage',
  field: 'guardians',
  message: ({ adultAge }) => `A person under ${adultAge} cannot be their own contact.`,
  status: 422,
})
export const patientInactive = defineError({
  code: 'patient-inactive',
  field: 'patient',
  message: () => 'An inactive patient takes no new sessions.',
  status: 409,
})
export const patientDeceased = defineError({
  code: 'patient-deceased',
  field: 'patient',
  message: () => 'This patient is marked as deceased.',
  status: 409,
})
export const deceasedInFuture = defineError({
  code: 'deceased-in-future',
  field: 'deceasedAt',
  message: () => 'The date lies in the future.',
  status: 422,
})
export const possibleDuplicate = defineError<{
  candidates: readonly { firstName: string; id: string; lastName: string; number: string }[]
}>({
  code: 'possible-duplicate',
  field: 'acceptDuplicate',
  message: ({ candidates }) =>
    `This may be a patient you already have (${candidates.map((c) => c.number).join(', ')}). ` +
    'Accept the duplicate to save anyway.',
  status: 409,
})
export const speciesRequired = defineError({
  code: 'species-required',
  field: 'animal.species',
  message: () => 'An animal needs a species.',
  status: 422,
})
export const animalFieldsOnPerson = defineError({
  code: 'animal-fields-on-person',
  field: 'kind',
  message: () => 'A person has no species, breed or microchip.',
  status: 422,
})
export const invalidMicrochip = defineError({
  code: 'invalid-microchip',
  field: 'animal.microchip',
  message: () => 'A microchip number has 15 digits.',
  status: 422,
})
export const microchipTaken = defineError({
  code: 'microchip-taken',
  field: 'animal.microchip',
  message: () => 'Another animal has this microchip number.',
  status: 409,
})

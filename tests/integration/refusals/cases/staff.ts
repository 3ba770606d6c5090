import { ROLES } from '../../../../src/domain/people/roles.ts'
import { slugs } from '../../../../src/slugs.ts'
import { PASSWORD } from '../../../support/app.ts'
import { type RefusalCase, type Stage, WITHOUT_GRAPHQL } from '../../../support/refusals.ts'
import { idOfMembership } from '../arrange.ts'

const newContact = (change: object) => () =>
  ({
    collection: slugs.contacts,
    data: { firstName: 'Sana', phone: '9820012399', ...change },
    operation: 'create',
  }) as const

export const contactCases: readonly RefusalCase[] = [
  {
    code: 'invalid-phone',
    facts: { field: 'phone' },
    paths: ['phone'],
    refuses: 'a phone of nine digits',
    status: 422,
    write: newContact({ phone: '982001239' }),
  },
  {
    code: 'invalid-email',
    facts: { field: 'email' },
    paths: ['email'],
    refuses: 'an address without a domain',
    status: 422,
    write: newContact({ email: 'sana@' }),
  },
  {
    code: 'invalid-timezone',
    facts: { field: 'timezone' },
    paths: ['timezone'],
    refuses: 'a contact in an unknown zone',
    status: 422,
    write: newContact({ timezone: 'IST/India' }),
  },
  {
    code: 'primary-contact-required',
    facts: { field: 'phone' },
    paths: ['phone'],
    refuses: 'a primary contact who loses the phone',
    status: 422,
    write: ({ clinic }) => ({
      collection: slugs.contacts,
      data: { phone: '' },
      id: clinic.contact,
      operation: 'update',
    }),
  },
  {
    code: 'in-use',
    facts: { deactivate: false },
    refuses: 'the deletion of a contact of a patient',
    status: 409,
    write: ({ clinic }) => ({
      collection: slugs.contacts,
      id: clinic.contact,
      operation: 'delete',
    }),
  },
]

const newUser = (change: object) => () =>
  ({
    collection: slugs.users,
    data: {
      email: 'new.person@test.example',
      firstName: 'New',
      lastName: 'Person',
      password: PASSWORD,
      ...change,
    },
    operation: 'create',
  }) as const

const membershipUpdate = (data: Record<string, unknown>) => (_: Stage, id: string) =>
  ({ collection: slugs.memberships, data, id, operation: 'update' }) as const

export const staffCases: readonly RefusalCase[] = [
  {
    code: 'email-taken',
    paths: ['email'],
    refuses: 'a person with the address of another one, in capitals',
    status: 409,
    write: ({ clinic }) => newUser({ email: clinic.operator.email.toUpperCase() })(),
  },
  {
    code: 'weak-password',
    facts: { minLength: 12 },
    paths: ['password'],
    refuses: 'a password of eleven characters',
    status: 422,
    write: newUser({ password: 'elevenchars' }),
  },
  {
    code: 'weak-password',
    paths: ['password'],
    refuses: 'a common password',
    status: 422,
    write: newUser({ password: 'password1234' }),
  },
  {
    code: 'invalid-colour',
    facts: { field: 'colour' },
    paths: ['colour'],
    refuses: 'a colour by name',
    status: 422,
    write: newUser({ colour: 'teal' }),
  },
  {
    as: ({ clinic }) => clinic.operator,
    code: 'forbidden',
    refuses: 'a person made by an operator',
    status: 403,
    write: newUser({}),
  },
  {
    as: ({ clinic }) => clinic.operator,
    code: 'forbidden',
    refuses: "a colleague's name changed by an operator",
    status: 403,
    write: ({ clinic }) => ({
      collection: slugs.users,
      data: { firstName: 'Other' },
      id: clinic.therapist.id,
      operation: 'update',
    }),
  },
  {
    code: 'not-found',
    refuses: 'a change of a person of another clinic',
    status: 404,
    write: ({ foreign }) => ({
      collection: slugs.users,
      data: { firstName: 'Other' },
      id: foreign.therapist.id,
      operation: 'update',
    }),
  },
  {
    arrange: (stage) => idOfMembership(stage, stage.clinic.admin),
    code: 'own-role-change',
    paths: ['roles'],
    refuses: 'an admin who changes the own roles',
    status: 403,
    write: membershipUpdate({ roles: ['admin', 'accountant'] }),
  },
  {
    arrange: (stage) => idOfMembership(stage, stage.clinic.admin),
    as: ({ superAdmin }) => superAdmin,
    code: 'forbidden',
    refuses: 'roles changed by the platform',
    status: 403,
    write: membershipUpdate({ roles: ['operator'] }),
  },
  {
    arrange: (stage) => idOfMembership(stage, stage.clinic.operator),
    code: 'unknown-role',
    entries: WITHOUT_GRAPHQL,
    facts: { roles: ROLES },
    paths: ['roles'],
    refuses: 'a role that does not exist',
    status: 422,
    write: membershipUpdate({ roles: ['manager'] }),
  },
  {
    arrange: (stage) => idOfMembership(stage, stage.clinic.operator),
    code: 'read-only-field',
    facts: { field: 'user' },
    paths: ['user'],
    refuses: 'a membership handed to somebody else',
    status: 422,
    write: (stage, id) => membershipUpdate({ user: stage.clinic.therapist.id })(stage, id),
  },
  {
    code: 'already-member',
    paths: ['user'],
    refuses: 'a second membership of the same person',
    status: 409,
    write: ({ clinic }) => ({
      collection: slugs.memberships,
      data: { active: true, roles: ['accountant'], user: clinic.operator.id },
      operation: 'create',
    }),
  },
  {
    arrange: (stage) => idOfMembership(stage, stage.clinic.operator),
    code: 'forbidden',
    refuses: 'the deletion of a membership, which is switched off instead',
    status: 403,
    write: (_, id) => ({ collection: slugs.memberships, id, operation: 'delete' }),
  },
]

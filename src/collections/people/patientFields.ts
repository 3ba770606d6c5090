import type { ArrayField, Field } from 'payload'
import { canSeeAmounts, nobody } from '../../access/fieldAccess.ts'
import { canReadMedicalNotes, canWriteMedicalNotes } from '../../access/medicalNotes.ts'
import { PATIENT_KINDS, RELATIONSHIPS, SPECIES } from '../../domain/people/patients.ts'
import type { Preset } from '../../domain/tenancy/presets.ts'
import { activeField, numberField, systemField } from '../../fields/common.ts'
import { instantField } from '../../fields/instant.ts'
import { isAnimal, isSaved } from '../../fields/conditions.ts'
import { moneyField } from '../../fields/money.ts'
import { protectedMark, protectedText } from '../../fields/protectedText.ts'
import { relationField, relationsField } from '../../fields/relations.ts'
import { calendarDateField } from '../../fields/text.ts'
import { therapistsOfTenant } from '../../fields/therapistOptions.ts'
import { slugs } from '../../slugs.ts'

/** Contacts of a patient with their rights; the first starts with all five, later ones with none (PAT-4). */
const guardianFields: ArrayField = {
  name: 'guardians',
  type: 'array',
  fields: [
    {
      type: 'row',
      fields: [
        relationField({ name: 'contact', required: true, to: slugs.contacts }),
        {
          name: 'relationship',
          type: 'select',
          options: [...RELATIONSHIPS],
          required: true,
        },
      ],
    },
    {
      type: 'row',
      fields: [
        { name: 'isPrimary', type: 'checkbox' },
        { name: 'canBook', type: 'checkbox' },
        { name: 'canSeeClinical', type: 'checkbox' },
        { name: 'pays', type: 'checkbox' },
        { name: 'receivesReminders', type: 'checkbox' },
      ],
    },
  ],
  required: true,
}

const animalFields: Field[] = [
  {
    name: 'animal',
    type: 'group',
    admin: { condition: isAnimal },
    fields: [
      {
        type: 'row',
        fields: [
          { name: 'species', type: 'select', options: [...SPECIES] },
          { name: 'breed', type: 'text' },
          { name: 'neutered', type: 'checkbox' },
        ],
      },
      {
        type: 'row',
        fields: [
          { name: 'microchip', type: 'text' },
          { name: 'colour', type: 'text' },
        ],
      },
    ],
  },
]

/** For integrators and lists: what the primary contact says of itself (PAT-5). */
const mirrorFields: Field[] = [
  {
    name: 'guardianName',
    type: 'text',
    admin: { hidden: true },
    virtual: 'primaryContact.fullName',
  },
  { name: 'guardianPhone', type: 'text', admin: { hidden: true }, virtual: 'primaryContact.phone' },
  { name: 'guardianEmail', type: 'text', admin: { hidden: true }, virtual: 'primaryContact.email' },
]

/** The accounts are made with the patient; the balances are theirs (PAT-6, MON-4). */
const balanceFields: Field[] = [
  systemField(
    relationField({ name: 'creditAccount', admin: { hidden: true }, to: slugs.ledgerAccounts }),
  ),
  systemField(
    relationField({ name: 'duesAccount', admin: { hidden: true }, to: slugs.ledgerAccounts }),
  ),
  moneyField({
    name: 'creditBalanceMinor',
    access: { read: canSeeAmounts },
    admin: { condition: isSaved, position: 'sidebar', readOnly: true },
    virtual: 'creditAccount.shownMinor',
  }),
  moneyField({
    name: 'outstandingDuesMinor',
    access: { read: canSeeAmounts },
    admin: {
      components: { Cell: 'caseload/client#DuesCell' },
      condition: isSaved,
      position: 'sidebar',
      readOnly: true,
    },
    virtual: 'duesAccount.shownMinor',
  }),
]

const identityFields = (preset: Preset): Field[] => [
  numberField,
  {
    name: 'kind',
    type: 'select',
    defaultValue: preset === 'veterinary' ? 'animal' : 'person',
    options: [...PATIENT_KINDS],
    required: true,
  },
  {
    type: 'row',
    fields: [
      { name: 'firstName', type: 'text', required: true },
      { name: 'lastName', type: 'text', required: true },
    ],
  },
  {
    name: 'fullName',
    type: 'text',
    access: { create: nobody, update: nobody },
    admin: { components: { Cell: 'caseload/client#PatientCell' }, hidden: true },
    index: true,
  },
  {
    type: 'row',
    fields: [
      calendarDateField({ name: 'bornOn' }),
      {
        name: 'bornOnIsEstimated',
        type: 'checkbox',
      },
      {
        name: 'sex',
        type: 'select',
        options: ['female', 'male', 'other', 'unknown'],
      },
    ],
  },
]

/** Read by the care team and admins; everybody else learns that there are some (PAT-11). */
const medicalFields: Field[] = [
  protectedText({
    name: 'medicalNotes',
    access: {
      create: canWriteMedicalNotes,
      read: canReadMedicalNotes,
      update: canWriteMedicalNotes,
    },
  }),
  protectedMark({ name: 'hasMedicalNotes', of: 'medicalNotes' }),
]

const careFields: Field[] = [
  relationsField({
    name: 'careTeam',
    admin: { position: 'sidebar' },
    filterOptions: therapistsOfTenant,
    to: slugs.users,
  }),
  { name: 'address', type: 'textarea' },
  {
    type: 'row',
    fields: [
      { name: 'referralSource', type: 'text' },
      { name: 'insuranceNumber', type: 'text' },
    ],
  },
  { name: 'tags', type: 'text', hasMany: true },
  {
    ...activeField,
    admin: { ...activeField.admin, components: { Cell: 'caseload/client#ActiveCell' } },
  },
  instantField({
    name: 'deceasedAt',
    admin: {
      condition: isSaved,
      position: 'sidebar',
    },
  }),
]

const duplicateFields: Field[] = [
  {
    name: 'acceptDuplicate',
    type: 'checkbox',
    admin: {
      components: { Field: 'caseload/client#DuplicateField' },
      disableListColumn: true,
      disableListFilter: true,
      readOnly: false,
    },
    virtual: true,
  },
  systemField({
    name: 'duplicateOf',
    type: 'text',
    admin: { condition: isSaved, position: 'sidebar' },
    hasMany: true,
  }),
]

/** Everything a patient is known by, in the order of the form. */
export const patientFields = (preset: Preset): Field[] => [
  ...identityFields(preset),
  ...animalFields,
  guardianFields,
  ...duplicateFields,
  systemField(
    relationField({
      name: 'primaryContact',
      admin: { condition: isSaved },
      to: slugs.contacts,
    }),
  ),
  ...mirrorFields,
  ...balanceFields,
  ...careFields,
  ...medicalFields,
]

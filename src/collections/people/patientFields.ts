import type { ArrayField, Field } from 'payload'
import { canSeeAmounts } from '../../access/fieldAccess.ts'
import { RELATIONSHIPS, SPECIES } from '../../domain/people/patients.ts'
import { systemField } from '../../fields/common.ts'
import { isAnimal, isSaved } from '../../fields/conditions.ts'
import { moneyField } from '../../fields/money.ts'
import { optionsOf } from '../../fields/options.ts'
import { relationField } from '../../fields/relations.ts'
import { slugs } from '../../slugs.ts'

/** Contacts of a patient with their rights; the first starts with all five, later ones with none (PAT-4). */
export const guardianFields: ArrayField = {
  name: 'guardians',
  type: 'array',
  admin: { description: 'Exactly one is the primary contact, and has a phone.' },
  fields: [
    {
      type: 'row',
      fields: [
        relationField({ name: 'contact', required: true, to: slugs.contacts }),
        {
          name: 'relationship',
          type: 'select',
          options: optionsOf(RELATIONSHIPS),
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
  labels: { plural: 'Contacts', singular: 'Contact' },
  required: true,
}

export const animalFields: Field[] = [
  {
    name: 'animal',
    type: 'group',
    admin: { condition: isAnimal },
    fields: [
      {
        type: 'row',
        fields: [
          { name: 'species', type: 'select', options: optionsOf(SPECIES) },
          { name: 'breed', type: 'text' },
          { name: 'neutered', type: 'checkbox' },
        ],
      },
      {
        type: 'row',
        fields: [
          { name: 'microchip', type: 'text', admin: { description: '15 digits (ISO 11784).' } },
          { name: 'colour', type: 'text' },
        ],
      },
    ],
  },
]

/** For integrators and lists: what the primary contact says of itself (PAT-5). */
export const mirrorFields: Field[] = [
  { name: 'guardianName', type: 'text', admin: { hidden: true }, virtual: 'primaryContact.fullName' },
  { name: 'guardianPhone', type: 'text', admin: { hidden: true }, virtual: 'primaryContact.phone' },
  { name: 'guardianEmail', type: 'text', admin: { hidden: true }, virtual: 'primaryContact.email' },
]

/** The accounts are made with the patient; the balances are theirs (PAT-6, MON-4). */
export const balanceFields: Field[] = [
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


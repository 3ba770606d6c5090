import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { nobody } from '../../access/fieldAccess.ts'
import { PATIENT_KINDS } from '../../domain/people/patients.ts'
import type { Preset } from '../../domain/tenancy/presets.ts'
import { patientEndpoints } from '../../endpoints/money/patientEndpoints.ts'
import { activeField, numberField, systemField } from '../../fields/common.ts'
import { isSaved } from '../../fields/conditions.ts'
import { instantField } from '../../fields/instant.ts'
import { groups, labelsOf } from '../../fields/labels.ts'
import { optionsOf } from '../../fields/options.ts'
import { relationField, relationsField } from '../../fields/relations.ts'
import { calendarDateField } from '../../fields/text.ts'
import { therapistsOfTenant } from '../../fields/therapistOptions.ts'
import { preventDeletionWithHistory } from '../../hooks/common/preventDeletionWithHistory.ts'
import { closeSessionsOfDeceased } from '../../hooks/people/closeSessionsOfDeceased.ts'
import { ensureGuardiansAreValid } from '../../hooks/people/ensureGuardiansAreValid.ts'
import { ensurePatientIsValid } from '../../hooks/people/ensurePatientIsValid.ts'
import { fillPatientNumber } from '../../hooks/people/fillPatientNumber.ts'
import { fillTitle } from '../../hooks/people/fillTitle.ts'
import { normaliseGuardians } from '../../hooks/people/normaliseGuardians.ts'
import { preventDuplicatePatient } from '../../hooks/people/preventDuplicatePatient.ts'
import { preventTypedBalances } from '../../hooks/people/preventTypedBalances.ts'
import { slugs } from '../../slugs.ts'
import { animalFields, balanceFields, guardianFields, mirrorFields } from './patientFields.ts'

/** Who is treated: a person or an animal. Balances are read from the ledger, never stored here. */
export const createPatients = (preset: Preset): CollectionConfig => ({
  slug: slugs.patients,
  access: accessTo(slugs.patients),
  admin: {
    defaultColumns: [
      'fullName',
      'number',
      'guardianName',
      'creditBalanceMinor',
      'outstandingDuesMinor',
      'active',
    ],
    group: groups.people,
    listSearchableFields: [
      'fullName',
      'number',
      'primaryContact.fullName',
      'primaryContact.phone',
      'animal.microchip',
    ],
    useAsTitle: 'fullName',
  },
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  endpoints: patientEndpoints,
  fields: [
    numberField('Given when the patient is saved.'),
    {
      name: 'kind',
      type: 'select',
      defaultValue: preset === 'veterinary' ? 'animal' : 'person',
      options: optionsOf(PATIENT_KINDS),
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
      admin: { hidden: true },
      index: true,
    },
    {
      type: 'row',
      fields: [
        calendarDateField({ name: 'bornOn' }),
        {
          name: 'bornOnIsEstimated',
          type: 'checkbox',
          admin: { description: 'The exact day is not known.' },
        },
        {
          name: 'sex',
          type: 'select',
          options: optionsOf(['female', 'male', 'other', 'unknown']),
        },
      ],
    },
    ...animalFields,
    guardianFields,
    systemField(
      relationField({
        name: 'primaryContact',
        admin: { condition: isSaved, description: 'The contact marked as primary above.' },
        to: slugs.contacts,
      }),
    ),
    ...mirrorFields,
    ...balanceFields,
    relationsField({
      name: 'careTeam',
      admin: { description: 'Who treats this patient and sees the record.', position: 'sidebar' },
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
    activeField('An inactive patient takes no new sessions.'),
    instantField({
      name: 'deceasedAt',
      admin: {
        condition: isSaved,
        description: 'Stops messages and cancels what lies ahead, without a fee.',
        position: 'sidebar',
      },
    }),
    {
      name: 'acceptDuplicate',
      type: 'checkbox',
      admin: {
        description: 'Save although a patient like this exists. This is recorded.',
        position: 'sidebar',
        readOnly: false,
      },
      virtual: true,
    },
    systemField({
      name: 'duplicateOf',
      type: 'text',
      admin: { condition: isSaved, position: 'sidebar' },
      hasMany: true,
      label: 'Saved although similar to',
    }),
  ],
  hooks: {
    afterChange: [closeSessionsOfDeceased, fillPatientNumber],
    beforeChange: [
      ensurePatientIsValid,
      ensureGuardiansAreValid,
      preventDuplicatePatient,
      fillTitle,
    ],
    beforeDelete: [preventDeletionWithHistory],
    beforeOperation: [preventTypedBalances],
    beforeValidate: [normaliseGuardians],
  },
  labels: labelsOf(preset, 'patient', 'patients'),
  lockDocuments: false,
})

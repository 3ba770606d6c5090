import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import type { Preset } from '../../domain/tenancy/presets.ts'
import { leanListEndpoint } from '../../endpoints/common/leanListEndpoint.ts'
import { patientEndpoints } from '../../endpoints/money/patientEndpoints.ts'
import { medicalNotesEndpoint } from '../../endpoints/people/medicalNotesEndpoint.ts'
import { patientSearchEndpoints } from '../../endpoints/people/patientSearchEndpoints.ts'
import { preventDeletionWithHistory } from '../../hooks/common/preventDeletionWithHistory.ts'
import { ensureGuardiansAreValid } from '../../hooks/people/ensureGuardiansAreValid.ts'
import { ensurePatientIsValid } from '../../hooks/people/ensurePatientIsValid.ts'
import { fillPatientNumber } from '../../hooks/people/fillPatientNumber.ts'
import { fillTitle } from '../../hooks/people/fillTitle.ts'
import { normaliseGuardians } from '../../hooks/people/normaliseGuardians.ts'
import { preventDuplicatePatient } from '../../hooks/people/preventDuplicatePatient.ts'
import { preventTypedBalances } from '../../hooks/people/preventTypedBalances.ts'
import { recordDeath } from '../../hooks/people/recordDeath.ts'
import { slugs } from '../../slugs.ts'
import { patientFields } from './patientFields.ts'

/** Who is treated: a person or an animal. Balances are read from the ledger, never stored here. */
export const createPatients = (preset: Preset): CollectionConfig => ({
  slug: slugs.patients,
  access: accessTo(slugs.patients),
  admin: {
    components: { beforeListTable: ['caseload/client#PatientFilters'] },
    defaultColumns: [
      'fullName',
      'number',
      'guardianName',
      'guardianPhone',
      'creditBalanceMinor',
      'outstandingDuesMinor',
      'active',
    ],
    group: 'people',
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
  endpoints: [
    ...patientSearchEndpoints,
    ...patientEndpoints,
    medicalNotesEndpoint,
    leanListEndpoint(slugs.patients),
  ],
  fields: patientFields(preset),
  hooks: {
    afterChange: [recordDeath, fillPatientNumber],
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
  lockDocuments: false,
})

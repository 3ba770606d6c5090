import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { sessionEndpoints } from '../../endpoints/scheduling/sessionEndpoints.ts'
import { ensureBookable } from '../../hooks/scheduling/ensureBookable.ts'
import { ensureMovable } from '../../hooks/scheduling/ensureMovable.ts'
import { ensureOneBooked } from '../../hooks/scheduling/ensureOneBooked.ts'
import { fillPaymentStatus } from '../../hooks/scheduling/fillPaymentStatus.ts'
import { fillSessionNumber } from '../../hooks/scheduling/fillSessionNumber.ts'
import { freezePrice } from '../../hooks/scheduling/freezePrice.ts'
import { keepStatusToActions } from '../../hooks/scheduling/keepStatusToActions.ts'
import { normaliseTimes } from '../../hooks/scheduling/normaliseTimes.ts'
import { planSessionMessages } from '../../hooks/scheduling/planSessionMessages.ts'
import { preventSessionDeletion } from '../../hooks/scheduling/preventSessionDeletion.ts'
import { recordAttendance } from '../../hooks/scheduling/recordAttendance.ts'
import { recordCareTeam } from '../../hooks/scheduling/recordCareTeam.ts'
import { recordCharge } from '../../hooks/scheduling/recordCharge.ts'
import { recordSessionEvent } from '../../hooks/scheduling/recordSessionEvent.ts'
import { ensureOwnLocation } from '../../hooks/tenancy/ensureOwnLocation.ts'
import { slugs } from '../../slugs.ts'
import {
  bookingFields,
  closingFields,
  confirmationFields,
  internalFields,
  moneyFields,
  timeFields,
} from './sessionFields.ts'

/**
 * One booked, held or past appointment. Created and moved here by whatever entry, it runs the checks of
 * SES-2; its status changes by actions only (SES-8).
 */
export const Sessions: CollectionConfig = {
  slug: slugs.sessions,
  access: accessTo(slugs.sessions),
  admin: {
    components: { edit: { beforeDocumentControls: ['caseload/client#SessionPageLink'] } },
    defaultColumns: [
      'number',
      'startsAt',
      'patient',
      'therapist',
      'therapyType',
      'status',
      'paymentStatus',
    ],
    group: 'schedule',
    listSearchableFields: ['number', 'patient.fullName', 'patient.number'],
    useAsTitle: 'number',
  },
  defaultSort: '-startsAt',
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  endpoints: sessionEndpoints,
  fields: [
    ...bookingFields,
    ...timeFields,
    ...moneyFields,
    ...confirmationFields,
    ...closingFields,
    ...internalFields,
  ],
  hooks: {
    afterChange: [
      recordSessionEvent,
      recordAttendance,
      recordCareTeam,
      planSessionMessages,
      // The tenant's accounts are hot rows: locked late.
      recordCharge,
      fillPaymentStatus,
      // Last: number counters are the last lock of all (integrity §2).
      fillSessionNumber,
    ],
    beforeChange: [
      ensureOwnLocation,
      keepStatusToActions,
      ensureOneBooked,
      freezePrice,
      ensureBookable,
      ensureMovable,
    ],
    beforeDelete: [preventSessionDeletion],
    beforeValidate: [normaliseTimes],
  },
  lockDocuments: false,
}

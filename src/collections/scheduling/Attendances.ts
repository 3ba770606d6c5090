import type { CollectionConfig } from 'payload'
import { accessTo, nobodyByHand } from '../../access/collectionAccess.ts'
import { canSeeAmounts } from '../../access/fieldAccess.ts'
import { attendanceEndpoints } from '../../endpoints/money/attendanceEndpoints.ts'
import { ATTENDANCE_STATUSES } from '../../domain/scheduling/attendance.ts'
import { systemField, titleField } from '../../fields/common.ts'
import { instantField } from '../../fields/instant.ts'
import { moneyField } from '../../fields/money.ts'
import { relationField } from '../../fields/relations.ts'
import { freezeAttendance } from '../../hooks/scheduling/freezeAttendance.ts'
import { preventDeletion } from '../../hooks/common/preventDeletion.ts'
import { slugs } from '../../slugs.ts'

/** One patient in one session: presence, charge, outcome. An individual session has exactly one. */
export const Attendances: CollectionConfig = {
  slug: slugs.attendances,
  // Made with the session; guests by hand come with group sessions.
  access: { ...accessTo(slugs.attendances), create: nobodyByHand },
  admin: {
    defaultColumns: ['session', 'patient', 'status', 'priceMinor'],
    group: 'schedule',
    useAsTitle: 'title',
  },
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  endpoints: attendanceEndpoints,
  fields: [
    titleField('patient.fullName'),
    relationField({ name: 'session', required: true, to: slugs.sessions }),
    relationField({ name: 'patient', required: true, to: slugs.patients }),
    {
      name: 'status',
      type: 'select',
      defaultValue: 'expected',
      options: [...ATTENDANCE_STATUSES],
      required: true,
    },
    systemField(instantField({ name: 'checkedInAt' })),
    systemField(moneyField({ name: 'priceMinor', access: { read: canSeeAmounts } })),
    { name: 'notes', type: 'textarea' },
  ],
  hooks: {
    beforeChange: [freezeAttendance],
    beforeDelete: [preventDeletion],
  },
  lockDocuments: false,
}

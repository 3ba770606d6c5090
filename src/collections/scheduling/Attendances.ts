import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { canSeeAmounts } from '../../access/fieldAccess.ts'
import { attendanceEndpoints } from '../../endpoints/money/attendanceEndpoints.ts'
import { ATTENDANCE_STATUSES } from '../../domain/scheduling/attendance.ts'
import { systemField } from '../../fields/common.ts'
import { instantField } from '../../fields/instant.ts'
import { groups } from '../../fields/labels.ts'
import { moneyField } from '../../fields/money.ts'
import { optionsOf } from '../../fields/options.ts'
import { relationField } from '../../fields/relations.ts'
import { freezeAttendance } from '../../hooks/scheduling/freezeAttendance.ts'
import { preventAttendanceByHand } from '../../hooks/scheduling/preventAttendanceByHand.ts'
import { preventDeletion } from '../../hooks/common/preventDeletion.ts'
import { slugs } from '../../slugs.ts'

/** One patient in one session: presence, charge, outcome. An individual session has exactly one. */
export const Attendances: CollectionConfig = {
  slug: slugs.attendances,
  access: accessTo(slugs.attendances),
  admin: {
    defaultColumns: ['session', 'patient', 'status', 'priceMinor'],
    group: groups.schedule,
    useAsTitle: 'id',
  },
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  endpoints: attendanceEndpoints,
  fields: [
    relationField({ name: 'session', required: true, to: slugs.sessions }),
    relationField({ name: 'patient', required: true, to: slugs.patients }),
    {
      name: 'status',
      type: 'select',
      defaultValue: 'expected',
      options: optionsOf(ATTENDANCE_STATUSES),
      required: true,
    },
    systemField(instantField({ name: 'checkedInAt' })),
    systemField(moneyField({ name: 'priceMinor', access: { read: canSeeAmounts } })),
    { name: 'notes', type: 'textarea' },
  ],
  hooks: {
    beforeChange: [preventAttendanceByHand, freezeAttendance],
    beforeDelete: [preventDeletion],
  },
  lockDocuments: false,
}

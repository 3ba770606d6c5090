import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { slotsEndpoint } from '../../endpoints/catalog/slotsEndpoint.ts'
import { activeField } from '../../fields/common.ts'
import { isSaved } from '../../fields/conditions.ts'
import { onlyActive, relationField, relationsField } from '../../fields/relations.ts'
import { calendarDateField, clockTimeField } from '../../fields/text.ts'
import { therapistsOfTenant } from '../../fields/therapistOptions.ts'
import { ensureOwnAvailability } from '../../hooks/catalog/ensureOwnAvailability.ts'
import { ensureWindowIsValid } from '../../hooks/catalog/ensureWindowIsValid.ts'
import {
  keepSessionsInside,
  keepSessionsInsideOnDelete,
} from '../../hooks/catalog/keepSessionsInside.ts'
import { ensureOwnLocation } from '../../hooks/tenancy/ensureOwnLocation.ts'
import { slugs } from '../../slugs.ts'

/** The weekly working hours of a therapist, on the wall clock of the location. */
export const Availability: CollectionConfig = {
  slug: slugs.availability,
  access: accessTo(slugs.availability),
  admin: {
    defaultColumns: ['therapist', 'dayOfWeek', 'startTime', 'endTime', 'location', 'active'],
    group: 'catalog',
    useAsTitle: 'startTime',
  },
  disableBulkDelete: true,
  disableBulkEdit: true,
  endpoints: [slotsEndpoint],
  fields: [
    relationField({
      name: 'therapist',
      filterOptions: therapistsOfTenant,
      required: true,
      to: slugs.users,
    }),
    {
      type: 'row',
      fields: [
        {
          name: 'dayOfWeek',
          type: 'number',
          admin: {
            components: {
              Cell: 'caseload/client#WeekdayCell',
              Field: 'caseload/client#WeekdayField',
            },
          },
          required: true,
        },
        clockTimeField({ name: 'startTime', required: true }),
        {
          name: 'endTime',
          type: 'text',
          required: true,
        },
      ],
    },
    relationField({
      name: 'location',
      filterOptions: onlyActive,
      to: slugs.locations,
    }),
    relationsField({
      name: 'therapyTypes',
      filterOptions: onlyActive,
      to: slugs.therapyTypes,
    }),
    {
      type: 'row',
      fields: [
        { name: 'telehealth', type: 'checkbox', defaultValue: false },
        {
          name: 'maxSessions',
          type: 'number',
        },
        calendarDateField({ name: 'effectiveFromOn' }),
        calendarDateField({ name: 'effectiveToOn' }),
      ],
    },
    activeField,
    {
      name: 'acceptOutside',
      type: 'checkbox',
      admin: {
        condition: isSaved,
        position: 'sidebar',
        readOnly: false,
      },
      virtual: true,
    },
  ],
  hooks: {
    beforeChange: [
      ensureOwnLocation,
      ensureWindowIsValid,
      ensureOwnAvailability,
      keepSessionsInside,
    ],
    beforeDelete: [keepSessionsInsideOnDelete],
  },
  lockDocuments: false,
}

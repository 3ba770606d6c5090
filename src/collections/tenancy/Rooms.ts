import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { activeField } from '../../fields/common.ts'
import { onlyActive, relationField } from '../../fields/relations.ts'
import { preventDeletion } from '../../hooks/common/preventDeletion.ts'
import { preventClosingInUse } from '../../hooks/tenancy/preventClosingInUse.ts'
import { slugs } from '../../slugs.ts'

/** Rooms and equipment: one session at a time, buffers included. */
export const Rooms: CollectionConfig = {
  slug: slugs.rooms,
  access: accessTo(slugs.rooms),
  admin: {
    defaultColumns: ['name', 'location', 'kind', 'capacity', 'active'],
    group: 'clinic',
    listSearchableFields: ['name'],
    useAsTitle: 'name',
  },
  disableBulkDelete: true,
  disableBulkEdit: true,
  fields: [
    { name: 'name', type: 'text', required: true },
    relationField({
      name: 'location',
      filterOptions: onlyActive,
      required: true,
      to: slugs.locations,
    }),
    {
      name: 'kind',
      type: 'select',
      defaultValue: 'room',
      options: ['room', 'equipment'],
      required: true,
    },
    { name: 'capacity', type: 'number', min: 1 },
    activeField,
  ],
  hooks: { beforeChange: [preventClosingInUse], beforeDelete: [preventDeletion] },
  lockDocuments: false,
}

import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { activeField } from '../../fields/common.ts'
import { timezoneField } from '../../fields/text.ts'
import { preventDeletion } from '../../hooks/common/preventDeletion.ts'
import { ensureLocationIsValid } from '../../hooks/tenancy/ensureLocationIsValid.ts'
import { preventClosingInUse } from '../../hooks/tenancy/preventClosingInUse.ts'
import { slugs } from '../../slugs.ts'

/** The sites of a tenant, each with its own zone: sessions are read in the zone of their location. */
export const Locations: CollectionConfig = {
  slug: slugs.locations,
  access: accessTo(slugs.locations),
  admin: {
    defaultColumns: ['name', 'timezone', 'phone', 'active'],
    group: 'clinic',
    listSearchableFields: ['name'],
    useAsTitle: 'name',
  },
  disableBulkDelete: true,
  disableBulkEdit: true,
  fields: [
    { name: 'name', type: 'text', required: true },
    timezoneField({ name: 'timezone' }),
    { name: 'address', type: 'textarea' },
    { name: 'phone', type: 'text' },
    activeField,
  ],
  hooks: {
    beforeChange: [ensureLocationIsValid, preventClosingInUse],
    beforeDelete: [preventDeletion],
  },
  lockDocuments: false,
}

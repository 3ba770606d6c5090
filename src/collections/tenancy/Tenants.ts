import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { canSeeClinicDetails } from '../../access/fieldAccess.ts'
import { LABEL_NAMES, PRESETS } from '../../domain/tenancy/presets.ts'
import { breakGlassEndpoints } from '../../endpoints/tenancy/breakGlassEndpoints.ts'
import { instantField } from '../../fields/instant.ts'
import { timezoneField } from '../../fields/text.ts'
import { ensureTenantIsValid } from '../../hooks/tenancy/ensureTenantIsValid.ts'
import { fillTenantDefaults } from '../../hooks/tenancy/fillTenantDefaults.ts'
import { freezeTenantIdentity } from '../../hooks/tenancy/freezeTenantIdentity.ts'
import { preventTenantDeletion } from '../../hooks/tenancy/preventTenantDeletion.ts'
import { recordTenantBeginnings } from '../../hooks/tenancy/recordTenantBeginnings.ts'
import { slugs } from '../../slugs.ts'

const ofAdmins = { read: canSeeClinicDetails }

/** The paying organisations. Made and suspended by the platform; their settings are a collection of their own. */
export const Tenants: CollectionConfig = {
  slug: slugs.tenants,
  access: accessTo(slugs.tenants),
  admin: {
    defaultColumns: ['name', 'preset', 'currency', 'timezone', 'suspendedAt'],
    group: 'clinic',
    listSearchableFields: ['name', 'slug'],
    useAsTitle: 'name',
  },
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  endpoints: breakGlassEndpoints,
  fields: [
    { name: 'name', type: 'text', required: true },
    {
      name: 'slug',
      type: 'text',
      access: ofAdmins,
      admin: { position: 'sidebar' },
      index: true,
      unique: true,
    },
    {
      name: 'preset',
      type: 'select',
      options: [...PRESETS],
      required: true,
    },
    {
      type: 'row',
      fields: [
        timezoneField({ name: 'timezone' }),
        {
          name: 'currency',
          type: 'text',
        },
        { name: 'locale', type: 'text' },
        { name: 'country', type: 'text' },
      ],
    },
    {
      type: 'row',
      fields: [
        { name: 'phone', type: 'text', access: ofAdmins },
        { name: 'email', type: 'text', access: ofAdmins },
      ],
    },
    { name: 'address', type: 'textarea', access: ofAdmins },
    {
      name: 'labels',
      type: 'group',
      fields: LABEL_NAMES.map((name) => ({ name, type: 'text' })),
    },
    instantField({
      name: 'suspendedAt',
      access: ofAdmins,
      admin: {
        position: 'sidebar',
      },
    }),
  ],
  hooks: {
    afterChange: [recordTenantBeginnings],
    beforeChange: [ensureTenantIsValid, freezeTenantIdentity],
    beforeDelete: [preventTenantDeletion],
    beforeValidate: [fillTenantDefaults],
  },
  lockDocuments: false,
}

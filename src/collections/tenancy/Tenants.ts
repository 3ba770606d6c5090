import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { LABEL_NAMES, PRESETS } from '../../domain/tenancy/presets.ts'
import { groups } from '../../fields/labels.ts'
import { instantField } from '../../fields/instant.ts'
import { optionsOf } from '../../fields/options.ts'
import { timezoneField } from '../../fields/text.ts'
import { ensureTenantIsValid } from '../../hooks/tenancy/ensureTenantIsValid.ts'
import { fillTenantDefaults } from '../../hooks/tenancy/fillTenantDefaults.ts'
import { freezeTenantIdentity } from '../../hooks/tenancy/freezeTenantIdentity.ts'
import { preventTenantDeletion } from '../../hooks/tenancy/preventTenantDeletion.ts'
import { recordTenantBeginnings } from '../../hooks/tenancy/recordTenantBeginnings.ts'
import { slugs } from '../../slugs.ts'

/** The paying organisations. Made and suspended by the platform; their settings are a collection of their own. */
export const Tenants: CollectionConfig = {
  slug: slugs.tenants,
  access: accessTo(slugs.tenants),
  admin: {
    defaultColumns: ['name', 'preset', 'currency', 'timezone', 'suspendedAt'],
    description:
      'One row for each clinic. Settings are kept apart, so that admins can change them.',
    group: groups.clinic,
    listSearchableFields: ['name', 'slug'],
    useAsTitle: 'name',
  },
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  fields: [
    { name: 'name', type: 'text', required: true },
    {
      name: 'slug',
      type: 'text',
      admin: { description: 'Short name, fixed once given.', position: 'sidebar' },
      index: true,
      unique: true,
    },
    {
      name: 'preset',
      type: 'select',
      admin: { description: 'Gives labels and first values; nothing else depends on it.' },
      options: optionsOf(PRESETS),
      required: true,
    },
    {
      type: 'row',
      fields: [
        timezoneField({ name: 'timezone' }),
        {
          name: 'currency',
          type: 'text',
          admin: { description: 'ISO 4217; fixed after the first ledger entry.' },
        },
        { name: 'locale', type: 'text', admin: { description: 'BCP 47, such as en-IN.' } },
        { name: 'country', type: 'text', admin: { description: 'ISO 3166, such as IN.' } },
      ],
    },
    {
      type: 'row',
      fields: [
        { name: 'phone', type: 'text' },
        { name: 'email', type: 'text' },
      ],
    },
    { name: 'address', type: 'textarea' },
    {
      name: 'labels',
      type: 'group',
      admin: {
        description: 'The words this clinic uses. They change what people read, nothing else.',
      },
      fields: LABEL_NAMES.map((name) => ({ name, type: 'text' })),
    },
    instantField({
      name: 'suspendedAt',
      admin: {
        description: 'Set: nobody of this clinic signs in and no message leaves. Data are kept.',
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
  labels: { plural: 'Clinics', singular: 'Clinic' },
  lockDocuments: false,
}

import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { CATEGORIES, DAY_LIMIT_SCOPES } from '../../domain/catalog/price.ts'
import { activeField } from '../../fields/common.ts'
import { moneyField } from '../../fields/money.ts'
import { colourField } from '../../fields/text.ts'
import { ensureTypeIsValid } from '../../hooks/catalog/ensureTypeIsValid.ts'
import { fillTypeDefaults } from '../../hooks/catalog/fillTypeDefaults.ts'
import { preventTypeDeletion } from '../../hooks/catalog/preventTypeDeletion.ts'
import { slugs } from '../../slugs.ts'

/** What can be booked. Booked sessions keep the price and the length they were booked with. */
export const TherapyTypes: CollectionConfig = {
  slug: slugs.therapyTypes,
  access: accessTo(slugs.therapyTypes),
  admin: {
    defaultColumns: ['name', 'category', 'defaultDurationMinutes', 'defaultPriceMinor', 'active'],
    group: 'catalog',
    listSearchableFields: ['name', 'specialization', 'cptCode'],
    useAsTitle: 'name',
  },
  disableBulkDelete: true,
  disableBulkEdit: true,
  fields: [
    {
      type: 'row',
      fields: [
        { name: 'name', type: 'text', required: true },
        { name: 'category', type: 'select', options: [...CATEGORIES], required: true },
        {
          name: 'specialization',
          type: 'text',
        },
      ],
    },
    { name: 'description', type: 'textarea' },
    {
      type: 'row',
      fields: [
        {
          name: 'defaultDurationMinutes',
          type: 'number',
          admin: { step: 5 },
        },
        moneyField({
          name: 'defaultPriceMinor',
        }),
      ],
    },
    {
      type: 'row',
      fields: [
        {
          name: 'bufferBeforeMinutes',
          type: 'number',
        },
        {
          name: 'bufferAfterMinutes',
          type: 'number',
        },
      ],
    },
    {
      type: 'row',
      fields: [
        {
          name: 'maxPerDay',
          type: 'number',
        },
        {
          name: 'maxPerDayScope',
          type: 'select',
          defaultValue: 'therapist',
          options: [...DAY_LIMIT_SCOPES],
        },
      ],
    },
    moneyField({
      name: 'cancellationFeeMinor',
    }),
    {
      type: 'row',
      fields: [
        { name: 'isBillable', type: 'checkbox', defaultValue: true },
        { name: 'requiresAuthorization', type: 'checkbox', defaultValue: false },
        { name: 'requiresSupervisor', type: 'checkbox', defaultValue: false },
        { name: 'allowOnlineBooking', type: 'checkbox', defaultValue: false },
      ],
    },
    {
      type: 'row',
      fields: [
        colourField({ name: 'colour' }),
        { name: 'icon', type: 'text' },
        { name: 'cptCode', type: 'text' },
      ],
    },
    activeField,
  ],
  hooks: {
    beforeChange: [ensureTypeIsValid],
    beforeDelete: [preventTypeDeletion],
    beforeValidate: [fillTypeDefaults],
  },
  lockDocuments: false,
}

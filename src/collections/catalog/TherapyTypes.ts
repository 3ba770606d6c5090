import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { CATEGORIES, DAY_LIMIT_SCOPES } from '../../domain/catalog/price.ts'
import { activeField } from '../../fields/common.ts'
import { groups } from '../../fields/labels.ts'
import { moneyField } from '../../fields/money.ts'
import { optionsOf } from '../../fields/options.ts'
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
    group: groups.catalog,
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
        { name: 'category', type: 'select', options: optionsOf(CATEGORIES), required: true },
        {
          name: 'specialization',
          type: 'text',
          admin: { description: 'Such as slp, ot, pt, or a word of your own.' },
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
          admin: { description: '5 to 480 minutes.', step: 5 },
        },
        moneyField({
          name: 'defaultPriceMinor',
          admin: { description: 'Where the therapist has no price of their own.' },
        }),
      ],
    },
    {
      type: 'row',
      fields: [
        {
          name: 'bufferBeforeMinutes',
          type: 'number',
          admin: { description: 'Kept free before each session.' },
        },
        {
          name: 'bufferAfterMinutes',
          type: 'number',
          admin: { description: 'Kept free after each session.' },
        },
      ],
    },
    {
      type: 'row',
      fields: [
        {
          name: 'maxPerDay',
          type: 'number',
          admin: { description: 'Sessions of this type on one day. Empty: no limit.' },
        },
        {
          name: 'maxPerDayScope',
          type: 'select',
          defaultValue: 'therapist',
          options: optionsOf(DAY_LIMIT_SCOPES),
        },
      ],
    },
    moneyField({
      name: 'cancellationFeeMinor',
      admin: { description: 'Used where the cancellation policy says “override”.' },
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
        colourField({ name: 'colour', admin: { description: 'In the calendar.' } }),
        { name: 'icon', type: 'text' },
        { name: 'cptCode', type: 'text' },
      ],
    },
    activeField('An inactive type takes no new sessions.'),
  ],
  hooks: {
    beforeChange: [ensureTypeIsValid],
    beforeDelete: [preventTypeDeletion],
    beforeValidate: [fillTypeDefaults],
  },
  lockDocuments: false,
}

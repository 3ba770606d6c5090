import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { resolvePriceEndpoint } from '../../endpoints/catalog/resolvePriceEndpoint.ts'
import { activeField, titleField } from '../../fields/common.ts'
import { moneyField } from '../../fields/money.ts'
import { onlyActive, relationField } from '../../fields/relations.ts'
import { therapistsOfTenant } from '../../fields/therapistOptions.ts'
import { ensurePricingIsValid } from '../../hooks/catalog/ensurePricingIsValid.ts'
import { slugs } from '../../slugs.ts'

/** What one therapist takes for one type. Without a row the type's own price and length count. */
export const Pricing: CollectionConfig = {
  slug: slugs.pricing,
  access: accessTo(slugs.pricing),
  admin: {
    defaultColumns: ['therapist', 'therapyType', 'durationMinutes', 'priceMinor', 'active'],
    group: 'catalog',
    useAsTitle: 'title',
  },
  disableBulkDelete: true,
  disableBulkEdit: true,
  endpoints: [resolvePriceEndpoint],
  fields: [
    titleField('therapist.fullName'),
    relationField({
      name: 'therapist',
      filterOptions: therapistsOfTenant,
      required: true,
      to: slugs.users,
    }),
    relationField({
      name: 'therapyType',
      filterOptions: onlyActive,
      required: true,
      to: slugs.therapyTypes,
    }),
    { name: 'durationMinutes', type: 'number', required: true },
    moneyField({ name: 'priceMinor', required: true }),
    activeField,
  ],
  hooks: { beforeChange: [ensurePricingIsValid] },
  lockDocuments: false,
}

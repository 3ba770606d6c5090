import type { CollectionConfig } from 'payload'
import { accessTo, nobodyByHand } from '../../access/collectionAccess.ts'
import { moneyField } from '../../fields/money.ts'
import { relationField } from '../../fields/relations.ts'
import { slugs } from '../../slugs.ts'

/** What settles what: a payment, or credit where there is none, → an attendance. Written by fin.post only. */
export const PaymentAllocations: CollectionConfig = {
  slug: slugs.paymentAllocations,
  access: { ...accessTo(slugs.paymentAllocations), create: nobodyByHand, delete: nobodyByHand },
  admin: {
    defaultColumns: ['createdAt', 'payment', 'attendance', 'amountMinor'],
    group: 'money',
    useAsTitle: 'id',
  },
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  fields: [
    relationField({ name: 'patient', required: true, to: slugs.patients }),
    relationField({
      name: 'payment',
      to: slugs.payments,
    }),
    relationField({
      name: 'attendance',
      to: slugs.attendances,
    }),
    relationField({ name: 'transfer', required: true, to: slugs.ledgerTransfers }),
    { name: 'chargeId', type: 'text', admin: { hidden: true }, index: true, required: true },
    moneyField({ name: 'amountMinor', required: true }),
  ],
  lockDocuments: false,
}

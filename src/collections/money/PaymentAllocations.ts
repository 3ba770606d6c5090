import type { CollectionConfig } from 'payload'
import { accessTo, nobodyByHand } from '../../access/collectionAccess.ts'
import { groups } from '../../fields/labels.ts'
import { moneyField } from '../../fields/money.ts'
import { relationField } from '../../fields/relations.ts'
import { slugs } from '../../slugs.ts'

/** What settles what: a payment, or credit where there is none, → an attendance. Written by fin.post only. */
export const PaymentAllocations: CollectionConfig = {
  slug: slugs.paymentAllocations,
  access: { ...accessTo(slugs.paymentAllocations), create: nobodyByHand, delete: nobodyByHand },
  admin: {
    defaultColumns: ['createdAt', 'payment', 'attendance', 'amountMinor'],
    description: 'Append-only; what was taken back stands as a negative amount.',
    group: groups.money,
    useAsTitle: 'id',
  },
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  fields: [
    relationField({ name: 'patient', required: true, to: slugs.patients }),
    relationField({
      name: 'payment',
      admin: { description: 'Empty: from credit.' },
      to: slugs.payments,
    }),
    relationField({
      name: 'attendance',
      admin: { description: 'Empty: dues from an opening balance.' },
      to: slugs.attendances,
    }),
    relationField({ name: 'transfer', required: true, to: slugs.ledgerTransfers }),
    { name: 'chargeId', type: 'text', admin: { hidden: true }, index: true, required: true },
    moneyField({ name: 'amountMinor', required: true }),
  ],
  lockDocuments: false,
}

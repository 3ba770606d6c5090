import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { PAYMENT_METHODS } from '../../domain/money/postings.ts'
import { PAYMENT_STATES } from '../../domain/money/payments.ts'
import { paymentEndpoints } from '../../endpoints/money/paymentEndpoints.ts'
import { numberField, requestKeyField, systemField } from '../../fields/common.ts'
import { isSaved, isVoided } from '../../fields/conditions.ts'
import { instantField } from '../../fields/instant.ts'
import { moneyField } from '../../fields/money.ts'
import { relationField } from '../../fields/relations.ts'
import { ensurePaymentIsValid } from '../../hooks/money/ensurePaymentIsValid.ts'
import { fillPaymentNumber } from '../../hooks/money/fillPaymentNumber.ts'
import { freezePayment } from '../../hooks/money/freezePayment.ts'
import { preventPaymentDeletion } from '../../hooks/money/preventPaymentDeletion.ts'
import { recordPaymentPosting } from '../../hooks/money/recordPaymentPosting.ts'
import { slugs } from '../../slugs.ts'

/** Money received. A completed payment posts to the ledger in the same transaction (MON-8). */
export const Payments: CollectionConfig = {
  slug: slugs.payments,
  access: accessTo(slugs.payments),
  admin: {
    defaultColumns: ['number', 'receivedAt', 'patient', 'method', 'amountMinor', 'status'],
    group: 'money',
    listSearchableFields: ['number', 'patient.fullName', 'patient.number'],
    useAsTitle: 'number',
  },
  defaultSort: '-receivedAt',
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  endpoints: paymentEndpoints,
  fields: [
    numberField,
    relationField({ name: 'patient', required: true, to: slugs.patients }),
    relationField({
      name: 'contact',
      to: slugs.contacts,
    }),
    {
      type: 'row',
      fields: [
        moneyField({ name: 'amountMinor', index: true, required: true }),
        {
          name: 'method',
          type: 'select',
          index: true,
          options: [...PAYMENT_METHODS],
          required: true,
        },
        instantField({ name: 'receivedAt', index: true }),
      ],
    },
    {
      name: 'asCredit',
      type: 'checkbox',
      defaultValue: false,
    },
    {
      name: 'allocations',
      type: 'array',
      fields: [
        {
          type: 'row',
          fields: [
            relationField({ name: 'attendance', required: true, to: slugs.attendances }),
            moneyField({ name: 'amountMinor', required: true }),
          ],
        },
      ],
    },
    { name: 'notes', type: 'textarea' },
    systemField({
      name: 'status',
      type: 'select',
      admin: { components: { Cell: 'caseload/client#StatusCell' }, position: 'sidebar' },
      index: true,
      options: [...PAYMENT_STATES],
    }),
    systemField(
      relationField({
        name: 'recordedBy',
        admin: { condition: isSaved, position: 'sidebar' },
        to: slugs.users,
      }),
    ),
    {
      name: 'voided',
      type: 'group',
      admin: { condition: isVoided },
      fields: [
        systemField(instantField({ name: 'at' })),
        systemField(relationField({ name: 'by', to: slugs.users })),
        systemField({ name: 'reason', type: 'text' }),
      ],
    },
    requestKeyField,
  ],
  hooks: {
    afterChange: [
      recordPaymentPosting,
      // Last: number counters are the last lock of all (integrity §2).
      fillPaymentNumber,
    ],
    beforeChange: [ensurePaymentIsValid, freezePayment],
    beforeDelete: [preventPaymentDeletion],
  },
  lockDocuments: false,
}

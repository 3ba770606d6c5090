import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { ledgerTransferEndpoints } from '../../endpoints/money/ledgerTransferEndpoints.ts'
import { calendarDateField } from '../../fields/text.ts'
import { moneyField } from '../../fields/money.ts'
import { relationField } from '../../fields/relations.ts'
import { slugs } from '../../slugs.ts'

/** Balanced events of the ledger, append-only; each is its own idempotency record (MON-2). */
export const LedgerTransfers: CollectionConfig = {
  slug: slugs.ledgerTransfers,
  access: accessTo(slugs.ledgerTransfers),
  admin: {
    defaultColumns: ['createdAt', 'kind', 'patient', 'amountMinor', 'reason'],
    group: 'money',
    useAsTitle: 'kind',
  },
  defaultSort: '-createdAt',
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  endpoints: ledgerTransferEndpoints,
  fields: [
    { name: 'kind', type: 'text', index: true, required: true },
    relationField({ name: 'patient', to: slugs.patients }),
    relationField({ name: 'session', to: slugs.sessions }),
    moneyField({
      name: 'amountMinor',
      required: true,
    }),
    calendarDateField({
      name: 'effectiveOn',
      index: true,
      required: true,
    }),
    { name: 'sourceKind', type: 'text', required: true },
    { name: 'sourceId', type: 'text', index: true, required: true },
    relationField({ name: 'reverses', to: slugs.ledgerTransfers }),
    { name: 'reason', type: 'text' },
    relationField({ name: 'actor', to: slugs.users }),
    {
      name: 'charges',
      type: 'json',
      admin: { hidden: true },
    },
    { name: 'key', type: 'text', admin: { hidden: true }, required: true },
    { name: 'hash', type: 'text', admin: { hidden: true }, required: true },
  ],
  lockDocuments: false,
}

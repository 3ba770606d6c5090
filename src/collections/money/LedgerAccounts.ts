import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { moneyField } from '../../fields/money.ts'
import { relationField } from '../../fields/relations.ts'
import { slugs } from '../../slugs.ts'

/** Accounts of the double entry, to read. Only the database function fin.post changes a balance. */
export const LedgerAccounts: CollectionConfig = {
  slug: slugs.ledgerAccounts,
  access: accessTo(slugs.ledgerAccounts),
  admin: {
    defaultColumns: ['kind', 'patient', 'shownMinor', 'currency'],
    group: 'money',
    useAsTitle: 'kind',
  },
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  fields: [
    { name: 'kind', type: 'text', index: true, required: true },
    { name: 'sub', type: 'text' },
    relationField({ name: 'patient', to: slugs.patients }),
    { name: 'currency', type: 'text', required: true },
    moneyField({
      name: 'shownMinor',
      index: true,
      required: true,
    }),
    moneyField({
      name: 'balanceMinor',
      required: true,
    }),
    { name: 'version', type: 'number', admin: { hidden: true }, required: true },
    moneyField({ name: 'floorMinor', admin: { hidden: true } }),
    moneyField({ name: 'ceilMinor', admin: { hidden: true } }),
  ],
  lockDocuments: false,
}

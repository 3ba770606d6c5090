import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { groups } from '../../fields/labels.ts'
import { moneyField } from '../../fields/money.ts'
import { relationField } from '../../fields/relations.ts'
import { slugs } from '../../slugs.ts'

/** Accounts of the double entry, to read. Only the database function fin.post changes a balance. */
export const LedgerAccounts: CollectionConfig = {
  slug: slugs.ledgerAccounts,
  access: accessTo(slugs.ledgerAccounts),
  admin: {
    defaultColumns: ['kind', 'patient', 'shownMinor', 'currency'],
    group: groups.money,
    useAsTitle: 'kind',
  },
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  fields: [
    { name: 'kind', type: 'text', index: true, required: true },
    { name: 'sub', type: 'text', admin: { description: 'Gateway or category.' } },
    relationField({ name: 'patient', to: slugs.patients }),
    { name: 'currency', type: 'text', required: true },
    moneyField({
      name: 'shownMinor',
      admin: { description: 'With the sign people expect.' },
      index: true,
      label: 'Balance',
      required: true,
    }),
    moneyField({
      name: 'balanceMinor',
      admin: { description: 'Debit-positive, as in the books.' },
      label: 'Balance in the books',
      required: true,
    }),
    { name: 'version', type: 'number', admin: { hidden: true }, required: true },
    moneyField({ name: 'floorMinor', admin: { hidden: true } }),
    moneyField({ name: 'ceilMinor', admin: { hidden: true } }),
  ],
  labels: { plural: 'Accounts', singular: 'Account' },
  lockDocuments: false,
}

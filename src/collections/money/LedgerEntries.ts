import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { moneyField } from '../../fields/money.ts'
import { calendarDateField } from '../../fields/text.ts'
import { relationField } from '../../fields/relations.ts'
import { slugs } from '../../slugs.ts'

/** Lines of the ledger, append-only, with the running balance of their account. */
export const LedgerEntries: CollectionConfig = {
  slug: slugs.ledgerEntries,
  access: accessTo(slugs.ledgerEntries),
  admin: {
    defaultColumns: ['effectiveOn', 'accountKind', 'amountMinor', 'balanceAfterMinor', 'transfer'],
    group: 'money',
    useAsTitle: 'id',
  },
  defaultSort: '-createdAt',
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  fields: [
    relationField({ name: 'transfer', required: true, to: slugs.ledgerTransfers }),
    relationField({ name: 'account', required: true, to: slugs.ledgerAccounts }),
    moneyField({ name: 'amountMinor', required: true }),
    moneyField({ name: 'balanceAfterMinor', required: true }),
    { name: 'accountVersion', type: 'number', required: true },
    // To filter by: which account, on which day.
    { name: 'accountKind', type: 'text', virtual: 'account.kind' },
    calendarDateField({ name: 'effectiveOn', virtual: 'transfer.effectiveOn' }),
  ],
  lockDocuments: false,
}

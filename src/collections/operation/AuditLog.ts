import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { auditEndpoints } from '../../endpoints/operation/auditEndpoints.ts'
import { instantField } from '../../fields/instant.ts'
import { relationField } from '../../fields/relations.ts'
import { slugs } from '../../slugs.ts'

/**
 * Who did and opened what, to read. The system alone writes it, and nobody changes it: the table, in
 * monthly partitions, and its triggers are made by the guards.
 * @rule AUD-1 AUD-2 AUD-3 AUD-6
 */
export const AuditLog: CollectionConfig = {
  slug: slugs.auditLog,
  access: accessTo(slugs.auditLog),
  admin: {
    defaultColumns: ['at', 'user', 'action', 'resource', 'document'],
    group: 'administration',
    useAsTitle: 'action',
  },
  defaultSort: '-at',
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  endpoints: auditEndpoints,
  fields: [
    instantField({ name: 'at', required: true }),
    relationField({ name: 'tenant', index: false, to: slugs.tenants }),
    relationField({ name: 'user', index: false, to: slugs.users }),
    { name: 'role', type: 'text' },
    { name: 'action', type: 'text', required: true },
    { name: 'resource', type: 'text', required: true },
    { name: 'document', type: 'text' },
    { name: 'patients', type: 'json' },
    { name: 'changes', type: 'json' },
    { name: 'facts', type: 'json' },
    { name: 'address', type: 'text' },
    { name: 'requestId', type: 'text' },
    { name: 'breakGlass', type: 'text', admin: { hidden: true } },
  ],
  lockDocuments: false,
  timestamps: false,
}

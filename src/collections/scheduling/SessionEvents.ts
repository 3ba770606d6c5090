import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { EVENT_SOURCES, STATUSES } from '../../domain/scheduling/statusMachine.ts'
import { instantField } from '../../fields/instant.ts'
import { relationField } from '../../fields/relations.ts'
import { slugs } from '../../slugs.ts'

/** Every move of every session, append-only (SES-11). */
export const SessionEvents: CollectionConfig = {
  slug: slugs.sessionEvents,
  access: accessTo(slugs.sessionEvents),
  admin: {
    defaultColumns: ['at', 'session', 'from', 'to', 'by', 'reason'],
    group: 'schedule',
    useAsTitle: 'id',
  },
  defaultSort: '-at',
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  fields: [
    relationField({ name: 'session', required: true, to: slugs.sessions }),
    { name: 'from', type: 'select', options: [...STATUSES] },
    { name: 'to', type: 'select', options: [...STATUSES], required: true },
    instantField({ name: 'at', index: true, required: true }),
    relationField({ name: 'by', to: slugs.users }),
    { name: 'role', type: 'text' },
    { name: 'source', type: 'select', options: [...EVENT_SOURCES], required: true },
    { name: 'reason', type: 'text' },
    {
      name: 'changes',
      type: 'json',
    },
    { name: 'requestId', type: 'text' },
  ],
  lockDocuments: false,
}

import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { EVENT_SOURCES, STATUSES } from '../../domain/scheduling/statusMachine.ts'
import { instantField } from '../../fields/instant.ts'
import { groups } from '../../fields/labels.ts'
import { optionsOf } from '../../fields/options.ts'
import { relationField } from '../../fields/relations.ts'
import { slugs } from '../../slugs.ts'

/** Every move of every session, append-only (SES-11). */
export const SessionEvents: CollectionConfig = {
  slug: slugs.sessionEvents,
  access: accessTo(slugs.sessionEvents),
  admin: {
    defaultColumns: ['at', 'session', 'from', 'to', 'by', 'reason'],
    group: groups.schedule,
    useAsTitle: 'id',
  },
  defaultSort: '-at',
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  fields: [
    relationField({ name: 'session', required: true, to: slugs.sessions }),
    { name: 'from', type: 'select', options: optionsOf(STATUSES) },
    { name: 'to', type: 'select', options: optionsOf(STATUSES), required: true },
    instantField({ name: 'at', index: true, required: true }),
    relationField({ name: 'by', to: slugs.users }),
    { name: 'role', type: 'text' },
    { name: 'source', type: 'select', options: optionsOf(EVENT_SOURCES), required: true },
    { name: 'reason', type: 'text' },
    {
      name: 'changes',
      type: 'json',
      admin: { description: 'What a move changed beside the status, such as the time.' },
    },
    { name: 'requestId', type: 'text' },
  ],
  lockDocuments: false,
}

import type { CollectionConfig } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { CHANNELS, SKIP_REASONS } from '../../domain/messaging/channels.ts'
import {
  NOTIFICATION_KINDS,
  NOTIFICATION_STATUSES,
} from '../../domain/messaging/notificationStates.ts'
import { instantField } from '../../fields/instant.ts'
import { relationField } from '../../fields/relations.ts'
import { slugs } from '../../slugs.ts'

/**
 * Outbox and log in one (MSG-1): planned in the transaction of the event, changed by the worker only.
 */
export const Notifications: CollectionConfig = {
  slug: slugs.notifications,
  access: accessTo(slugs.notifications),
  admin: {
    defaultColumns: [
      'plannedAt',
      'kind',
      'channel',
      'contact',
      'recipient',
      'status',
      'skipReason',
    ],
    group: 'messages',
    listSearchableFields: ['recipient', 'subject', 'body'],
    useAsTitle: 'kind',
  },
  defaultSort: '-plannedAt',
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  fields: [
    {
      name: 'kind',
      type: 'select',
      index: true,
      options: [...NOTIFICATION_KINDS],
      required: true,
    },
    {
      name: 'channel',
      type: 'select',
      options: [...CHANNELS],
      required: true,
    },
    {
      name: 'status',
      type: 'select',
      admin: { components: { Cell: 'caseload/client#StatusCell' }, position: 'sidebar' },
      index: true,
      options: [...NOTIFICATION_STATUSES],
      required: true,
    },
    relationField({ name: 'contact', to: slugs.contacts }),
    relationField({ name: 'patient', to: slugs.patients }),
    relationField({ name: 'session', to: slugs.sessions }),
    { name: 'recipient', type: 'text' },
    { name: 'subject', type: 'text' },
    { name: 'body', type: 'textarea' },
    { name: 'language', type: 'text' },
    {
      name: 'rule',
      type: 'number',
    },
    { name: 'outsideWindow', type: 'checkbox' },
    instantField({ name: 'plannedAt', index: true, required: true }),
    instantField({ name: 'expiresAt' }),
    instantField({ name: 'sentAt' }),
    instantField({ name: 'deliveredAt' }),
    { name: 'skipReason', type: 'select', options: [...SKIP_REASONS] },
    { name: 'failureReason', type: 'text' },
    { name: 'messageId', type: 'text', index: true },
    { name: 'provider', type: 'text' },
    { name: 'retryCount', type: 'number', defaultValue: 0 },
    instantField({ name: 'lastRetryAt' }),
    { name: 'dedupeKey', type: 'text', admin: { hidden: true }, required: true },
    { name: 'leaseToken', type: 'text', admin: { hidden: true }, hidden: true },
    { name: 'leaseUntilAt', type: 'date', admin: { hidden: true }, hidden: true },
    { name: 'notBeforeAt', type: 'date', admin: { hidden: true }, hidden: true, index: true },
  ],
  lockDocuments: false,
}

import type { CollectionConfig, Field } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { nobody } from '../../access/fieldAccess.ts'
import { CHANNELS } from '../../domain/messaging/channels.ts'
import { OPT_OUT_PURPOSES } from '../../domain/people/contacts.ts'
import { instantField } from '../../fields/instant.ts'
import { timezoneField } from '../../fields/text.ts'
import { preventDeletionWithLinks } from '../../hooks/common/preventDeletionWithLinks.ts'
import { ensureContactIsValid } from '../../hooks/people/ensureContactIsValid.ts'
import { fillTitle } from '../../hooks/people/fillTitle.ts'
import { normaliseEmail } from '../../hooks/people/normaliseEmail.ts'
import { normalisePhone } from '../../hooks/people/normalisePhone.ts'
import { slugs } from '../../slugs.ts'

const channelOptions = [...CHANNELS]

const fields: Field[] = [
  {
    type: 'row',
    fields: [
      { name: 'firstName', type: 'text', required: true },
      { name: 'lastName', type: 'text' },
    ],
  },
  {
    name: 'fullName',
    type: 'text',
    access: { create: nobody, update: nobody },
    admin: { hidden: true },
    index: true,
  },
  {
    type: 'row',
    fields: [
      {
        name: 'phone',
        type: 'text',
        index: true,
      },
      { name: 'email', type: 'text', index: true },
    ],
  },
  {
    name: 'preferredChannels',
    type: 'select',
    hasMany: true,
    options: channelOptions,
  },
  {
    type: 'row',
    fields: [{ name: 'language', type: 'text' }, timezoneField({ name: 'timezone' })],
  },
  {
    name: 'optOuts',
    type: 'array',
    fields: [
      {
        type: 'row',
        fields: [
          { name: 'channel', type: 'select', options: channelOptions, required: true },
          {
            name: 'purpose',
            type: 'select',
            defaultValue: 'care',
            options: [...OPT_OUT_PURPOSES],
            required: true,
          },
          instantField({ name: 'at' }),
        ],
      },
    ],
  },
]

/** Who is told, who decides, who pays: a guardian, an owner, the adult patient, an organisation. */
export const Contacts: CollectionConfig = {
  slug: slugs.contacts,
  access: accessTo(slugs.contacts),
  admin: {
    defaultColumns: ['fullName', 'phone', 'email'],
    group: 'people',
    listSearchableFields: ['fullName', 'phone', 'email'],
    useAsTitle: 'fullName',
  },
  disableBulkDelete: true,
  disableBulkEdit: true,
  fields,
  hooks: {
    beforeChange: [ensureContactIsValid, fillTitle],
    beforeDelete: [preventDeletionWithLinks],
    beforeValidate: [normaliseEmail, normalisePhone],
  },
  lockDocuments: false,
}

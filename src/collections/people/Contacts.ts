import type { CollectionConfig, Field } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { nobody } from '../../access/fieldAccess.ts'
import { CHANNELS } from '../../domain/messaging/channels.ts'
import { OPT_OUT_PURPOSES } from '../../domain/people/contacts.ts'
import type { Preset } from '../../domain/tenancy/presets.ts'
import { instantField } from '../../fields/instant.ts'
import { groups, labelsOf } from '../../fields/labels.ts'
import { optionsOf } from '../../fields/options.ts'
import { timezoneField } from '../../fields/text.ts'
import { preventDeletionWithLinks } from '../../hooks/common/preventDeletionWithLinks.ts'
import { ensureContactIsValid } from '../../hooks/people/ensureContactIsValid.ts'
import { fillTitle } from '../../hooks/people/fillTitle.ts'
import { normaliseEmail } from '../../hooks/people/normaliseEmail.ts'
import { normalisePhone } from '../../hooks/people/normalisePhone.ts'
import { slugs } from '../../slugs.ts'

const channelOptions = optionsOf(CHANNELS, { email: 'E-mail', sms: 'SMS' })

const fields: Field[] = [
  {
    type: 'row',
    fields: [
      { name: 'firstName', type: 'text', required: true },
      { name: 'lastName', type: 'text', admin: { description: 'Empty for an organisation.' } },
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
        admin: { description: 'With or without country code; kept as +91…' },
        index: true,
      },
      { name: 'email', type: 'text', index: true },
    ],
  },
  {
    name: 'preferredChannels',
    type: 'select',
    admin: { description: 'How to reach this person, best first. Empty: as the clinic does.' },
    hasMany: true,
    options: channelOptions,
  },
  {
    type: 'row',
    fields: [
      { name: 'language', type: 'text', admin: { description: 'BCP 47, such as hi.' } },
      timezoneField({ name: 'timezone' }),
    ],
  },
  {
    name: 'optOuts',
    type: 'array',
    admin: { description: 'What this person does not want to receive.' },
    fields: [
      {
        type: 'row',
        fields: [
          { name: 'channel', type: 'select', options: channelOptions, required: true },
          {
            name: 'purpose',
            type: 'select',
            defaultValue: 'care',
            options: optionsOf(OPT_OUT_PURPOSES),
            required: true,
          },
          instantField({ name: 'at' }),
        ],
      },
    ],
  },
]

/** Who is told, who decides, who pays: a guardian, an owner, the adult patient, an organisation. */
export const createContacts = (preset: Preset): CollectionConfig => ({
  slug: slugs.contacts,
  access: accessTo(slugs.contacts),
  admin: {
    defaultColumns: ['fullName', 'phone', 'email'],
    group: groups.people,
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
  labels: labelsOf(preset, 'contact', 'contacts'),
  lockDocuments: false,
})

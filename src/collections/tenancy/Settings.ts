import type { CollectionConfig, Field } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { CHANNELS } from '../../domain/messaging/channels.ts'
import { FEE_KINDS } from '../../domain/tenancy/settings.ts'
import { isFixedFee, isPercentFee } from '../../fields/conditions.ts'
import { titleField } from '../../fields/common.ts'
import { groups } from '../../fields/labels.ts'
import { moneyField } from '../../fields/money.ts'
import { optionsOf } from '../../fields/options.ts'
import { clockTimeField } from '../../fields/text.ts'
import { ensureSettingsAreValid } from '../../hooks/tenancy/ensureSettingsAreValid.ts'
import { planRemindersAnew } from '../../hooks/tenancy/planRemindersAnew.ts'
import { slugs } from '../../slugs.ts'

const whole = (name: string, description: string): Field => ({
  name,
  type: 'number',
  admin: { description, step: 1 },
  required: true,
})

const toggle = (name: string, description: string): Field => ({
  name,
  type: 'checkbox',
  admin: { description },
})

const fee = (name: string, description: string): Field => ({
  name,
  type: 'group',
  admin: { description },
  fields: [
    {
      name: 'kind',
      type: 'select',
      // Payload's own name, with the path in it, is longer than Postgres allows.
      enumName: 'enum_settings_fee_kind',
      options: optionsOf(FEE_KINDS),
      required: true,
    },
    {
      name: 'percent',
      type: 'number',
      admin: { condition: isPercentFee, description: 'Of the frozen price.' },
    },
    moneyField({ name: 'fixedMinor', admin: { condition: isFixedFee } }),
  ],
})

const channels: Field = {
  name: 'channels',
  type: 'select',
  admin: { description: 'Tried in this order, unless the contact has an order of their own.' },
  hasMany: true,
  options: optionsOf(CHANNELS, { email: 'E-mail', sms: 'SMS' }),
}

/** One row a tenant. A change acts on later events only (TEN-15). */
export const Settings: CollectionConfig = {
  slug: slugs.settings,
  access: accessTo(slugs.settings),
  admin: { group: groups.clinic, useAsTitle: 'title' },
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  fields: [
    titleField('tenant.name'),
    {
      name: 'scheduling',
      type: 'group',
      fields: [
        whole('slotStepMinutes', 'Free slots begin every so many minutes of a working window.'),
        whole('bookingHorizonDays', 'How far ahead free slots are offered.'),
        whole('pastEntryDays', 'How far back staff may enter a session.'),
        whole('noShowAfterMinutes', 'A no-show can be noted this long after the start.'),
        whole(
          'noShowCorrectionDays',
          'Days after the session in which a no-show can still become an arrival.',
        ),
        whole('checkInOpensMinutes', 'Check-in opens this long before the start.'),
        toggle(
          'operatorOverbooks',
          'The front desk may book outside the working hours, with a reason.',
        ),
        toggle('careTeamFromSessions', 'Booking a session adds its therapist to the care team.'),
        {
          name: 'cancellation',
          type: 'group',
          fields: [
            whole('windowHours', 'Cancelling is free until so many hours before the start.'),
            fee('lateFee', 'For a cancellation by the patient inside the window.'),
            fee('noShowFee', 'For a session nobody came to.'),
          ],
        },
      ],
    },
    {
      name: 'billing',
      type: 'group',
      fields: [
        {
          name: 'chargeAt',
          type: 'select',
          admin: { description: 'When a session becomes dues.' },
          options: optionsOf(['booking', 'completion']),
          required: true,
        },
        toggle('autoUseCredit', 'Credit settles a charge as soon as it is posted.'),
        toggle('operatorRecordsPayments', 'The front desk may record payments.'),
        toggle('therapistSeesAmounts', 'Therapists see the amounts of their own patients.'),
      ],
    },
    {
      name: 'messaging',
      type: 'group',
      fields: [
        toggle('smsEnabled', 'Messages may go by SMS.'),
        toggle('emailEnabled', 'Messages may go by e-mail.'),
        {
          name: 'confirmation',
          type: 'group',
          fields: [toggle('enabled', 'Sent at once after booking.'), channels],
        },
        {
          name: 'reminders',
          type: 'array',
          fields: [
            whole('hoursBefore', 'Hours before the start, 1 to 720.'),
            toggle('enabled', 'Off: this reminder is not planned.'),
            channels,
          ],
        },
        clockTimeField({ name: 'windowStartTime', required: true }),
        clockTimeField({ name: 'windowEndTime', required: true }),
        toggle('sendOnWeekends', 'Messages may leave on Saturday and Sunday.'),
        whole('mergeWithinMinutes', 'Two reminders closer than this become one.'),
        whole('maxRetries', 'How often a message that was refused for now is tried again.'),
        whole('retryDelayMinutes', 'How long to wait before trying again.'),
      ],
    },
    {
      name: 'people',
      type: 'group',
      fields: [whole('adultAgeYears', 'From this age a person may be their own contact.')],
    },
  ],
  hooks: { afterChange: [planRemindersAnew], beforeChange: [ensureSettingsAreValid] },
  labels: { plural: 'Settings', singular: 'Settings' },
  lockDocuments: false,
  versions: { drafts: false, maxPerDoc: 0 },
}

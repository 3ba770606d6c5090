import type { CollectionConfig, Field } from 'payload'
import { accessTo } from '../../access/collectionAccess.ts'
import { CHANNELS } from '../../domain/messaging/channels.ts'
import { ROLES } from '../../domain/people/roles.ts'
import { DEFAULT_SETTINGS, FEE_KINDS } from '../../domain/tenancy/settings.ts'
import { isFixedFee, isPercentFee } from '../../fields/conditions.ts'
import { titleField } from '../../fields/common.ts'
import { moneyField } from '../../fields/money.ts'
import { clockTimeField } from '../../fields/text.ts'
import { ensureSettingsAreValid } from '../../hooks/tenancy/ensureSettingsAreValid.ts'
import { planRemindersAnew } from '../../hooks/tenancy/planRemindersAnew.ts'
import { slugs } from '../../slugs.ts'

const whole = (name: string): Field => ({
  name,
  type: 'number',
  admin: { step: 1 },
  required: true,
})

/** With a value for clinics that were opened before the setting was there. */
const first = (name: string, defaultValue: number): Field => ({
  name,
  type: 'number',
  admin: { step: 1 },
  defaultValue,
  required: true,
})

const toggle = (name: string): Field => ({
  name,
  type: 'checkbox',
})

const fee = (name: string): Field => ({
  name,
  type: 'group',
  fields: [
    {
      name: 'kind',
      type: 'select',
      // Payload's own name, with the path in it, is longer than Postgres allows.
      enumName: 'enum_settings_fee_kind',
      options: [...FEE_KINDS],
      required: true,
    },
    {
      name: 'percent',
      type: 'number',
      admin: { condition: isPercentFee },
    },
    moneyField({ name: 'fixedMinor', admin: { condition: isFixedFee } }),
  ],
})

const channels: Field = {
  name: 'channels',
  type: 'select',
  hasMany: true,
  options: [...CHANNELS],
}

/** One row a tenant. A change acts on later events only (TEN-15). */
export const Settings: CollectionConfig = {
  slug: slugs.settings,
  access: accessTo(slugs.settings),
  admin: { group: 'clinic', useAsTitle: 'title' },
  disableBulkDelete: true,
  disableBulkEdit: true,
  disableDuplicate: true,
  fields: [
    titleField('tenant.name'),
    {
      name: 'scheduling',
      type: 'group',
      fields: [
        whole('slotStepMinutes'),
        whole('bookingHorizonDays'),
        whole('pastEntryDays'),
        whole('noShowAfterMinutes'),
        whole('noShowCorrectionDays'),
        whole('checkInOpensMinutes'),
        toggle('operatorOverbooks'),
        toggle('careTeamFromSessions'),
        {
          name: 'cancellation',
          type: 'group',
          fields: [whole('windowHours'), fee('lateFee'), fee('noShowFee')],
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
          options: ['booking', 'completion'],
          required: true,
        },
        toggle('autoUseCredit'),
        toggle('operatorRecordsPayments'),
        toggle('therapistSeesAmounts'),
      ],
    },
    {
      name: 'messaging',
      type: 'group',
      fields: [
        toggle('smsEnabled'),
        toggle('emailEnabled'),
        {
          name: 'confirmation',
          type: 'group',
          fields: [toggle('enabled'), channels],
        },
        {
          name: 'reminders',
          type: 'array',
          fields: [whole('hoursBefore'), toggle('enabled'), channels],
        },
        clockTimeField({ name: 'windowStartTime', required: true }),
        clockTimeField({ name: 'windowEndTime', required: true }),
        toggle('sendOnWeekends'),
        whole('mergeWithinMinutes'),
        whole('maxRetries'),
        whole('retryDelayMinutes'),
      ],
    },
    {
      name: 'people',
      type: 'group',
      fields: [whole('adultAgeYears')],
    },
    {
      name: 'security',
      type: 'group',
      fields: [
        { name: 'mfaRoles', type: 'select', hasMany: true, options: [...ROLES] },
        first('idleMinutes', DEFAULT_SETTINGS.security.idleMinutes),
        first('signInDays', DEFAULT_SETTINGS.security.signInDays),
        first('passwordMinLength', DEFAULT_SETTINGS.security.passwordMinLength),
        first('invitationHours', DEFAULT_SETTINGS.security.invitationHours),
      ],
    },
  ],
  hooks: { afterChange: [planRemindersAnew], beforeChange: [ensureSettingsAreValid] },
  lockDocuments: false,
  versions: { drafts: false, maxPerDoc: 0 },
}

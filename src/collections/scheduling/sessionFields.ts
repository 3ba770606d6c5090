import type { Field } from 'payload'
import { canSeeAmounts } from '../../access/fieldAccess.ts'
import { PRICE_SOURCES } from '../../domain/catalog/price.ts'
import { PAYMENT_STATUSES } from '../../domain/money/paymentStatus.ts'
import { REASON_CODES } from '../../domain/scheduling/cancellation.ts'
import { STATUSES } from '../../domain/scheduling/statusMachine.ts'
import { MODES } from '../../domain/scheduling/windows.ts'
import { numberField, requestKeyField, systemField } from '../../fields/common.ts'
import { isAllowed, isCancelled, isSaved } from '../../fields/conditions.ts'
import { instantField } from '../../fields/instant.ts'
import { moneyField } from '../../fields/money.ts'
import { onlyActive, relationField } from '../../fields/relations.ts'
import { therapistsOfTenant } from '../../fields/therapistOptions.ts'
import { computePaymentStatus } from '../../hooks/money/computePaymentStatus.ts'
import { slugs } from '../../slugs.ts'

/** What the front desk fills in. */
export const bookingFields: Field[] = [
  numberField,
  {
    name: 'status',
    type: 'select',
    admin: {
      components: { Cell: 'caseload/client#StatusCell' },
      position: 'sidebar',
      readOnly: true,
    },
    index: true,
    options: [...STATUSES],
  },
  relationField({ name: 'patient', filterOptions: onlyActive, to: slugs.patients }),
  {
    type: 'row',
    fields: [
      relationField({
        name: 'therapist',
        filterOptions: therapistsOfTenant,
        required: true,
        to: slugs.users,
      }),
      relationField({
        name: 'therapyType',
        filterOptions: onlyActive,
        required: true,
        to: slugs.therapyTypes,
      }),
    ],
  },
  {
    type: 'row',
    fields: [
      relationField({
        name: 'location',
        filterOptions: onlyActive,
        required: true,
        to: slugs.locations,
      }),
      relationField({ name: 'room', filterOptions: onlyActive, to: slugs.rooms }),
    ],
  },
]

export const timeFields: Field[] = [
  {
    type: 'row',
    fields: [
      instantField({
        name: 'startsAt',
        admin: { width: '60%' },
        index: true,
        required: true,
        sendsWallTime: true,
      }),
      {
        name: 'durationMinutes',
        type: 'number',
        admin: { step: 5, width: '40%' },
      },
    ],
  },
  {
    type: 'row',
    fields: [
      { name: 'mode', type: 'select', defaultValue: 'in-person', options: [...MODES] },
      {
        name: 'priority',
        type: 'select',
        defaultValue: 'routine',
        options: ['routine', 'urgent', 'emergency'],
      },
      relationField({
        name: 'coTherapist',
        filterOptions: therapistsOfTenant,
        to: slugs.users,
      }),
    ],
  },
  {
    name: 'overbooking',
    type: 'group',
    admin: { condition: isAllowed('sessions.overbook') },
    fields: [
      { name: 'reason', type: 'text' },
      systemField(relationField({ name: 'by', admin: { condition: isSaved }, to: slugs.users })),
    ],
  },
  { name: 'notes', type: 'textarea' },
  { name: 'patientNotes', type: 'textarea' },
]

export const moneyFields: Field[] = [
  {
    name: 'paymentStatus',
    type: 'select',
    admin: {
      components: { Cell: 'caseload/client#StatusCell' },
      position: 'sidebar',
      readOnly: true,
    },
    hooks: { afterRead: [computePaymentStatus] },
    options: [...PAYMENT_STATUSES],
    virtual: true,
  },
  {
    name: 'price',
    type: 'group',
    access: { read: canSeeAmounts },
    admin: { condition: isSaved },
    fields: [
      {
        type: 'row',
        fields: [
          systemField(moneyField({ name: 'priceMinor' })),
          systemField({ name: 'currency', type: 'text' }),
          systemField({ name: 'durationMinutes', type: 'number' }),
          systemField({ name: 'source', type: 'select', options: [...PRICE_SOURCES] }),
        ],
      },
      systemField({
        name: 'explanation',
        type: 'json',
        admin: { components: { Field: 'caseload/client#PriceExplanation' } },
      }),
    ],
  },
  {
    name: 'manualPrice',
    type: 'group',
    access: { read: canSeeAmounts },
    admin: { condition: isAllowed('sessions.override-price') },
    fields: [
      {
        type: 'row',
        fields: [moneyField({ name: 'priceMinor' }), { name: 'reason', type: 'text' }],
      },
    ],
  },
]

export const confirmationFields: Field[] = [
  {
    name: 'confirmation',
    type: 'group',
    admin: { condition: isSaved },
    fields: [
      {
        type: 'row',
        fields: [
          systemField(instantField({ name: 'at', zoneField: 'timezone' })),
          systemField({
            name: 'by',
            type: 'select',
            options: ['staff', 'contact-sms', 'contact-portal', 'contact-voice'],
          }),
          systemField({
            name: 'method',
            type: 'select',
            options: ['manual', 'sms-reply', 'portal-click', 'voice-response'],
          }),
        ],
      },
    ],
  },
]

export const closingFields: Field[] = [
  {
    name: 'cancellation',
    type: 'group',
    admin: { condition: isCancelled },
    fields: [
      {
        type: 'row',
        fields: [
          systemField({ name: 'reasonCode', type: 'select', options: [...REASON_CODES] }),
          systemField({ name: 'side', type: 'select', options: ['patient', 'clinic'] }),
        ],
      },
      systemField({ name: 'reason', type: 'text' }),
      {
        type: 'row',
        fields: [
          systemField(instantField({ name: 'at' })),
          systemField(relationField({ name: 'by', to: slugs.users })),
          systemField(moneyField({ name: 'feeMinor', access: { read: canSeeAmounts } })),
        ],
      },
    ],
  },
]

const hidden = { hidden: true } as const

export const internalFields: Field[] = [
  systemField(
    instantField({
      name: 'endsAt',
      admin: { condition: isSaved, position: 'sidebar' },
      index: true,
    }),
  ),
  systemField({
    name: 'timezone',
    type: 'text',
    admin: { condition: isSaved, position: 'sidebar' },
  }),
  systemField(
    instantField({ name: 'startedAt', admin: { condition: isSaved, position: 'sidebar' } }),
  ),
  systemField(
    instantField({ name: 'endedAt', admin: { condition: isSaved, position: 'sidebar' } }),
  ),
  systemField({ name: 'sequence', type: 'number', admin: hidden, defaultValue: 0 }),
  systemField({ name: 'bufferBeforeMinutes', type: 'number', admin: hidden }),
  systemField({ name: 'bufferAfterMinutes', type: 'number', admin: hidden }),
  systemField({ name: 'lane', type: 'number', admin: hidden, defaultValue: 0 }),
  systemField(
    relationField({
      name: 'bookedBy',
      admin: { condition: isSaved, position: 'sidebar' },
      to: slugs.users,
    }),
  ),
  requestKeyField,
]

import type { TextKey } from '../../../translations/index.ts'

export const GROUPS = [
  'scheduling',
  'cancellation',
  'billing',
  'messaging',
  'people',
  'security',
] as const
export type GroupName = (typeof GROUPS)[number]

export type Unit = 'characters' | 'days' | 'hours' | 'minutes' | 'times' | 'years'

type Named = Extract<TextKey, `settings:fields:${string}:label`>
type FieldName = Named extends `settings:fields:${infer Name}:label` ? Name : never

interface Base {
  readonly group: GroupName
  readonly name: FieldName
  /** In the settings document, and of its faults. */
  readonly path: string
}

/** One setting: where it stands, and how it is changed. */
export type SettingSpec =
  | (Base & {
      readonly kind: 'channels' | 'chargeAt' | 'fee' | 'reminders' | 'roles' | 'time' | 'toggle'
    })
  | (Base & { readonly kind: 'number'; readonly unit: Unit })

/** Every setting that the product acts on, in the order of the page. @rule TEN-12 TEN-13 MSG-3 MSG-5 */
export const SETTING_SPECS: readonly SettingSpec[] = [
  ...(
    [
      ['slotStepMinutes', 'minutes'],
      ['bookingHorizonDays', 'days'],
      ['pastEntryDays', 'days'],
      ['checkInOpensMinutes', 'minutes'],
    ] as const
  ).map(([name, unit]) => ({
    group: 'scheduling' as const,
    kind: 'number' as const,
    name,
    path: `scheduling.${name}`,
    unit,
  })),
  ...(['operatorOverbooks', 'careTeamFromSessions'] as const).map((name) => ({
    group: 'scheduling' as const,
    kind: 'toggle' as const,
    name,
    path: `scheduling.${name}`,
  })),
  {
    group: 'cancellation',
    kind: 'number',
    name: 'windowHours',
    path: 'scheduling.cancellation.windowHours',
    unit: 'hours',
  },
  ...(['lateFee', 'noShowFee'] as const).map((name) => ({
    group: 'cancellation' as const,
    kind: 'fee' as const,
    name,
    path: `scheduling.cancellation.${name}`,
  })),
  {
    group: 'cancellation',
    kind: 'number',
    name: 'noShowAfterMinutes',
    path: 'scheduling.noShowAfterMinutes',
    unit: 'minutes',
  },
  {
    group: 'cancellation',
    kind: 'number',
    name: 'noShowCorrectionDays',
    path: 'scheduling.noShowCorrectionDays',
    unit: 'days',
  },
  { group: 'billing', kind: 'chargeAt', name: 'chargeAt', path: 'billing.chargeAt' },
  ...(['autoUseCredit', 'operatorRecordsPayments', 'therapistSeesAmounts'] as const).map(
    (name) => ({
      group: 'billing' as const,
      kind: 'toggle' as const,
      name,
      path: `billing.${name}`,
    }),
  ),
  ...(['smsEnabled', 'emailEnabled'] as const).map((name) => ({
    group: 'messaging' as const,
    kind: 'toggle' as const,
    name,
    path: `messaging.${name}`,
  })),
  {
    group: 'messaging',
    kind: 'toggle',
    name: 'confirmationEnabled',
    path: 'messaging.confirmation.enabled',
  },
  {
    group: 'messaging',
    kind: 'channels',
    name: 'confirmationChannels',
    path: 'messaging.confirmation.channels',
  },
  { group: 'messaging', kind: 'reminders', name: 'reminders', path: 'messaging.reminders' },
  ...(['windowStartTime', 'windowEndTime'] as const).map((name) => ({
    group: 'messaging' as const,
    kind: 'time' as const,
    name,
    path: `messaging.${name}`,
  })),
  {
    group: 'messaging',
    kind: 'toggle',
    name: 'sendOnWeekends',
    path: 'messaging.sendOnWeekends',
  },
  ...(
    [
      ['mergeWithinMinutes', 'minutes'],
      ['maxRetries', 'times'],
      ['retryDelayMinutes', 'minutes'],
    ] as const
  ).map(([name, unit]) => ({
    group: 'messaging' as const,
    kind: 'number' as const,
    name,
    path: `messaging.${name}`,
    unit,
  })),
  {
    group: 'people',
    kind: 'number',
    name: 'adultAgeYears',
    path: 'people.adultAgeYears',
    unit: 'years',
  },
  { group: 'security', kind: 'roles', name: 'mfaRoles', path: 'security.mfaRoles' },
  ...(
    [
      ['idleMinutes', 'minutes'],
      ['signInDays', 'days'],
      ['passwordMinLength', 'characters'],
      ['invitationHours', 'hours'],
    ] as const
  ).map(([name, unit]) => ({
    group: 'security' as const,
    kind: 'number' as const,
    name,
    path: `security.${name}`,
    unit,
  })),
]

import type { Channel } from '../messaging/channels.ts'
import type { Role } from '../people/roles.ts'

/** What a late cancellation or a no-show costs (SES-18). */
export type FeeRule =
  | { readonly kind: 'fixed'; readonly fixedMinor: number }
  | { readonly kind: 'full' }
  | { readonly kind: 'none' }
  /** The sum on the therapy type (`cancellationFeeMinor`). */
  | { readonly kind: 'override' }
  | { readonly kind: 'percent'; readonly percent: number }

export const FEE_KINDS = ['none', 'percent', 'fixed', 'full', 'override'] as const

export interface ReminderRule {
  readonly channels: readonly Channel[]
  readonly enabled: boolean
  /** Hours before the start, 1 to 720. */
  readonly hoursBefore: number
}

export interface SchedulingSettings {
  readonly bookingHorizonDays: number
  readonly cancellation: {
    readonly lateFee: FeeRule
    readonly noShowFee: FeeRule
    readonly windowHours: number
  }
  readonly careTeamFromSessions: boolean
  readonly checkInOpensMinutes: number
  readonly noShowAfterMinutes: number
  /** A no-show becomes an arrival until the end of so many days after the session (SES-10). */
  readonly noShowCorrectionDays: number
  readonly operatorOverbooks: boolean
  readonly pastEntryDays: number
  readonly slotStepMinutes: number
}

export interface BillingSettings {
  readonly autoUseCredit: boolean
  readonly chargeAt: 'booking' | 'completion'
  readonly operatorRecordsPayments: boolean
  readonly therapistSeesAmounts: boolean
}

export interface MessagingSettings {
  readonly confirmation: { readonly channels: readonly Channel[]; readonly enabled: boolean }
  readonly emailEnabled: boolean
  /** Two reminders that fall within this many minutes of each other become one. */
  readonly mergeWithinMinutes: number
  readonly maxRetries: number
  readonly reminders: readonly ReminderRule[]
  readonly retryDelayMinutes: number
  readonly sendOnWeekends: boolean
  readonly smsEnabled: boolean
  /** Wall-clock window in which messages leave, `HH:mm`. */
  readonly windowEndTime: string
  readonly windowStartTime: string
}

export interface SecuritySettings {
  /** A sign-in that is not used for so long ends (SEC-11). */
  readonly idleMinutes: number
  readonly invitationHours: number
  /** Who signs in with a code of an app too (SEC-4). */
  readonly mfaRoles: readonly Role[]
  readonly passwordMinLength: number
  /** A sign-in ends after so many days, however much it is used (SEC-1). */
  readonly signInDays: number
}

export interface Settings {
  readonly billing: BillingSettings
  readonly messaging: MessagingSettings
  readonly people: { readonly adultAgeYears: number }
  readonly scheduling: SchedulingSettings
  readonly security: SecuritySettings
}

/** Limits of the numeric settings: [least, most]. */
export const SETTING_LIMITS = {
  'people.adultAgeYears': [14, 25],
  'messaging.maxRetries': [0, 10],
  'messaging.mergeWithinMinutes': [0, 240],
  'messaging.retryDelayMinutes': [1, 1_440],
  'scheduling.bookingHorizonDays': [1, 730],
  'scheduling.cancellation.windowHours': [0, 168],
  'scheduling.checkInOpensMinutes': [0, 720],
  'scheduling.noShowAfterMinutes': [0, 240],
  'scheduling.noShowCorrectionDays': [0, 31],
  'scheduling.pastEntryDays': [0, 366],
  'scheduling.slotStepMinutes': [5, 60],
  'security.idleMinutes': [5, 60],
  'security.invitationHours': [1, 336],
  'security.passwordMinLength': [12, 64],
  'security.signInDays': [1, 30],
} as const satisfies Record<string, readonly [number, number]>

/** The values a tenant starts with before its preset speaks (TEN-12 to TEN-14, MSG-3 to MSG-7). */
export const DEFAULT_SETTINGS: Settings = {
  billing: {
    autoUseCredit: true,
    chargeAt: 'booking',
    operatorRecordsPayments: false,
    therapistSeesAmounts: false,
  },
  messaging: {
    confirmation: { channels: ['sms', 'email'], enabled: true },
    emailEnabled: true,
    maxRetries: 3,
    mergeWithinMinutes: 60,
    reminders: [
      { channels: ['sms', 'email'], enabled: true, hoursBefore: 168 },
      { channels: ['email', 'sms'], enabled: true, hoursBefore: 48 },
      { channels: ['sms', 'email'], enabled: true, hoursBefore: 24 },
      { channels: ['sms', 'email'], enabled: true, hoursBefore: 2 },
    ],
    retryDelayMinutes: 60,
    sendOnWeekends: false,
    smsEnabled: false,
    windowEndTime: '20:00',
    windowStartTime: '09:00',
  },
  people: { adultAgeYears: 18 },
  scheduling: {
    bookingHorizonDays: 180,
    cancellation: {
      lateFee: { kind: 'none' },
      noShowFee: { kind: 'full' },
      windowHours: 24,
    },
    careTeamFromSessions: true,
    checkInOpensMinutes: 60,
    noShowAfterMinutes: 15,
    noShowCorrectionDays: 1,
    operatorOverbooks: false,
    pastEntryDays: 30,
    slotStepMinutes: 15,
  },
  security: {
    idleMinutes: 15,
    invitationHours: 72,
    mfaRoles: ['admin', 'accountant'],
    passwordMinLength: 12,
    signInDays: 7,
  },
}

/** The settings that permissions.csv names as `setting:…`. */
export const PERMISSION_TOGGLES = [
  'billing.operatorRecordsPayments',
  'billing.therapistSeesAmounts',
  'scheduling.operatorOverbooks',
] as const
export type PermissionToggle = (typeof PERMISSION_TOGGLES)[number]

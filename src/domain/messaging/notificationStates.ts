export const NOTIFICATION_STATUSES = [
  'queued',
  'sending',
  'unknown',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'skipped',
  'cancelled',
  'expired',
  'dead',
] as const
export type NotificationStatus = (typeof NOTIFICATION_STATUSES)[number]

export const NOTIFICATION_KINDS = [
  'confirmation',
  'reminder',
  'extra-reminder',
  'follow-up',
  'cancellation',
  'reschedule',
  'request',
  'time-off',
  'waitlist-offer',
  'dues',
  'receipt',
  'vaccination',
  'account',
  'manual',
  'test',
] as const
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number]

/** A status only rises (MSG-12). The messages guard in the database has the same ranks. */
export const STATUS_RANK: Readonly<Record<NotificationStatus, number>> = {
  cancelled: 3,
  dead: 3,
  delivered: 4,
  expired: 3,
  failed: 4,
  queued: 0,
  sending: 1,
  sent: 3,
  skipped: 3,
  undelivered: 4,
  unknown: 2,
}

/** What a provider answered. A time-out or a server fault is no answer: that is `unknown`. */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly messageId: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'refused-for-now'; readonly retryAfterMs?: number }
  | { readonly kind: 'unknown'; readonly reason: string }

export interface Settled {
  readonly failureReason?: string
  readonly messageId?: string
  /** When to look again: the retry of a refusal for now, or the look-up of an unknown outcome. */
  readonly notBeforeMs?: number
  readonly retryCount: number
  readonly status: NotificationStatus
}

/** An ambiguous outcome is looked up at the provider after this long, never blindly repeated. */
export const LOOK_UP_AFTER_MS = 120_000

/**
 * The state after an attempt. @rule MSG-10
 * `retryCount` counts the retries already made.
 */
export const settle = (of: {
  maxRetries: number
  nowMs: number
  outcome: SendOutcome
  retryCount: number
  retryDelayMinutes: number
}): Settled => {
  const { outcome, retryCount } = of
  switch (outcome.kind) {
    case 'accepted':
      return { messageId: outcome.messageId, retryCount, status: 'sent' }
    case 'refused':
      return { failureReason: outcome.reason, retryCount, status: 'failed' }
    case 'refused-for-now':
      return retryCount < of.maxRetries
        ? {
            failureReason: 'refused for now',
            notBeforeMs: of.nowMs + (outcome.retryAfterMs ?? of.retryDelayMinutes * 60_000),
            retryCount: retryCount + 1,
            status: 'queued',
          }
        : { failureReason: 'refused too often', retryCount, status: 'failed' }
    case 'unknown':
      return {
        failureReason: outcome.reason,
        notBeforeMs: of.nowMs + LOOK_UP_AFTER_MS,
        retryCount,
        status: 'unknown',
      }
  }
}

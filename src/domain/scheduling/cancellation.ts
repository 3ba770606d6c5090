import { percentOf } from '../money/minor.ts'
import type { FeeRule, SchedulingSettings } from '../tenancy/settings.ts'
import { HOUR_MS } from './intervals.ts'

export type Side = 'clinic' | 'patient'

/** Why a session is cancelled, and whose side it counts for; `ask` means the caller says. @rule SES-17 */
export const CANCELLATION_REASONS = {
  'clinic-closed': 'clinic',
  deceased: 'clinic',
  duplicate: 'clinic',
  'entered-in-error': 'clinic',
  other: 'ask',
  'patient-ill': 'patient',
  'patient-request': 'patient',
  'therapist-ill': 'clinic',
  'therapist-unavailable': 'clinic',
  weather: 'clinic',
} as const satisfies Record<string, Side | 'ask'>

export type CancellationReason = keyof typeof CANCELLATION_REASONS
export const REASON_CODES = Object.keys(CANCELLATION_REASONS) as CancellationReason[]

export const isReasonCode = (value: unknown): value is CancellationReason =>
  typeof value === 'string' && Object.hasOwn(CANCELLATION_REASONS, value)

/** Undefined where the reason asks and nobody answered. */
export const sideOf = (reason: CancellationReason, said?: Side): Side | undefined => {
  const side = CANCELLATION_REASONS[reason]
  return side === 'ask' ? said : side
}

/** What a fee rule asks of a frozen price, never more than the price. @rule SES-18 */
export const feeOf = (
  rule: FeeRule,
  of: { priceMinor: number; typeFeeMinor: number | null },
): number => {
  const fee = (() => {
    switch (rule.kind) {
      case 'fixed':
        return rule.fixedMinor
      case 'full':
        return of.priceMinor
      case 'none':
        return 0
      case 'override':
        return of.typeFeeMinor ?? 0
      case 'percent':
        return percentOf(of.priceMinor, rule.percent)
    }
  })()
  return Math.min(Math.max(0, fee), of.priceMinor)
}

export interface CancellationJudgement {
  readonly feeMinor: number
  /** Until when cancelling is free. */
  readonly freeUntilMs: number
  readonly isLate: boolean
  readonly status: 'cancelled' | 'late-cancelled'
}

/**
 * From the patient's side less than windowHours before the start it is late; from the clinic's side never.
 * A checked-in session can only become `cancelled` (SES-9).
 * @rule SES-18
 */
export const judgeCancellation = (of: {
  nowMs: number
  policy: SchedulingSettings['cancellation']
  priceMinor: number
  side: Side
  startsAtMs: number
  typeFeeMinor: number | null
}): CancellationJudgement => {
  const freeUntilMs = of.startsAtMs - of.policy.windowHours * HOUR_MS
  const isLate = of.side === 'patient' && of.nowMs > freeUntilMs
  return {
    feeMinor: isLate ? feeOf(of.policy.lateFee, of) : 0,
    freeUntilMs,
    isLate,
    status: isLate ? 'late-cancelled' : 'cancelled',
  }
}

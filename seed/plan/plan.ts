import type { PaymentMethod } from '../../src/domain/money/postings.ts'
import type { CancellationReason } from '../../src/domain/scheduling/cancellation.ts'
import type { DemoFamily } from '../demo/types.ts'

/** Who does it, by index of the clinic's staff. */
export type Actor = 'accountant' | 'admin' | 'operator' | { readonly therapist: number }

/** What happens. Sessions, patients and therapists are indexes of the plan. */
export type Act =
  | { readonly kind: 'cancel'; readonly reasonCode: CancellationReason; readonly session: number }
  | { readonly kind: 'check-in'; readonly session: number }
  | { readonly kind: 'confirm'; readonly session: number }
  | { readonly kind: 'no-show'; readonly session: number }
  | { readonly kind: 'start'; readonly session: number }
  | {
      readonly attendance: 'late' | 'partial' | 'present'
      readonly kind: 'complete'
      readonly session: number
    }
  | { readonly kind: 'book'; readonly session: number; readonly startMs: number }
  | { readonly kind: 'move'; readonly session: number; readonly startMs: number }
  | {
      readonly asCredit?: boolean
      readonly kind: 'pay'
      readonly method: PaymentMethod
      readonly patient: number
      /** Rounded up to so many minor units, so that credit is left. */
      readonly roundUpToMinor?: number
      /** Part of the prices of these sessions. */
      readonly sessions: readonly number[]
      readonly share: number
    }
  | { readonly family: number; readonly kind: 'register' }
  | { readonly kind: 'waive'; readonly session: number }

export interface DemoEvent {
  readonly act: Act
  readonly atMs: number
  readonly by: Actor
}

export type Fate =
  | 'attended'
  | 'cancelled-by-clinic'
  | 'cancelled-by-patient'
  | 'cancelled-late'
  /** Held, but nobody has said so yet. */
  | 'forgotten'
  | 'missed'

/** A session as it will stand in the calendar, from its booking to its end. */
export interface PlannedSession {
  readonly bookedMs: number
  readonly durationMinutes: number
  readonly endMs: number
  readonly fate: Fate
  readonly index: number
  readonly isRemote: boolean
  readonly location: number
  /** Booked for another time first, and moved then. */
  readonly movedFrom?: { readonly movedMs: number; readonly startMs: number }
  readonly on: string
  readonly patient: number
  readonly priceMinor: number
  readonly room: number | undefined
  readonly startMs: number
  readonly therapist: number
  readonly type: number
}

/** Everything that happens in one clinic, in the order of time. */
export interface Plan {
  readonly events: readonly DemoEvent[]
  readonly families: readonly DemoFamily[]
  readonly openedMs: number
  readonly sessions: readonly PlannedSession[]
}

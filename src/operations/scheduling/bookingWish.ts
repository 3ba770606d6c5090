import { type Interval, withBuffers } from '../../domain/scheduling/intervals.ts'
import type { Mode } from '../../domain/scheduling/windows.ts'
import type { BookingIds } from './bookingFacts.ts'
import type { WantedClaim } from './claims.ts'

/** A session as it is meant to become, complete enough to be judged. */
export interface Wish extends BookingIds, Interval {
  readonly bufferAfterMinutes: number
  readonly bufferBeforeMinutes: number
  readonly location: string
  readonly mode: Mode
  readonly overbookReason: string | null
  readonly patient: string
  /** What the session claims so far, when it is moved: queued for as well. */
  readonly previous?: readonly Pick<WantedClaim, 'kind' | 'resource'>[]
  /** The session itself, when it is moved: its own claims and counts do not stand in its way. */
  readonly session?: string | undefined
}

/** What a session claims: buffers belong to therapists and room, not to the patient. @rule SES-3 */
export const wantedClaims = (wish: Wish): WantedClaim[] => {
  const buffered = withBuffers(wish, {
    afterMinutes: wish.bufferAfterMinutes,
    beforeMinutes: wish.bufferBeforeMinutes,
  })
  const claims: WantedClaim[] = [
    { ...buffered, kind: 'therapist', resource: wish.therapist },
    { endMs: wish.endMs, kind: 'patient', resource: wish.patient, startMs: wish.startMs },
  ]
  if (typeof wish.coTherapist === 'string') {
    claims.push({ ...buffered, kind: 'therapist', resource: wish.coTherapist })
  }
  if (typeof wish.room === 'string') {
    claims.push({ ...buffered, kind: 'room', resource: wish.room })
  }
  return claims
}

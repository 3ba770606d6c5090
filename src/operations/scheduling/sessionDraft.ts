import { idOf } from '../../domain/ids.ts'
import { MINUTE_MS } from '../../domain/scheduling/intervals.ts'
import type { Session } from '../../payload-types.ts'
import type { Wish } from './bookingWish.ts'

/** Where the attendance of a session that was just made stands in the context, for the hooks that follow. */
export const NEW_ATTENDANCE = 'caseloadNewAttendance'

export type SessionDraft = Partial<Session>

const trimmed = (text: string | null | undefined): string | null => {
  const value = text?.trim() ?? ''
  return value === '' ? null : value
}

/**
 * The draft as something that can be judged; undefined while a required field is missing, which
 * Payload's own validation then says at the field.
 */
export const wishOf = (draft: SessionDraft): undefined | Wish => {
  const tenant = idOf(draft.tenant)
  const therapist = idOf(draft.therapist)
  const therapyType = idOf(draft.therapyType)
  const location = idOf(draft.location)
  const patient = idOf(draft.patient)
  if (!tenant || !therapist || !therapyType || !location || !patient || !draft.startsAt) {
    return undefined
  }
  const startMs = Date.parse(draft.startsAt)
  return {
    bufferAfterMinutes: draft.bufferAfterMinutes ?? 0,
    bufferBeforeMinutes: draft.bufferBeforeMinutes ?? 0,
    coTherapist: idOf(draft.coTherapist) ?? null,
    endMs: startMs + (draft.durationMinutes ?? 0) * MINUTE_MS,
    location,
    mode: draft.mode ?? 'in-person',
    overbookReason: trimmed(draft.overbooking?.reason),
    patient,
    room: idOf(draft.room) ?? null,
    session: draft.id,
    startMs,
    tenant,
    therapist,
    therapyType,
  }
}

const PLACE_FIELDS = ['location', 'room', 'therapist', 'coTherapist', 'therapyType'] as const

/** The fields of a change that make it a move: what is claimed, or when, becomes another. */
export const movedFields = (previous: SessionDraft, next: SessionDraft): string[] => {
  const moved: string[] = PLACE_FIELDS.filter((name) => idOf(previous[name]) !== idOf(next[name]))
  if (Date.parse(previous.startsAt ?? '') !== Date.parse(next.startsAt ?? ''))
    moved.push('startsAt')
  if (previous.durationMinutes !== next.durationMinutes) moved.push('durationMinutes')
  if ((previous.mode ?? 'in-person') !== (next.mode ?? 'in-person')) moved.push('mode')
  return moved
}

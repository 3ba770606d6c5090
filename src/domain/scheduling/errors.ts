import { defineError } from '../errors.ts'

export interface SlotFact {
  readonly endsAt: string
  readonly startsAt: string
}

interface TakenFacts extends Record<string, unknown> {
  /** When the resource is busy; without names. Absent where the caller may not know. */
  busy?: SlotFact | undefined
  /** Up to three nearest free slots of the same therapist. */
  free?: readonly SlotFact[] | undefined
}

export const slotTaken = defineError<TakenFacts>({
  code: 'slot-taken',
  field: 'startsAt',
  message: () => 'The therapist is not free at this time.',
  status: 409,
})
export const patientBusy = defineError<TakenFacts>({
  code: 'patient-busy',
  field: 'startsAt',
  message: () => 'The patient has another session at this time.',
  status: 409,
})
export const roomTaken = defineError<TakenFacts>({
  code: 'room-taken',
  field: 'room',
  message: () => 'The room is not free at this time.',
  status: 409,
})
export const windowFull = defineError<{ limit: number; on: string }>({
  code: 'window-full',
  field: 'startsAt',
  message: ({ limit, on }) => `The therapist takes at most ${limit} sessions then on ${on}.`,
  status: 409,
})
export const therapistInactive = defineError({
  code: 'therapist-inactive',
  field: 'therapist',
  message: () => 'This therapist takes no sessions here.',
  status: 409,
})
export const typeNotOffered = defineError({
  code: 'type-not-offered',
  field: 'therapyType',
  message: () => 'The therapist does not offer this type at this time.',
  status: 422,
})
export const outsideAvailability = defineError<{ free?: readonly SlotFact[] | undefined }>({
  code: 'outside-availability',
  field: 'startsAt',
  message: () => 'The therapist does not work at this time.',
  status: 422,
})
export const inPast = defineError<{ earliestAt: string }>({
  code: 'in-past',
  field: 'startsAt',
  message: () => 'This time is too far in the past.',
  status: 422,
})
export const timeDoesNotExist = defineError<{ timezone: string }>({
  code: 'time-does-not-exist',
  field: 'startsAt',
  message: ({ timezone }) => `The clocks in ${timezone} skip this time.`,
  status: 422,
})
export const invalidInstant = defineError<{ field: string }>({
  code: 'invalid-instant',
  field: ({ field }) => field,
  message: () => 'Write an ISO 8601 time, such as 2026-12-01T09:00:00Z.',
  status: 422,
})
export const patientOrGroup = defineError({
  code: 'patient-or-group',
  field: 'patient',
  message: () => 'A session is for one patient or for one group.',
  status: 422,
})
export const locationInactive = defineError<{ field: string }>({
  code: 'location-inactive',
  field: ({ field }) => field,
  message: () => 'This location or room is not in use any more.',
  status: 409,
})
export const roomElsewhere = defineError({
  code: 'room-elsewhere',
  field: 'room',
  message: () => 'This room belongs to another location.',
  status: 422,
})
export const moveNotAllowed = defineError<{
  allowed: readonly string[]
  from: string
  to: string
}>({
  code: 'move-not-allowed',
  field: 'status',
  message: ({ allowed, from, to }) =>
    `A session cannot go from ${from} to ${to}.` +
    (allowed.length > 0 ? ` From here it can become ${allowed.join(', ')}.` : ' It is closed.'),
  status: 409,
})
export const sessionStarted = defineError({
  code: 'session-started',
  field: 'startsAt',
  message: () => 'The session has started: it is not moved any more but replaced.',
  status: 409,
})
export const tooEarlyForNoShow = defineError<{ fromAt: string }>({
  code: 'too-early-for-no-show',
  message: ({ fromAt }) => `A no-show can be noted from ${fromAt} on.`,
  status: 422,
})
export const tooEarlyForCheckIn = defineError<{ fromAt: string }>({
  code: 'too-early-for-check-in',
  message: ({ fromAt }) => `Check-in opens at ${fromAt}.`,
  status: 422,
})
export const tooEarlyToComplete = defineError<{ fromAt: string }>({
  code: 'too-early-to-complete',
  message: ({ fromAt }) => `A session can be completed from its start (${fromAt}) on.`,
  status: 422,
})
export const tooEarlyForNotes = defineError<{ fromAt: string }>({
  code: 'too-early-for-notes',
  field: 'notes',
  message: ({ fromAt }) => `Notes are written from the start of the session (${fromAt}) on.`,
  status: 422,
})
export const attendanceMissing = defineError<{ patients: readonly string[] }>({
  code: 'attendance-missing',
  field: 'attendance',
  message: () => 'Say for each patient who came.',
  status: 422,
})
export const overbookNotAllowed = defineError({
  code: 'overbook-not-allowed',
  field: 'overbooking.reason',
  message: () => 'Your role may not book outside the hours of the therapist.',
  status: 403,
})
export const unknownReason = defineError<{ reasons: readonly string[] }>({
  code: 'unknown-reason',
  field: 'reasonCode',
  message: ({ reasons }) => `The reason is one of ${reasons.join(', ')}.`,
  status: 422,
})

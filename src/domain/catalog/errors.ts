import { defineError } from '../errors.ts'

export const typeNameTaken = defineError({
  code: 'type-name-taken',
  field: 'name',
  message: () => 'A therapy type with this name exists.',
  status: 409,
})
export const typeInUse = defineError<{ openSessions: number }>({
  code: 'type-in-use',
  message: ({ openSessions }) => `This type has ${openSessions} sessions that are not over.`,
  status: 409,
})
export const typeInactive = defineError({
  code: 'type-inactive',
  field: 'therapyType',
  message: () => 'This therapy type takes no new sessions.',
  status: 409,
})
export const invalidDuration = defineError<{ field: string; max: number; min: number }>({
  code: 'invalid-duration',
  field: ({ field }) => field,
  message: ({ max, min }) => `The length is from ${min} to ${max} minutes.`,
  status: 422,
})
export const negativePrice = defineError<{ field: string }>({
  code: 'negative-price',
  field: ({ field }) => field,
  message: () => 'A price is 0 or more, in whole minor units.',
  status: 422,
})
export const invalidBuffer = defineError<{ field: string; max: number }>({
  code: 'invalid-buffer',
  field: ({ field }) => field,
  message: ({ max }) => `A buffer is from 0 to ${max} minutes.`,
  status: 422,
})
export const invalidColour = defineError<{ field: string }>({
  code: 'invalid-colour',
  field: ({ field }) => field,
  message: () => 'Write the colour as #rrggbb.',
  status: 422,
})
export const typeDayLimit = defineError<{ limit: number; on: string }>({
  code: 'type-day-limit',
  field: 'startsAt',
  message: ({ limit, on }) => `On ${on} the limit of ${limit} sessions of this type is reached.`,
  status: 409,
})
export const pricingExists = defineError({
  code: 'pricing-exists',
  field: 'therapyType',
  message: () => 'This therapist already has a price for this type.',
  status: 409,
})

export const invalidTime = defineError<{ field: string }>({
  code: 'invalid-time',
  field: ({ field }) => field,
  message: () => 'Write the time as HH:mm.',
  status: 422,
})
export const endBeforeStart = defineError<{ field: string }>({
  code: 'end-before-start',
  field: ({ field }) => field,
  message: () => 'The end lies before the start.',
  status: 422,
})
export const invalidDay = defineError({
  code: 'invalid-day',
  field: 'dayOfWeek',
  message: () => 'The weekday is 0 (Sunday) to 6 (Saturday).',
  status: 422,
})
export const invalidMaxSessions = defineError<{ field: string }>({
  code: 'invalid-max-sessions',
  field: ({ field }) => field,
  message: () => 'The limit is a whole number of 1 or more.',
  status: 422,
})
export const availabilityOverlap = defineError({
  code: 'availability-overlap',
  field: 'startTime',
  message: () => 'This overlaps another window of the therapist.',
  status: 409,
})
export const sessionsOutside = defineError<{
  sessions: readonly { id: string; number: string | null; startsAt: string }[]
}>({
  code: 'sessions-outside',
  field: 'acceptOutside',
  message: ({ sessions }) =>
    `${sessions.length} booked sessions would lie outside. Accept this to save anyway; nothing is cancelled.`,
  status: 409,
})
export const rangeTooLong = defineError<{ maxDays: number }>({
  code: 'range-too-long',
  field: 'to',
  message: ({ maxDays }) => `Ask for at most ${maxDays} days.`,
  status: 422,
})

import { defineError } from '../errors.ts'

export const tenantMismatch = defineError<{ tenants?: readonly string[] }>({
  code: 'tenant-mismatch',
  field: 'tenant',
  message: () => 'Choose one of your own tenants; a row never changes its tenant.',
  status: 422,
})
export const invalidTimezone = defineError<{ field: string }>({
  code: 'invalid-timezone',
  field: ({ field }) => field,
  message: () => 'This is not an IANA time zone, such as Asia/Kolkata.',
  status: 422,
})
export const invalidCurrency = defineError<{ field: string }>({
  code: 'invalid-currency',
  field: ({ field }) => field,
  message: () => 'This is not an ISO 4217 currency, such as INR.',
  status: 422,
})
export const invalidSetting = defineError<{ field: string; max?: number; min?: number }>({
  code: 'invalid-setting',
  field: ({ field }) => field,
  message: ({ max, min }) =>
    min === undefined || max === undefined
      ? 'This value is not allowed.'
      : `Choose a value from ${min} to ${max}.`,
  status: 422,
})
export const unknownPreset = defineError<{ presets: readonly string[] }>({
  code: 'unknown-preset',
  field: 'preset',
  message: ({ presets }) => `The preset is one of ${presets.join(', ')}.`,
  status: 422,
})
export const invalidSlug = defineError({
  code: 'invalid-slug',
  field: 'slug',
  message: () => 'Use small letters, digits and single dashes.',
  status: 422,
})
export const slugTaken = defineError({
  code: 'slug-taken',
  field: 'slug',
  message: () => 'This short name is taken.',
  status: 409,
})
export const currencyFixed = defineError({
  code: 'currency-fixed',
  field: 'currency',
  message: () => 'The currency is fixed once the ledger has an entry.',
  status: 409,
})
export const locationInUse = defineError<{ futureSessions: number }>({
  code: 'location-in-use',
  field: 'active',
  message: ({ futureSessions }) => `This location has ${futureSessions} future sessions.`,
  status: 409,
})
export const lastLocation = defineError({
  code: 'last-location',
  field: 'active',
  message: () => 'A tenant keeps at least one active location.',
  status: 409,
})
export const roomInUse = defineError<{ futureSessions: number }>({
  code: 'room-in-use',
  field: 'active',
  message: ({ futureSessions }) => `This room has ${futureSessions} future sessions.`,
  status: 409,
})
export const tenantSuspended = defineError({
  code: 'tenant-suspended',
  message: () => 'This clinic is suspended.',
  status: 403,
})

import { defineError } from '../errors.ts'

export const accountWaiting = defineError<{ retryAfterSeconds: number }>({
  code: 'account-waiting',
  message: ({ retryAfterSeconds }) =>
    `Too many tries. Please wait ${Math.ceil(retryAfterSeconds / 60)} minutes.`,
  status: 423,
})
export const tokenExpired = defineError({
  code: 'token-expired',
  message: () => 'You were signed out after some time. Please sign in again.',
  status: 401,
})
export const tokenRevoked = defineError({
  code: 'token-revoked',
  message: () => 'This sign-in was ended. Please sign in again.',
  status: 401,
})
export const mfaRequired = defineError({
  code: 'mfa-required',
  field: 'code',
  message: () => 'Enter the code of your authenticator app, or a backup code.',
  status: 401,
})
export const mfaInvalid = defineError({
  code: 'mfa-invalid',
  field: 'code',
  message: () => 'This code is wrong or was used already.',
  status: 401,
})
export const mfaEnrolled = defineError({
  code: 'mfa-enrolled',
  message: () => 'Codes are set up already. Remove them first.',
  status: 409,
})
export const mfaNotEnrolled = defineError({
  code: 'mfa-not-enrolled',
  message: () => 'No codes are set up.',
  status: 409,
})
export const mfaRequiredByRole = defineError({
  code: 'mfa-required-by-role',
  message: () => 'Your role asks for codes at sign-in, so they stay.',
  status: 409,
})
export const wrongPassword = defineError({
  code: 'wrong-password',
  field: 'password',
  message: () => 'The present password is not right.',
  status: 422,
})
export const invitationUsed = defineError({
  code: 'invitation-used',
  message: () => 'This invitation was used already.',
  status: 409,
})
export const invitationExpired = defineError({
  code: 'invitation-expired',
  message: () => 'This invitation has expired. Ask for a new one.',
  status: 409,
})

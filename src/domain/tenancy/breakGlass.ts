import { defineError } from '../errors.ts'

/** How long the platform may look into a clinic. @rule USR-8 */
export const BREAK_GLASS_MINUTES = 60
export const MIN_BREAK_GLASS_REASON = 10

export const breakGlassRequired = defineError({
  code: 'break-glass-required',
  message: () => 'Open a grant for the clinic first, with a reason.',
  status: 403,
})
export const breakGlassEnded = defineError({
  code: 'break-glass-ended',
  message: () => 'Your grant for the clinic has ended.',
  status: 403,
})

import { defineError } from '../errors.ts'

export const amountNotPositive = defineError<{ field: string }>({
  code: 'amount-not-positive',
  field: ({ field }) => field,
  message: () => 'The amount is above 0.',
  status: 422,
})
export const tooManyDecimals = defineError<{ field: string }>({
  code: 'too-many-decimals',
  field: ({ field }) => field,
  message: () => 'Amounts are whole minor units, such as paise.',
  status: 422,
})
export const overAllocated = defineError<{ availableMinor: number; field: string }>({
  code: 'over-allocated',
  field: ({ field }) => field,
  message: () => 'This settles more than is due or more than was paid.',
  status: 422,
})
export const receivedInFuture = defineError({
  code: 'received-in-future',
  field: 'receivedAt',
  message: () => 'Money cannot be received in the future.',
  status: 422,
})
export const alreadyCharged = defineError({
  code: 'already-charged',
  message: () => 'This session is already charged to this patient.',
  status: 409,
})
export const paymentFinal = defineError<{ field?: string; status: string }>({
  code: 'payment-final',
  field: ({ field }) => field,
  message: ({ status }) => `This payment is ${status}: only its notes may change.`,
  status: 409,
})
export const creditSpent = defineError({
  code: 'credit-spent',
  message: () => 'The credit of this patient is not enough.',
  status: 409,
})
export const transferReversed = defineError({
  code: 'transfer-reversed',
  message: () => 'This posting is already reversed.',
  status: 409,
})
export const notReversible = defineError<{ kind: string }>({
  code: 'not-reversible',
  message: ({ kind }) => `A posting of the kind ${kind} is corrected by its own action.`,
  status: 409,
})

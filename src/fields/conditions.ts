import type { Condition } from 'payload'

export const isAnimal: Condition = (data: { kind?: string }) => data.kind === 'animal'
export const isSaved: Condition = (_data, _sibling, { operation }) => operation === 'update'
export const isCancelled: Condition = (data: { status?: string }) =>
  data.status === 'cancelled' || data.status === 'late-cancelled'
export const isPercentFee: Condition = (_, sibling: { kind?: string }) => sibling.kind === 'percent'
export const isFixedFee: Condition = (_, sibling: { kind?: string }) => sibling.kind === 'fixed'
export const isVoided: Condition = (data: { voided?: { at?: string } }) =>
  typeof data.voided?.at === 'string'

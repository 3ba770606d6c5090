import type { Condition } from 'payload'

export const isAnimal: Condition = (data: { kind?: string }) => data.kind === 'animal'
export const isSaved: Condition = (data: { id?: string }) => data.id !== undefined
export const isNew: Condition = (data: { id?: string }) => data.id === undefined
export const isCancelled: Condition = (data: { status?: string }) =>
  data.status === 'cancelled' || data.status === 'late-cancelled'
export const isPercentFee: Condition = (_, sibling: { kind?: string }) => sibling.kind === 'percent'
export const isFixedFee: Condition = (_, sibling: { kind?: string }) => sibling.kind === 'fixed'
export const isVoided: Condition = (data: { voided?: { at?: string } }) =>
  data.voided?.at !== undefined && data.voided.at !== null

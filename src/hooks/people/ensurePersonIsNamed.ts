import type { CollectionBeforeChangeHook } from 'payload'
import { invalidColour } from '../../domain/catalog/errors.ts'
import { nameTooShort } from '../../domain/people/errors.ts'

const COLOUR = /^#[0-9a-f]{6}$/i

/** @rule USR-1 */
export const ensurePersonIsNamed: CollectionBeforeChangeHook<{
  colour?: string | null
  firstName?: string | null
  id: string
  lastName?: string | null
}> = ({ data, originalDoc }) => {
  const next = { ...originalDoc, ...data }
  for (const field of ['firstName', 'lastName'] as const) {
    if ((next[field] ?? '').trim() === '') throw nameTooShort({ field, minLength: 1 })
  }
  const colour = next.colour ?? ''
  if (colour !== '' && !COLOUR.test(colour)) throw invalidColour({ field: 'colour' })
  return data
}

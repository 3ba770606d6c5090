import type { CollectionBeforeChangeHook } from 'payload'
import { fullNameOf } from '../../domain/people/contacts.ts'

interface Named {
  firstName?: string | null
  id: string
  lastName?: string | null
}

/** Keeps the full name beside its parts, so that lists can show, sort and search it. */
export const fillTitle: CollectionBeforeChangeHook<Named> = ({ data, originalDoc }) => {
  const next = { ...originalDoc, ...data }
  return {
    ...data,
    firstName: next.firstName?.trim(),
    fullName: fullNameOf(next),
    lastName: next.lastName?.trim(),
  }
}

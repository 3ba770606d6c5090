import type { CollectionBeforeValidateHook } from 'payload'
import { isEmail } from '../../domain/people/contacts.ts'
import { invalidEmail } from '../../domain/people/errors.ts'

/** Lower case, trimmed; empty is none. @rule USR-1 PAT-2 */
export const normaliseEmail: CollectionBeforeValidateHook<{
  email?: string | null
  id: string
}> = ({ data }) => {
  if (typeof data?.email !== 'string') return data
  const email = data.email.trim().toLowerCase()
  if (email !== '' && !isEmail(email)) throw invalidEmail({ field: 'email' })
  return { ...data, email: email === '' ? null : email }
}

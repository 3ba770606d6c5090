import type { CollectionBeforeChangeHook } from 'payload'
import { isCommonPassword, MIN_PASSWORD_LENGTH } from '../../domain/people/passwords.ts'
import { weakPassword } from '../../domain/people/errors.ts'

/** @rule SEC-3 */
export const ensurePasswordIsStrong: CollectionBeforeChangeHook = ({ data }) => {
  const { password } = data as { password?: string | null }
  if (password === undefined || password === null) return data
  if (password.length < MIN_PASSWORD_LENGTH || isCommonPassword(password)) {
    throw weakPassword({ minLength: MIN_PASSWORD_LENGTH })
  }
  return data
}

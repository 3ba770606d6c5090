import type { CollectionBeforeChangeHook, CollectionBeforeOperationHook } from 'payload'
import { badRequest } from '../../domain/errors.ts'
import { isCommonPassword, MIN_PASSWORD_LENGTH } from '../../domain/people/passwords.ts'
import { weakPassword } from '../../domain/people/errors.ts'

const ensureStrong = (password: string): void => {
  if (password.length < MIN_PASSWORD_LENGTH || isCommonPassword(password)) {
    throw weakPassword({ minLength: MIN_PASSWORD_LENGTH })
  }
}

/** @rule SEC-3 */
export const ensurePasswordIsStrong: CollectionBeforeChangeHook = ({ data }) => {
  const { password } = data as { password?: string | null }
  if (password !== undefined && password !== null) ensureStrong(password)
  return data
}

/** A forgotten password is replaced without the hooks of a change. @rule SEC-3 */
export const ensurePasswordIsStrongOnReset: CollectionBeforeOperationHook = ({
  args,
  operation,
}) => {
  if (operation !== 'resetPassword') return args
  const { password, token } = (args as { data: { password?: unknown; token?: unknown } }).data
  // A filter on no token at all would be no filter.
  if (typeof password !== 'string' || typeof token !== 'string' || token === '') {
    throw badRequest({})
  }
  ensureStrong(password)
  return args
}

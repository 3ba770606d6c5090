import type { CollectionBeforeChangeHook, CollectionBeforeOperationHook } from 'payload'
import { badRequest } from '../../domain/errors.ts'
import { NEW_PASSWORD } from '../../operations/operation/changedFields.ts'
import { ensureStrong, minLengthFor } from '../../operations/signIn/passwordRules.ts'

/** @rule SEC-3 */
export const ensurePasswordIsStrong: CollectionBeforeChangeHook<{ id: string }> = async ({
  data,
  originalDoc,
  req,
}) => {
  const { password } = data as { password?: string | null }
  if (password === undefined || password === null) return data
  // Gone from the data by the time the change is recorded.
  req.context[NEW_PASSWORD] = true
  const user = originalDoc?.id
  ensureStrong(password, user === undefined ? undefined : await minLengthFor(req, { user }))
  return data
}

/** A forgotten password is replaced without the hooks of a change. @rule SEC-3 */
export const ensurePasswordIsStrongOnReset: CollectionBeforeOperationHook = async ({
  args,
  operation,
  req,
}) => {
  if (operation !== 'resetPassword') return args
  const { password, token } = (args as { data: { password?: unknown; token?: unknown } }).data
  // A filter on no token at all would be no filter.
  if (typeof password !== 'string' || typeof token !== 'string' || token === '') {
    throw badRequest({})
  }
  ensureStrong(password, await minLengthFor(req, { resetToken: token }))
  return args
}

import type { CollectionBeforeChangeHook } from 'payload'
import { grantsOf } from '../../access/permissions.ts'
import { userIdOf } from '../../access/rights.ts'
import { forbidden } from '../../domain/errors.ts'
import { wrongPassword } from '../../domain/people/signInErrors.ts'
import { PASSWORD_CHECKED } from '../../operations/signIn/ownAccount.ts'

type Person = Readonly<Record<string, unknown>> & { readonly id: string }

/** What everybody changes of themselves; the full name follows. */
const OWN = ['colour', 'firstName', 'fullName', 'lastName', 'password', 'updatedAt']

const isChanged = (before: unknown, after: unknown): boolean =>
  after !== undefined && JSON.stringify(after ?? null) !== JSON.stringify(before ?? null)

/**
 * One's own password is changed with the present one only, and who changes no people changes of
 * themselves their name and colour. @rule USR-6
 */
export const keepOwnAccount: CollectionBeforeChangeHook<Person> = ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const isOwn = operation === 'update' && originalDoc?.id === userIdOf(req)
  if (!isOwn || originalDoc === undefined) return data
  if (typeof data.password === 'string' && req.context[PASSWORD_CHECKED] !== true) {
    throw wrongPassword({})
  }
  // The mailbox is where a forgotten password leads: another admin changes it.
  if (isChanged(originalDoc.email, data.email)) {
    throw forbidden({ action: 'users.update', field: 'email' })
  }
  if (grantsOf(req, 'users.update').length > 0) return data
  const field = Object.keys(data).find(
    (name) =>
      !OWN.includes(name) && name in originalDoc && isChanged(originalDoc[name], data[name]),
  )
  if (field !== undefined) throw forbidden({ action: 'users.update', field })
  return data
}

import type { CollectionBeforeChangeHook } from 'payload'
import { userIdOf } from '../../access/rights.ts'
import { forbidden } from '../../domain/errors.ts'
import { isOwnBusiness, tiesOf } from '../../operations/people/isOwnBusiness.ts'

interface Identity {
  email?: string
  id: string
  password?: string | null
}

/** How somebody signs in is changed by whose business they are alone. @rule USR-5 */
export const keepSharedIdentity: CollectionBeforeChangeHook<Identity> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const userId = userIdOf(req)
  const id = originalDoc?.id
  const field =
    data.email !== undefined && data.email !== originalDoc?.email
      ? 'email'
      : typeof data.password === 'string'
        ? 'password'
        : undefined
  const isOther = operation === 'update' && userId !== undefined && userId !== id
  if (!isOther || field === undefined) return data
  const isTheirs = isOwnBusiness(req, await tiesOf(req, id))
  if (!isTheirs) throw forbidden({ action: 'users.update', field })
  return data
}

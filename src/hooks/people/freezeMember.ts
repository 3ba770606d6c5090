import type { CollectionBeforeChangeHook } from 'payload'
import { readOnlyField } from '../../domain/errors.ts'
import { idOf } from '../../domain/ids.ts'
import type { Membership } from '../../payload-types.ts'

/** A membership stays with its person; somebody else gets one of their own. */
export const freezeMember: CollectionBeforeChangeHook<Membership> = ({
  data,
  operation,
  originalDoc,
}) => {
  const isOther = data.user !== undefined && idOf(data.user) !== idOf(originalDoc?.user)
  if (operation === 'update' && isOther) throw readOnlyField({ field: 'user' })
  return data
}

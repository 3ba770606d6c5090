import type { CollectionBeforeChangeHook } from 'payload'
import { userIdOf } from '../../access/rights.ts'
import { idOf } from '../../domain/ids.ts'
import { ownRoleChange } from '../../domain/people/errors.ts'

interface Powers {
  active?: boolean | null
  id: string
  platformRole?: string | null
  roles?: string[] | null
  user: unknown
}

const powersOf = (doc: Partial<Powers> | undefined): string =>
  JSON.stringify([doc?.active ?? true, doc?.platformRole ?? null, [...(doc?.roles ?? [])].sort()])

/** Nobody changes their own roles, nor switches themselves on or off. @rule USR-5 */
export const preventOwnRoleChange: CollectionBeforeChangeHook<Powers> = ({
  data,
  originalDoc,
  req,
}) => {
  const next = { ...originalDoc, ...data }
  const isOwn = userIdOf(req) !== undefined && idOf(next.user) === userIdOf(req)
  if (isOwn && powersOf(next) !== powersOf(originalDoc)) throw ownRoleChange({})
  return data
}

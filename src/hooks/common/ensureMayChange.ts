import { type CollectionBeforeOperationHook, Forbidden } from 'payload'

interface ChangeArgs {
  readonly data?: unknown
  readonly id?: string
  readonly overrideAccess?: boolean
}

/**
 * Asks access before any other hook looks at the document: what a hook would say of a row, that it is
 * stale or that a balance differs, is told only to whoever may change that row. Foreign, unknown and
 * invisible rows answer alike.
 * @rule TEN-4 USR-4
 */
export const ensureMayChange: CollectionBeforeOperationHook = async ({
  args,
  collection,
  operation,
  req,
}) => {
  const { data, id, overrideAccess } = args as ChangeArgs
  if (!['create', 'delete', 'update'].includes(operation) || overrideAccess === true) return args
  if (!req.user) throw new Forbidden(req.t)
  if (id === undefined || (operation !== 'delete' && operation !== 'update')) return args
  if ((await collection.access[operation]({ data, id, req })) === false) throw new Forbidden(req.t)
  return args
}

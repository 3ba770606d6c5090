import type { CollectionBeforeOperationHook } from 'payload'
import { query } from '../../db/query.ts'
import { isUuid } from '../../domain/ids.ts'

/**
 * Locks the row before Payload reads it: two updates of different fields would else lose one, because
 * Payload writes whole rows from what it read (integrity §1.2). Access is asked afterwards, as always.
 */
export const preventLostUpdates: CollectionBeforeOperationHook = async ({
  args,
  collection,
  operation,
  req,
}) => {
  const { id } = args as { id?: unknown }
  if ((operation !== 'update' && operation !== 'delete') || !isUuid(id)) return args
  const table = collection.slug.replaceAll('-', '_')
  await query(req, `select 1 from "${table}" where id = $1 for update`, [id])
  return args
}

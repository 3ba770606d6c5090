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
  if (!isUuid(id)) return args
  const table = collection.slug.replaceAll('-', '_')
  if (operation === 'restoreVersion') {
    const parent = `(select parent_id from "_${table}_v" where id = $1)`
    await query(req, `select 1 from "${table}" where id = ${parent} for update`, [id])
  }
  if (operation !== 'update' && operation !== 'delete') return args
  await query(req, `select 1 from "${table}" where id = $1 for update`, [id])
  return args
}

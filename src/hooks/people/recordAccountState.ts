import type { CollectionAfterChangeHook } from 'payload'
import { query } from '../../db/query.ts'

/** Every account has its state in a row of its own, which no sign-in rewrites. @rule USR-1 */
export const recordAccountState: CollectionAfterChangeHook<{ id: string }> = async ({
  doc,
  operation,
  req,
}) => {
  if (operation === 'create') {
    await query(
      req,
      `insert into account_states (user_id, active, created_at, updated_at)
       values ($1, true, now(), now()) on conflict (user_id) do nothing`,
      [doc.id],
    )
  }
  return doc
}

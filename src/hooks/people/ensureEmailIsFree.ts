import type { CollectionBeforeChangeHook } from 'payload'
import { query } from '../../db/query.ts'
import { emailTaken } from '../../domain/people/errors.ts'

/**
 * One login for one address on the whole platform. Payload asks this too, in words of its own; the
 * unique key has the last word.
 * @rule USR-1
 */
export const ensureEmailIsFree: CollectionBeforeChangeHook<{ email: string; id: string }> = async ({
  data,
  originalDoc,
  req,
}) => {
  if (data.email === undefined || data.email === originalDoc?.email) return data
  const taken = await query(req, 'select 1 from users where email = $1', [data.email])
  if (taken.length > 0) throw emailTaken({})
  return data
}

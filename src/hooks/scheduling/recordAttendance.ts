import type { CollectionAfterChangeHook } from 'payload'
import { query, queryOne } from '../../db/query.ts'
import { idOf } from '../../domain/ids.ts'
import { NEW_ATTENDANCE } from '../../operations/scheduling/sessionDraft.ts'
import type { Session } from '../../payload-types.ts'

/** An individual session has exactly one attendance, made with it and priced as it. @rule GRP-6 */
export const recordAttendance: CollectionAfterChangeHook<Session> = async ({
  context,
  doc,
  operation,
  previousDoc,
  req,
}) => {
  const priceMinor = doc.price?.priceMinor ?? 0
  if (operation === 'create') {
    // Made by the system together with the session; hooks and access of the collection are for hands.
    const { id } = await queryOne<{ id: string }>(
      req,
      `insert into attendances (tenant_id, session_id, patient_id, status, price_minor)
       values ($1, $2, $3, 'expected', $4) returning id`,
      [idOf(doc.tenant), doc.id, idOf(doc.patient), priceMinor],
    )
    context[NEW_ATTENDANCE] = id
  } else if (previousDoc.price?.priceMinor !== priceMinor) {
    await query(
      req,
      'update attendances set price_minor = $2, updated_at = now() where session_id = $1',
      [doc.id, priceMinor],
    )
  }
  return doc
}

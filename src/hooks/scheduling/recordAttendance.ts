import type { CollectionAfterChangeHook } from 'payload'
import { query } from '../../db/query.ts'
import { idOf } from '../../domain/ids.ts'
import type { Session } from '../../payload-types.ts'
import { slugs } from '../../slugs.ts'

/** An individual session has exactly one attendance, made with it and priced as it. @rule GRP-6 */
export const recordAttendance: CollectionAfterChangeHook<Session> = async ({
  doc,
  operation,
  previousDoc,
  req,
}) => {
  const priceMinor = doc.price?.priceMinor ?? 0
  if (operation === 'create') {
    // Made by the system together with the session; hooks and access of the collection are for hands.
    await req.payload.db.create({
      collection: slugs.attendances,
      data: {
        patient: idOf(doc.patient),
        priceMinor,
        session: doc.id,
        status: 'expected',
        tenant: idOf(doc.tenant),
      },
      req,
      returning: false,
    })
  } else if (previousDoc.price?.priceMinor !== priceMinor) {
    await query(
      req,
      'update attendances set price_minor = $2, updated_at = now() where session_id = $1',
      [doc.id, priceMinor],
    )
  }
  return doc
}

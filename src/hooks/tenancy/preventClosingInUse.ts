import type { CollectionBeforeChangeHook } from 'payload'
import { query } from '../../db/query.ts'
import { OPEN_STATUSES } from '../../domain/scheduling/statusMachine.ts'
import { locationInUse, roomInUse } from '../../domain/tenancy/errors.ts'
import { nowMs } from '../../operations/common/services.ts'
import { slugs } from '../../slugs.ts'

/** A location or a room with future sessions cannot be closed. @rule TEN-11 */
export const preventClosingInUse: CollectionBeforeChangeHook<{
  active?: boolean | null
  id: string
}> = async ({ collection, data, operation, originalDoc, req }) => {
  const isClosing = operation === 'update' && data.active === false && originalDoc?.active !== false
  if (!isClosing) return data
  const isRoom = collection.slug === slugs.rooms
  const [row] = await query<{ sessions: number }>(
    req,
    `select count(*)::int as sessions from sessions
      where ${isRoom ? 'room_id' : 'location_id'} = $1 and starts_at > $2
        and status::text = any ($3)`,
    [originalDoc?.id, new Date(nowMs(req)).toISOString(), [...OPEN_STATUSES]],
  )
  const futureSessions = row?.sessions ?? 0
  if (futureSessions > 0) throw (isRoom ? roomInUse : locationInUse)({ futureSessions })
  return data
}

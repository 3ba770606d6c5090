import type { CollectionBeforeChangeHook } from 'payload'
import { query } from '../../db/query.ts'
import { conflict, readOnlyField } from '../../domain/errors.ts'
import { idOf } from '../../domain/ids.ts'
import type { Attendance } from '../../payload-types.ts'

/** Session and patient stay; once the session is over, presence is changed by correcting the session. */
export const freezeAttendance: CollectionBeforeChangeHook<Attendance> = async ({
  data,
  originalDoc,
  req,
}) => {
  const before = originalDoc as Attendance
  for (const field of ['session', 'patient'] as const) {
    if (data[field] !== undefined && idOf(data[field]) !== idOf(before[field])) {
      throw readOnlyField({ field })
    }
  }
  if (data.status === undefined || data.status === before.status) return data
  const open = await query(
    req,
    `select 1 from sessions where id = $1
        and status in ('held', 'requested', 'scheduled', 'confirmed', 'checked-in', 'in-progress')`,
    [idOf(before.session)],
  )
  if (open.length === 0) throw conflict({ field: 'status' })
  return data
}

import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import { idOf } from '../../domain/ids.ts'
import { contains } from '../../domain/scheduling/intervals.ts'
import { wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import { type WeeklyWindow, windowsOn } from '../../domain/scheduling/windows.ts'
import type { Availability } from '../../payload-types.ts'
import { nowMs } from '../common/services.ts'
import { readBookingFacts } from '../scheduling/bookingFacts.ts'

export interface OutsideSession {
  readonly id: string
  readonly number: null | string
  readonly startsAt: string
}

interface Row {
  end_ms: number
  id: string
  number: null | string
  start_ms: number
  timezone: string
}

const asWindow = (row: Partial<Availability>, like: WeeklyWindow): WeeklyWindow => ({
  ...like,
  dayOfWeek: row.dayOfWeek ?? like.dayOfWeek,
  effectiveFromOn: row.effectiveFromOn ?? null,
  effectiveToOn: row.effectiveToOn ?? null,
  endTime: row.endTime ?? like.endTime,
  locationId: idOf(row.location) ?? null,
  startTime: row.startTime ?? like.startTime,
})

/** Future sessions that lie in a window as it is and in none as it is going to be. @rule AVL-7 */
export const findSessionsOutside = async (
  req: PayloadRequest,
  of: {
    after: Partial<Availability> | undefined
    before: Availability
    tenant: string
    therapist: string
  },
): Promise<OutsideSession[]> => {
  const { windows } = await readBookingFacts(req, {
    location: null,
    patient: null,
    tenant: of.tenant,
    therapist: of.therapist,
    therapyType: of.tenant,
  })
  const current = windows.find(({ id }) => id === of.before.id)
  if (current === undefined) return []
  const others = windows.filter(({ id }) => id !== of.before.id)
  const isKept = of.after !== undefined && of.after.active !== false
  const next = isKept ? [...others, asWindow(of.after ?? {}, current)] : others
  const sessions = await query<Row>(
    req,
    `select id, number, timezone, extract(epoch from starts_at)::float8 * 1000 as start_ms,
            extract(epoch from ends_at)::float8 * 1000 as end_ms
       from sessions
      where tenant_id = $1 and therapist_id = $2 and starts_at > $3 and overbooking_by_id is null
        and status in ('requested', 'scheduled', 'confirmed', 'checked-in')
      order by starts_at`,
    [of.tenant, of.therapist, new Date(nowMs(req)).toISOString()],
  )
  return sessions.flatMap((row) => {
    const session = { endMs: row.end_ms, startMs: row.start_ms }
    const { on } = wallTimeAt(row.start_ms, row.timezone)
    const isIn = (rows: readonly WeeklyWindow[]): boolean =>
      windowsOn(rows, on).some((window) => contains(window, session))
    return isIn([current]) && !isIn(next)
      ? [{ id: row.id, number: row.number, startsAt: new Date(row.start_ms).toISOString() }]
      : []
  })
}

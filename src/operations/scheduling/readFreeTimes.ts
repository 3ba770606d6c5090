import type { PayloadRequest } from 'payload'
import { grantIn } from '../../access/permissions.ts'
import { query } from '../../db/query.ts'
import { freeStretches } from '../../domain/scheduling/freeStretches.ts'
import type { Interval } from '../../domain/scheduling/intervals.ts'
import { addDays, dayInterval } from '../../domain/scheduling/wallClock.ts'
import { type WeeklyWindow, windowsOn } from '../../domain/scheduling/windows.ts'
import { nowMs } from '../common/services.ts'
import { tenantContext } from '../common/tenantContext.ts'

export interface TherapistFree {
  readonly id: string
  readonly name: string
  /** In time order, at most `MOST` of the two days. */
  readonly stretches: readonly { readonly endsAt: string; readonly startsAt: string }[]
}

const MOST = 4

/** Everybody who can be booked, with hours and claims of two days; $5 limits to some locations. */
const HOURS = `
  select u.id, u.full_name as name,
    (select coalesce(jsonb_agg(jsonb_build_object(
        'dayOfWeek', a.day_of_week, 'effectiveFromOn', nullif(a.effective_from_on, ''),
        'effectiveToOn', nullif(a.effective_to_on, ''), 'endTime', a.end_time,
        'startTime', a.start_time, 'timezone', coalesce(l.timezone, t.timezone))), '[]'::jsonb)
       from availability a left join locations l on l.id = a.location_id
      where a.tenant_id = $1 and a.therapist_id = u.id and a.active
        and (cardinality($5::uuid[]) = 0 or a.location_id is null or a.location_id = any ($5))
    ) as windows,
    (select coalesce(jsonb_agg(jsonb_build_object(
        'startMs', extract(epoch from lower(c.during)) * 1000,
        'endMs', extract(epoch from upper(c.during)) * 1000)), '[]'::jsonb)
       from booking_claims c
      where c.tenant_id = $1 and c.kind = 'therapist' and c.resource_id = u.id
        and c.during && tstzrange($2, $3)) as busy
    from memberships m
    join tenants t on t.id = m.tenant_id
    join users u on u.id = m.user_id
   where m.tenant_id = $1 and m.active
     and exists (select from memberships_roles r where r.parent_id = m.id and r.value = 'therapist')
     and ($4::uuid is null or u.id = $4)
   order by u.full_name, u.id`

interface HoursRow extends Record<string, unknown> {
  readonly busy: readonly Interval[]
  readonly id: string
  readonly name: string
  readonly windows: readonly WeeklyWindow[]
}

export interface FreeTimesInput {
  /** The first of the two local days. */
  readonly from: string
  /** Only hours at these locations; empty: at all. */
  readonly locations: readonly string[]
  readonly tenant: string
  readonly therapist?: string | undefined
}

/** When each therapist has nothing on a day and the next one. Whoever may search slots sees it. */
export const readFreeTimes = async (
  req: PayloadRequest,
  of: FreeTimesInput,
): Promise<TherapistFree[]> => {
  if (grantIn(req, 'slots.search', of.tenant)?.reach !== 'all') return []
  const { settings, timezone } = await tenantContext(req, of.tenant)
  const dates = [of.from, addDays(of.from, 1)]
  const [first, last] = dates.map((on) => dayInterval(on, timezone))
  const rows = await query<HoursRow>(req, HOURS, [
    of.tenant,
    new Date(first?.startMs ?? 0).toISOString(),
    new Date(last?.endMs ?? 0).toISOString(),
    of.therapist ?? null,
    [...of.locations],
  ])
  return rows.map(({ busy, id, name, windows }) => ({
    id,
    name,
    stretches: freeStretches({
      busy,
      fromMs: nowMs(req),
      leastMinutes: settings.scheduling.slotStepMinutes,
      windows: dates.flatMap((on) => windowsOn(windows, on)),
    })
      .slice(0, MOST)
      .map(({ endMs, startMs }) => ({
        endsAt: new Date(endMs).toISOString(),
        startsAt: new Date(startMs).toISOString(),
      })),
  }))
}

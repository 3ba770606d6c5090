import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import type { DayLimitScope } from '../../domain/catalog/price.ts'
import type { Interval } from '../../domain/scheduling/intervals.ts'
import { UNCOUNTED_STATUSES } from '../../domain/scheduling/statusMachine.ts'

interface CountOf extends Interval {
  /** A session that does not count: the one that is being moved. */
  readonly except?: string | undefined
  readonly tenant: string
}

const COUNTED = `
  select extract(epoch from starts_at)::float8 * 1000 as start_ms from sessions
   where tenant_id = $1 and starts_at >= $2 and starts_at < $3
     and not (status::text = any ($4::text[])) and id is distinct from $5`

const startsOf = async (
  req: PayloadRequest,
  of: CountOf,
  { condition, values }: { condition: string; values: readonly unknown[] },
): Promise<number[]> => {
  const rows = await query<{ start_ms: number }>(req, `${COUNTED} ${condition}`, [
    of.tenant,
    new Date(of.startMs).toISOString(),
    new Date(of.endMs).toISOString(),
    [...UNCOUNTED_STATUSES],
    of.except ?? null,
    ...values,
  ])
  return rows.map((row) => row.start_ms)
}

/** When the counted sessions of a therapist begin, for maxSessions of a window (AVL-3). */
export const startsOfTherapist = (
  req: PayloadRequest,
  of: CountOf & { therapist: string },
): Promise<number[]> =>
  startsOf(req, of, { condition: 'and therapist_id = $6', values: [of.therapist] })

export interface DayLimitOf extends CountOf {
  readonly location: string
  readonly scope: DayLimitScope
  readonly therapist: string
  readonly therapyType: string
}

/** What the limit is counted over: the therapist, the location, or the whole tenant. */
export const dayLimitScopeId = (of: DayLimitOf): string =>
  of.scope === 'therapist' ? of.therapist : of.scope === 'location' ? of.location : of.tenant

/** When the counted sessions of a type begin, over the limit's scope. @rule TYP-4 */
export const startsOfType = (req: PayloadRequest, of: DayLimitOf): Promise<number[]> => {
  const column = { location: 'location_id', tenant: 'tenant_id', therapist: 'therapist_id' }[
    of.scope
  ]
  return startsOf(req, of, {
    condition: `and therapy_type_id = $6 and ${column} = $7`,
    values: [of.therapyType, dayLimitScopeId(of)],
  })
}

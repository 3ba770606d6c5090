import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import type { Interval } from '../../domain/scheduling/intervals.ts'

export type ClaimKind = 'patient' | 'room' | 'therapist'

/** A stretch of time that a session wants of one resource. */
export interface WantedClaim extends Interval {
  readonly kind: ClaimKind
  readonly resource: string
}

export interface Conflict extends Interval {
  readonly kind: ClaimKind
}

const at = (ms: number): string => new Date(ms).toISOString()

/**
 * The claims of others that stand in the way, therapist first. For the answer only: the judge is the
 * exclusion constraint (SES-4).
 */
export const findConflicts = async (
  req: PayloadRequest,
  of: { except?: string | undefined; tenant: string; wanted: readonly WantedClaim[] },
): Promise<Conflict[]> => {
  const rows = await query<{ end_ms: number; kind: ClaimKind; start_ms: number }>(
    req,
    `select c.kind, extract(epoch from lower(c.during))::float8 * 1000 as start_ms,
            extract(epoch from upper(c.during))::float8 * 1000 as end_ms
       from unnest($2::text[], $3::uuid[], $4::timestamptz[], $5::timestamptz[])
              as w(kind, resource_id, from_at, to_at)
       join booking_claims c
         on c.tenant_id = $1 and c.kind = w.kind and c.resource_id = w.resource_id
        and c.during && tstzrange(w.from_at, w.to_at)
      where c.session_id is distinct from $6
      order by case c.kind when 'therapist' then 0 when 'patient' then 1 else 2 end,
               lower(c.during)`,
    [
      of.tenant,
      of.wanted.map(({ kind }) => kind),
      of.wanted.map(({ resource }) => resource),
      of.wanted.map(({ startMs }) => at(startMs)),
      of.wanted.map(({ endMs }) => at(endMs)),
      of.except ?? null,
    ],
  )
  return rows.map((row) => ({ endMs: row.end_ms, kind: row.kind, startMs: row.start_ms }))
}

/** What is claimed of some resources between two instants. */
export const busyTimes = async (
  req: PayloadRequest,
  of: {
    except?: string | undefined
    resources: readonly Pick<WantedClaim, 'kind' | 'resource'>[]
    tenant: string
  } & Interval,
): Promise<Conflict[]> =>
  findConflicts(req, {
    ...of,
    wanted: of.resources.map((resource) => ({ ...resource, endMs: of.endMs, startMs: of.startMs })),
  })

import type { PayloadRequest } from 'payload'
import { grantsOf } from '../../access/permissions.ts'
import { query } from '../../db/query.ts'

export interface ChargeSummary {
  readonly costMinor: number
  readonly dueMinor: number
  readonly settledMinor: number
  readonly waivedMinor: number
}

/** What a session asks of its patient; null while nothing is charged, or where amounts are hidden. */
export const readCharge = async (
  req: PayloadRequest,
  session: string,
): Promise<ChargeSummary | null> => {
  if (grantsOf(req, 'payments.read').length === 0) return null
  const [charge] = await query<ChargeSummary & Record<string, unknown>>(
    req,
    `select sum(cost_minor)::float8 as "costMinor", sum(settled_minor)::float8 as "settledMinor",
            sum(waived_minor)::float8 as "waivedMinor",
            sum(cost_minor - settled_minor - waived_minor)::float8 as "dueMinor"
       from charges where session_id = $1 having count(*) > 0`,
    [session],
  )
  return charge ?? null
}

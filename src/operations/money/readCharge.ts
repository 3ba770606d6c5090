import type { PayloadRequest } from 'payload'
import { may } from '../../access/permissions.ts'
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
  const [charge] = await query<ChargeSummary & { tenant: string }>(
    req,
    `select tenant_id as tenant, sum(cost_minor)::float8 as "costMinor", sum(settled_minor)::float8 as "settledMinor",
            sum(waived_minor)::float8 as "waivedMinor",
            sum(cost_minor - settled_minor - waived_minor)::float8 as "dueMinor"
       from charges where session_id = $1 group by tenant_id`,
    [session],
  )
  if (charge === undefined) return null
  const { tenant, ...summary } = charge
  // Somebody may see amounts in one clinic and not in another.
  return may(req, 'payments.read', tenant) ? summary : null
}

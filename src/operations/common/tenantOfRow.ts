import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import { isUuid } from '../../domain/ids.ts'

type Table = 'attendances' | 'ledger_transfers' | 'locations' | 'patients' | 'payments' | 'sessions'

/** The tenant of a row in sight of the request's connection; undefined for unknown and foreign ones. */
export const tenantOfRow = async (
  req: PayloadRequest,
  table: Table,
  id: string | undefined,
): Promise<string | undefined> => {
  if (!isUuid(id)) return undefined
  const [row] = await query<{ tenant_id: string }>(
    req,
    `select tenant_id from ${table} where id = $1`,
    [id],
  )
  return row?.tenant_id
}

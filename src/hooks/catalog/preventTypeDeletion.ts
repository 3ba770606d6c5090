import type { CollectionBeforeDeleteHook } from 'payload'
import { query } from '../../db/query.ts'
import { typeInUse } from '../../domain/catalog/errors.ts'
import { inUse } from '../../domain/errors.ts'
import { OPEN_STATUSES } from '../../domain/scheduling/statusMachine.ts'

/** With open sessions it stays; with past ones delete means deactivate; unused it goes. @rule TYP-6 */
export const preventTypeDeletion: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const [row] = await query<{ all: number; open: number }>(
    req,
    `select count(*)::int as "all", count(*) filter (where status::text = any ($2))::int as open
       from sessions where therapy_type_id = $1`,
    [id, [...OPEN_STATUSES]],
  )
  if ((row?.open ?? 0) > 0) throw typeInUse({ openSessions: row?.open ?? 0 })
  const priced = await query(req, 'select 1 from pricing where therapy_type_id = $1 limit 1', [id])
  if ((row?.all ?? 0) > 0 || priced.length > 0) throw inUse({ deactivate: true })
}

import type { CollectionBeforeDeleteHook } from 'payload'
import { query } from '../../db/query.ts'
import { inUse } from '../../domain/errors.ts'

/** A patient with any session, payment or posting is deactivated, never deleted. @rule PAT-10 */
export const preventDeletionWithHistory: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const [row] = await query<{ kept: boolean }>(
    req,
    `select exists (select from sessions where patient_id = $1)
         or exists (select from attendances where patient_id = $1)
         or exists (select from payments where patient_id = $1)
         or exists (select from ledger_transfers where patient_id = $1) as kept`,
    [id],
  )
  if (row?.kept === true) throw inUse({ deactivate: true })
  await query(req, 'select fin.close_patient_accounts($1)', [id])
}

import type { CollectionBeforeDeleteHook } from 'payload'
import { query } from '../../db/query.ts'
import { inUse } from '../../domain/errors.ts'

/** A contact goes only while no patient, payment or message names it. */
export const preventDeletionWithLinks: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const [row] = await query<{ linked: boolean }>(
    req,
    `select exists (select from patients_guardians where contact_id = $1)
         or exists (select from payments where contact_id = $1)
         or exists (select from notifications where contact_id = $1) as linked`,
    [id],
  )
  if (row?.linked === true) throw inUse({ deactivate: false })
}

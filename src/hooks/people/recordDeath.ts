import type { CollectionAfterChangeHook } from 'payload'
import { query } from '../../db/query.ts'
import { nowMs } from '../../operations/common/services.ts'
import { cancelSession } from '../../operations/scheduling/cancelSession.ts'
import type { Patient } from '../../payload-types.ts'

/**
 * A death is recorded in the diary: sessions ahead are cancelled without a fee, and nobody is written to.
 * @rule ANI-4
 */
export const recordDeath: CollectionAfterChangeHook<Patient> = async ({
  doc,
  operation,
  previousDoc,
  req,
}) => {
  const isNew = Boolean(doc.deceasedAt) && !(previousDoc as Partial<Patient>).deceasedAt
  if (operation !== 'update' || !isNew) return doc
  const ahead = await query<{ id: string }>(
    req,
    `select id from sessions
      where patient_id = $1 and starts_at > $2 and status in ('requested', 'scheduled', 'confirmed')
      order by id`,
    [doc.id, new Date(nowMs(req)).toISOString()],
  )
  for (const { id } of ahead) await cancelSession(req, id, { reasonCode: 'deceased' })
  return doc
}

import type { CollectionAfterChangeHook } from 'payload'
import { query } from '../../db/query.ts'
import { idOf } from '../../domain/ids.ts'
import { tenantContext } from '../../operations/common/tenantContext.ts'
import type { Session } from '../../payload-types.ts'

const JOIN = `
  insert into patients_rels ("order", parent_id, path, users_id)
  select coalesce(max("order"), 0) + 1, $1, 'careTeam', $2
    from patients_rels where parent_id = $1 and path = 'careTeam'
  on conflict (parent_id, path, users_id) where users_id is not null do nothing`

/** Booking a session adds its therapists to the care team. @rule USR-7 */
export const recordCareTeam: CollectionAfterChangeHook<Session> = async ({ doc, req }) => {
  const { settings } = await tenantContext(req, idOf(doc.tenant) ?? '')
  if (!settings.scheduling.careTeamFromSessions) return doc
  for (const therapist of [idOf(doc.therapist), idOf(doc.coTherapist)]) {
    if (therapist !== undefined) await query(req, JOIN, [idOf(doc.patient), therapist])
  }
  return doc
}

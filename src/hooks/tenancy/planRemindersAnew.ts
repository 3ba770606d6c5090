import type { CollectionAfterChangeHook } from 'payload'
import { query } from '../../db/query.ts'
import { idOf } from '../../domain/ids.ts'
import { nowMs } from '../../operations/common/services.ts'
import { forgetTenantContext } from '../../operations/common/tenantContext.ts'
import { type MessagedSession, planRemindersOf } from '../../operations/messaging/planSession.ts'
import type { Setting } from '../../payload-types.ts'

const reminderKey = ({ messaging }: Setting): string =>
  JSON.stringify({
    ...messaging,
    confirmation: undefined,
    reminders: messaging.reminders?.map(({ channels, enabled, hoursBefore }) => [
      channels,
      enabled,
      hoursBefore,
    ]),
  })

/** Planned reminders follow the new settings; what was sent stays. @rule TEN-15 */
export const planRemindersAnew: CollectionAfterChangeHook<Setting> = async ({
  doc,
  operation,
  previousDoc,
  req,
}) => {
  forgetTenantContext(req)
  if (operation !== 'update' || reminderKey(doc) === reminderKey(previousDoc)) return doc
  const sessions = await query<{ session: MessagedSession }>(
    req,
    `select jsonb_build_object('id', id, 'patient', patient_id, 'tenant', tenant_id,
              'startsAtMs', extract(epoch from starts_at) * 1000, 'timezone', timezone) as session
       from sessions
      where tenant_id = $1 and starts_at > $2 and status in ('scheduled', 'confirmed')
      order by id`,
    [idOf(doc.tenant), new Date(nowMs(req)).toISOString()],
  )
  for (const { session } of sessions) await planRemindersOf(req, session)
  return doc
}

import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import type { Channel } from '../../domain/messaging/channels.ts'
import type { NotificationKind } from '../../domain/messaging/notificationStates.ts'
import type { Status } from '../../domain/scheduling/statusMachine.ts'

/** A message under lease, with everything its text and its last check need. */
export interface ClaimedMessage {
  readonly channel: Channel
  readonly contactFirstName: string
  readonly id: string
  /** It was planned for a start that the session no longer has. */
  readonly isOutdated: boolean
  readonly kind: NotificationKind
  readonly leaseToken: string
  readonly locationName: string
  readonly optedOut: boolean
  readonly patientDeceased: boolean
  readonly patientFirstName: string
  readonly recipient: string | null
  readonly retryCount: number
  readonly sessionStatus: Status
  readonly startsAtMs: number
  readonly tenant: string
  readonly therapistName: string
  readonly timezone: string
}

export const readClaimed = async (
  req: PayloadRequest,
  ids: readonly string[],
  leaseToken: string,
): Promise<ClaimedMessage[]> => {
  if (ids.length === 0) return []
  const rows = await query<{ message: Omit<ClaimedMessage, 'leaseToken'> }>(
    req,
    `select jsonb_build_object('channel', n.channel, 'contactFirstName', c.first_name, 'id', n.id,
              'isOutdated', coalesce(n.expires_at <> s.starts_at, false), 'kind', n.kind,
              'locationName', l.name,
              'optedOut', exists (select from contacts_opt_outs o where o._parent_id = c.id
                                   and o.channel::text = n.channel::text and o.purpose = 'care'),
              'patientDeceased', p.deceased_at is not null, 'patientFirstName', p.first_name,
              'recipient', case n.channel when 'sms' then nullif(c.phone, '')
                                          else nullif(c.email, '') end,
              'retryCount', n.retry_count, 'sessionStatus', s.status,
              'startsAtMs', extract(epoch from s.starts_at) * 1000, 'tenant', n.tenant_id,
              'therapistName', u.full_name, 'timezone', s.timezone) as message
       from notifications n
       join contacts c on c.id = n.contact_id
       join patients p on p.id = n.patient_id
       join sessions s on s.id = n.session_id
       join locations l on l.id = s.location_id
       join users u on u.id = s.therapist_id
      where n.id = any ($1)
      order by n.planned_at, n.id`,
    [ids],
  )
  return rows.map(({ message }) => ({ ...message, leaseToken }))
}

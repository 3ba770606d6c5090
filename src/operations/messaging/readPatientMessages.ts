import type { PayloadRequest } from 'payload'
import { may } from '../../access/permissions.ts'
import type { Channel } from '../../domain/messaging/channels.ts'
import type {
  NotificationKind,
  NotificationStatus,
} from '../../domain/messaging/notificationStates.ts'
import { type Newest, queryNewest } from '../common/queryNewest.ts'

export interface PatientMessage {
  readonly channel: Channel
  readonly contact: null | string
  readonly id: string
  readonly kind: NotificationKind
  readonly plannedAt: string
  readonly sentAt: null | string
  readonly session: null | string
  readonly status: NotificationStatus
}

const MOST = 20

const iso = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

const MESSAGES = `
  select count(*) over ()::int as total, n.id, n.kind, n.channel, n.status, c.full_name as contact, n.session_id as session,
         ${iso('n.planned_at')} as "plannedAt", ${iso('n.sent_at')} as "sentAt"
    from notifications n left join contacts c on c.id = n.contact_id
   where n.tenant_id = $1 and n.patient_id = $2
   order by n.planned_at desc, n.id limit ${MOST}`

/** The newest messages about a patient whom the caller was found to see; never their text. @rule PAT-8 */
export const readPatientMessages = async (
  req: PayloadRequest,
  { patient, tenant }: { patient: string; tenant: string },
): Promise<Newest<PatientMessage>> =>
  may(req, 'notifications.read', tenant)
    ? queryNewest<PatientMessage>(req, MESSAGES, [tenant, patient])
    : { rows: [], total: 0 }

import type { PayloadRequest } from 'payload'
import { grantIn, may } from '../../access/permissions.ts'
import { userIdOf } from '../../access/rights.ts'
import { query } from '../../db/query.ts'
import type { Channel, SkipReason } from '../../domain/messaging/channels.ts'
import type {
  NotificationKind,
  NotificationStatus,
} from '../../domain/messaging/notificationStates.ts'
import type { EventSource, Status } from '../../domain/scheduling/statusMachine.ts'

interface Of {
  readonly id: string
  readonly tenant: string
}

export interface SessionHistoryRow {
  readonly at: string
  readonly by: null | string
  /** Fields that a move changed beside the status, with the values before and after. */
  readonly changes: null | Readonly<Record<string, readonly [unknown, unknown]>>
  readonly from: null | Status
  readonly id: string
  readonly reason: null | string
  readonly source: EventSource
  readonly to: Status
}

const iso = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const HISTORY = `
  select e.id, ${iso('e.at')} as at, e."from"::text as "from", e."to"::text as "to",
         e.source::text as source, e.reason, e.changes, u.full_name as by
    from session_events e left join users u on u.id = e.by_id
   where e.session_id = $1 order by e.at, e.created_at, e.id`

/** Who moved a session, when, from where to where; nothing for those who may not read it. @rule SES-11 */
export const readSessionHistory = async (
  req: PayloadRequest,
  { id, tenant }: Of,
): Promise<SessionHistoryRow[]> =>
  may(req, 'session-events.read', tenant) ? query<SessionHistoryRow>(req, HISTORY, [id]) : []

export interface SessionMessage {
  readonly at: string
  readonly channel: Channel
  readonly contact: null | string
  readonly hoursBefore: null | number
  readonly id: string
  readonly kind: NotificationKind
  /** `•••• 1234`, `p•••@family.example`: enough to recognise, not enough to use. */
  readonly recipient: null | string
  readonly skipReason: null | SkipReason
  readonly status: NotificationStatus
}

/** $2 narrows to patients of a therapist's care team; addresses never leave the database whole. */
const MESSAGES = `
  select n.id, n.kind::text as kind, n.channel::text as channel, n.status::text as status,
         n.skip_reason::text as "skipReason", n.rule::float8 as "hoursBefore",
         ${iso('coalesce(n.sent_at, n.planned_at)')} as at, c.full_name as contact,
         case when n.recipient is null then null
              when position('@' in n.recipient) > 0
                then left(n.recipient, 1) || '•••' || substring(n.recipient from '@.*$')
              else '•••• ' || right(n.recipient, 4) end as recipient
    from notifications n left join contacts c on c.id = n.contact_id
   where n.session_id = $1
     and ($2::uuid is null or exists (select 1 from patients_rels t
            where t.parent_id = n.patient_id and t.path = 'careTeam' and t.users_id = $2))
   order by coalesce(n.sent_at, n.planned_at), n.id`

/** What contacts were, are and will be told of a session. @rule MSG-1 */
export const readSessionMessages = async (
  req: PayloadRequest,
  { id, tenant }: Of,
): Promise<null | SessionMessage[]> => {
  const grant = grantIn(req, 'notifications.read', tenant)
  if (grant === undefined) return null
  return query<SessionMessage>(req, MESSAGES, [
    id,
    grant.reach === 'all' ? null : (userIdOf(req) ?? null),
  ])
}

import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import {
  type Channel,
  chooseChannel,
  type Reachability,
  type SkipReason,
} from '../../domain/messaging/channels.ts'
import type { NotificationKind } from '../../domain/messaging/notificationStates.ts'
import { planReminders, type SendWindow } from '../../domain/messaging/reminders.ts'
import { nowMs } from '../common/services.ts'
import { type TenantContext, tenantContext } from '../common/tenantContext.ts'

/** The part of a session that its messages depend on. */
export interface MessagedSession {
  readonly id: string
  readonly patient: string
  /** Counts the moves, so that each of them is told once. */
  readonly sequence?: number
  readonly startsAtMs: number
  readonly tenant: string
  readonly timezone: string
}

interface Recipient extends Reachability {
  readonly id: string
  readonly timezone: string | null
}

/** The contacts of a patient who receive reminders. */
const readRecipients = async (
  req: PayloadRequest,
  session: MessagedSession,
): Promise<Recipient[]> => {
  const rows = await query<{ contact: Recipient }>(
    req,
    `select jsonb_build_object('id', c.id, 'email', nullif(c.email, ''),
              'phone', nullif(c.phone, ''), 'timezone', nullif(c.timezone, ''),
              'optedOut', (select coalesce(jsonb_agg(o.channel), '[]'::jsonb)
                             from contacts_opt_outs o
                            where o._parent_id = c.id and o.purpose = 'care'),
              'preferredChannels',
                (select coalesce(jsonb_agg(p.value order by p."order"), '[]'::jsonb)
                   from contacts_preferred_channels p where p.parent_id = c.id)) as contact
       from patients_guardians g
       join contacts c on c.id = g.contact_id
      where g._parent_id = $1 and c.tenant_id = $2 and g.receives_reminders
      order by g._order`,
    [session.patient, session.tenant],
  )
  return rows.map(({ contact }) => contact)
}

interface Planned {
  readonly channels: readonly Channel[]
  readonly kind: NotificationKind
  readonly outsideWindow?: boolean
  readonly plannedMs: number
  /** Hours before the start, for reminders; else 0. */
  readonly rule: number
  readonly skipReason?: SkipReason
}

const ruleOf = ({ kind, rule }: Planned, { sequence = 0 }: MessagedSession): string => {
  if (kind === 'reminder') return String(rule)
  // A session may move to the same time twice.
  return kind === 'reschedule' ? `${kind}-${sequence}` : kind
}

const dedupeKey = (
  session: MessagedSession,
  planned: Planned,
  { channel, contact }: { channel: Channel; contact: string },
): string => {
  const rule = ruleOf(planned, session)
  return `session:${session.id}:${new Date(session.startsAtMs).toISOString()}:${rule}:${contact}:${channel}`
}

/** One row for each message and contact; planning twice changes nothing. @rule MSG-6 */
const insertPlanned = async (
  req: PayloadRequest,
  of: {
    planned: readonly Planned[]
    recipient: Recipient
    session: MessagedSession
    settings: TenantContext['settings']['messaging']
  },
): Promise<void> => {
  const { recipient, session } = of
  const rows = of.planned.map((planned) => {
    const choice = chooseChannel({
      contact: recipient,
      ruleChannels: planned.channels,
      settings: of.settings,
    })
    const skipReason = planned.skipReason ?? ('reason' in choice ? choice.reason : null)
    return {
      channel: choice.channel,
      dedupe_key: dedupeKey(session, planned, {
        channel: choice.channel,
        contact: recipient.id,
      }),
      expires_at: new Date(session.startsAtMs).toISOString(),
      kind: planned.kind,
      outside_window: planned.outsideWindow === true,
      planned_at: new Date(planned.plannedMs).toISOString(),
      recipient: 'recipient' in choice ? choice.recipient : null,
      rule: planned.rule,
      skip_reason: skipReason,
      status: skipReason === null ? 'queued' : 'skipped',
    }
  })
  await query(
    req,
    `insert into notifications (tenant_id, contact_id, patient_id, session_id, kind, channel, status,
            recipient, rule, outside_window, planned_at, expires_at, skip_reason, dedupe_key,
            retry_count, created_at, updated_at)
     select $1, $2, $3, $4, r.kind::enum_notifications_kind, r.channel::enum_notifications_channel,
            r.status::enum_notifications_status, r.recipient, r.rule, r.outside_window, r.planned_at,
            r.expires_at, r.skip_reason::enum_notifications_skip_reason, r.dedupe_key, 0, now(), now()
       from jsonb_to_recordset($5::jsonb) as r(kind text, channel text, status text, recipient text,
            rule numeric, outside_window boolean, planned_at timestamptz, expires_at timestamptz,
            skip_reason text, dedupe_key text)
     on conflict (tenant_id, dedupe_key) do nothing`,
    [session.tenant, recipient.id, session.patient, session.id, JSON.stringify(rows)],
  )
}

const remindersFor = (of: {
  context: TenantContext
  now: number
  recipient: Recipient
  session: MessagedSession
}): Planned[] => {
  const { messaging } = of.context.settings
  const window: SendWindow = {
    endTime: messaging.windowEndTime,
    sendOnWeekends: messaging.sendOnWeekends,
    startTime: messaging.windowStartTime,
    timezone: of.recipient.timezone ?? of.session.timezone,
  }
  const plan = planReminders({
    bookedAtMs: of.now,
    settings: messaging,
    startsAtMs: of.session.startsAtMs,
    window,
  })
  return plan.map((reminder) => ({
    channels:
      messaging.reminders.find(({ hoursBefore }) => hoursBefore === reminder.hoursBefore)
        ?.channels ?? [],
    kind: 'reminder',
    rule: reminder.hoursBefore,
    ...('skipReason' in reminder
      ? { plannedMs: of.now, skipReason: reminder.skipReason }
      : { outsideWindow: reminder.outsideWindow, plannedMs: reminder.plannedMs }),
  }))
}

const plan = async (
  req: PayloadRequest,
  session: MessagedSession,
  plannedFor: (of: { context: TenantContext; now: number; recipient: Recipient }) => Planned[],
): Promise<void> => {
  const now = nowMs(req)
  // Nothing goes out after the start.
  if (session.startsAtMs <= now) return
  const [context, recipients] = await Promise.all([
    tenantContext(req, session.tenant),
    readRecipients(req, session),
  ])
  for (const recipient of recipients) {
    const planned = plannedFor({ context, now, recipient })
    if (planned.length === 0) continue
    await insertPlanned(req, { planned, recipient, session, settings: context.settings.messaging })
  }
}

const atOnce = (kind: NotificationKind, of: { context: TenantContext; now: number }): Planned[] => {
  const { confirmation } = of.context.settings.messaging
  // The switch is for confirmations; a move or a cancellation is always told.
  if (kind === 'confirmation' && !confirmation.enabled) return []
  return [{ channels: confirmation.channels, kind, plannedMs: of.now, rule: 0 }]
}

/** The confirmation now and the reminders ahead, in the transaction of the booking. @rule MSG-3 MSG-6 */
export const planBooking = (req: PayloadRequest, session: MessagedSession): Promise<void> =>
  plan(req, session, (of) => [...atOnce('confirmation', of), ...remindersFor({ ...of, session })])

/** One message about the move, and the reminders anew. @rule SES-15 MSG-6 */
export const planReschedule = async (
  req: PayloadRequest,
  session: MessagedSession,
): Promise<void> => {
  await cancelPlannedMessages(req, session)
  await plan(req, session, (of) => [
    ...atOnce('reschedule', of),
    ...remindersFor({ ...of, session }),
  ])
}

/** The reminders of a session anew, after the settings changed. @rule TEN-15 */
export const planRemindersOf = async (
  req: PayloadRequest,
  session: MessagedSession,
): Promise<void> => {
  await query(
    req,
    `delete from notifications
      where tenant_id = $1 and session_id = $2 and kind = 'reminder' and status in ('queued', 'skipped')`,
    [session.tenant, session.id],
  )
  await plan(req, session, (of) => remindersFor({ ...of, session }))
}

/** Tells the contacts that a session is cancelled. */
export const planCancellation = (req: PayloadRequest, session: MessagedSession): Promise<void> =>
  plan(req, session, (of) => atOnce('cancellation', of))

/**
 * Unsent messages of a session are not sent any more; the rows stay and say why. They give their keys
 * back, or a session that keeps or regains its time would never be reminded of.
 * @rule MSG-6
 */
export const cancelPlannedMessages = async (
  req: PayloadRequest,
  session: Pick<MessagedSession, 'id' | 'tenant'>,
): Promise<void> => {
  await query(
    req,
    `update notifications
        set dedupe_key = dedupe_key || ':' || id, updated_at = now(),
            skip_reason = case status when 'queued' then 'session-closed' else skip_reason end,
            status = case status when 'queued' then 'cancelled' else status end
      where tenant_id = $1 and session_id = $2
        and (status = 'queued' or (status = 'skipped' and dedupe_key not like '%:' || id))`,
    [session.tenant, session.id],
  )
}

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import type { SkipReason } from '../../domain/messaging/channels.ts'
import { type SendOutcome, settle } from '../../domain/messaging/notificationStates.ts'
import { renderTemplate, templateFor } from '../../domain/messaging/templates.ts'
import { isOpen } from '../../domain/scheduling/statusMachine.ts'
import type { MessageProvider, OutgoingMessage } from '../../providers/messages/types.ts'
import { nowMs, servicesOf } from '../common/services.ts'
import { type TenantContext, tenantContext } from '../common/tenantContext.ts'
import { type ClaimedMessage, readClaimed } from './claimedMessage.ts'

const LEASE_SECONDS = 60
/** Below half the lease, so that a slow service never outlives our claim (integrity §4). */
const SEND_TIMEOUT_MS = 20_000
/** Who keeps to the time-out has said so by then; who does not is waited for no longer. */
const GIVE_UP_MS = SEND_TIMEOUT_MS + 1_000

/**
 * Takes up to `limit` due messages; nobody else gets them while the lease lasts. Those of a suspended
 * clinic stay. With `tenant` only those of one clinic.
 * @rule MSG-9 TEN-17
 */
export const claimDue = async (
  req: PayloadRequest,
  limit: number,
  tenant?: string,
): Promise<ClaimedMessage[]> => {
  const leaseToken = randomUUID()
  const rows = await query<{ id: string }>(
    req,
    `with due as (
       select id from notifications
        where status = 'queued' and planned_at <= $3 and coalesce(not_before_at, planned_at) <= $3
          and ($4::uuid is null or tenant_id = $4)
          and tenant_id not in (select id from tenants where suspended_at is not null)
        order by planned_at, id limit $2 for update skip locked)
     update notifications n
        set status = 'sending', lease_token = $1,
            lease_until_at = now() + make_interval(secs => ${LEASE_SECONDS}), updated_at = now()
       from due where n.id = due.id
     returning n.id`,
    [leaseToken, limit, new Date(nowMs(req)).toISOString(), tenant ?? null],
  )
  return readClaimed(
    req,
    rows.map(({ id }) => id),
    leaseToken,
  )
}

const finish = async (
  req: PayloadRequest,
  message: ClaimedMessage,
  values: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const columns = Object.entries({ ...values, lease_token: null, lease_until_at: null })
  const sets = columns.map(([column], index) => `${column} = $${index + 3}`).join(', ')
  // Who lost the lease has no say any more: another worker may be looking the outcome up.
  await query(
    req,
    `update notifications set ${sets}, updated_at = now() where id = $1 and lease_token = $2`,
    [message.id, message.leaseToken, ...columns.map(([, value]) => value)],
  )
}

/** Why a claimed message must not leave after all. @rule MSG-9 MSG-11 */
const obstacleOf = (
  message: ClaimedMessage,
  context: TenantContext,
  now: number,
): 'expired' | SkipReason | undefined => {
  if (message.patientDeceased) return 'patient-deceased'
  const isAboutOpenSession = message.kind !== 'cancellation'
  if (isAboutOpenSession && !isOpen(message.sessionStatus)) return 'session-closed'
  // The move has planned messages of its own; this one was under way meanwhile.
  if (message.isOutdated) return 'session-closed'
  if (message.startsAtMs <= now) return 'expired'
  if (message.optedOut) return 'opted-out'
  if (message.recipient === null) return 'no-address'
  const { emailEnabled, smsEnabled } = context.settings.messaging
  return (message.channel === 'sms' ? smsEnabled : emailEnabled) ? undefined : 'channel-off'
}

const wordsOf = (message: ClaimedMessage, context: TenantContext, now: number) => {
  const { locale } = context
  const at = new Date(message.startsAtMs)
  const timeZone = message.timezone
  const dateOf = (ms: number): string =>
    new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone }).format(ms)
  const date = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    timeZone,
    weekday: 'long',
    year: 'numeric',
  }).format(at)
  const isTomorrow = dateOf(now + 86_400_000) === dateOf(message.startsAtMs)
  return {
    contactName: message.contactFirstName,
    date,
    locationName: message.locationName,
    patientName: message.patientFirstName,
    tenantName: context.name,
    tenantPhone: context.phone,
    therapistName: message.therapistName,
    time: new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone }).format(
      at,
    ),
    whenWords: isTomorrow ? 'tomorrow' : `on ${date}`,
  }
}

const compose = (
  message: ClaimedMessage,
  context: TenantContext,
  now: number,
): OutgoingMessage | undefined => {
  const template = templateFor(message.kind, context.preset)
  const text = template && renderTemplate(template, wordsOf(message, context, now))
  if (text === undefined || message.recipient === null) return undefined
  return { ...text, fromName: context.name, id: message.id, to: message.recipient }
}

/** What the service said. Silence and faults are `unknown`: it may have gone out all the same. */
const send = async (provider: MessageProvider, message: OutgoingMessage): Promise<SendOutcome> => {
  const silence = new AbortController()
  try {
    return await Promise.race([
      provider.send(message, { timeoutMs: SEND_TIMEOUT_MS }),
      pause<SendOutcome>(
        GIVE_UP_MS,
        { kind: 'unknown', reason: 'no answer' },
        { signal: silence.signal },
      ),
    ])
  } catch (error) {
    return { kind: 'unknown', reason: error instanceof Error ? error.name : 'the provider failed' }
  } finally {
    silence.abort()
  }
}

/**
 * Sends one claimed message and writes what came of it. A time-out, a server fault or a crash of the
 * provider is `unknown`: it is looked up before anything is sent again.
 * @rule MSG-9 MSG-10
 */
export const deliver = async (req: PayloadRequest, message: ClaimedMessage): Promise<void> => {
  const now = nowMs(req)
  const context = await tenantContext(req, message.tenant)
  const obstacle = obstacleOf(message, context, now)
  if (obstacle !== undefined) {
    await finish(
      req,
      message,
      obstacle === 'expired' ? { status: 'expired' } : { skip_reason: obstacle, status: 'skipped' },
    )
    return
  }
  const outgoing = compose(message, context, now)
  if (outgoing === undefined) {
    await finish(req, message, { skip_reason: 'template-invalid', status: 'skipped' })
    return
  }
  const provider = servicesOf(req.payload).messages[message.channel]
  const outcome = await send(provider, outgoing)
  const { maxRetries, retryDelayMinutes } = context.settings.messaging
  const settled = settle({
    maxRetries,
    nowMs: now,
    outcome,
    retryCount: message.retryCount,
    retryDelayMinutes,
  })
  await finish(req, message, {
    body: outgoing.body,
    failure_reason: settled.failureReason ?? null,
    last_retry_at: message.retryCount > 0 ? new Date(now).toISOString() : null,
    message_id: settled.messageId ?? null,
    not_before_at:
      settled.notBeforeMs === undefined ? null : new Date(settled.notBeforeMs).toISOString(),
    provider: provider.name,
    retry_count: settled.retryCount,
    sent_at: settled.status === 'sent' ? new Date(now).toISOString() : null,
    status: settled.status,
    subject: outgoing.subject,
  })
}

import { setTimeout as pause } from 'node:timers/promises'
import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import type { Channel } from '../../domain/messaging/channels.ts'
import type { LookUp } from '../../providers/messages/types.ts'
import { nowMs, servicesOf } from '../common/services.ts'
import { tenantContext } from '../common/tenantContext.ts'

const LOOK_UP_TIMEOUT_MS = 10_000

/**
 * What a crashed worker held: nobody knows whether it left, so it is looked up, never repeated blindly.
 * @rule MSG-10
 */
export const returnLostLeases = async (req: PayloadRequest): Promise<number> => {
  const rows = await query(
    req,
    `update notifications
        set status = 'unknown', lease_token = null, lease_until_at = null, not_before_at = null,
            failure_reason = 'the worker stopped while sending', updated_at = now()
      where status = 'sending' and lease_until_at < now() returning id`,
  )
  return rows.length
}

interface OpenQuestion {
  channel: Channel
  id: string
  retry_count: string
  tenant_id: string
}

/** Takes open questions for two minutes, so that two workers do not ask and requeue the same one. */
const takeQuestions = (req: PayloadRequest, limit: number): Promise<OpenQuestion[]> =>
  query<OpenQuestion>(
    req,
    `with open as (
       select id from notifications
        where status = 'unknown' and coalesce(not_before_at, '-infinity') <= $2
        order by id limit $1 for update skip locked)
     update notifications n set not_before_at = $2::timestamptz + interval '2 minutes'
       from open where n.id = open.id
     returning n.id, n.channel::text as channel, n.retry_count, n.tenant_id`,
    [limit, new Date(nowMs(req)).toISOString()],
  )

const write = async (
  req: PayloadRequest,
  id: string,
  { messageId, status }: { messageId?: string; status: 'dead' | 'failed' | 'queued' | 'sent' },
): Promise<void> => {
  await query(
    req,
    `update notifications
        set status = s.next, message_id = coalesce($3, message_id),
            sent_at = case when s.next = 'sent' then $4::timestamptz end,
            retry_count = retry_count + case when s.next = 'queued' then 1 else 0 end,
            not_before_at = null, updated_at = now()
       from (select $2::enum_notifications_status as next) s
      where id = $1 and status = 'unknown'`,
    [id, status, messageId ?? null, new Date(nowMs(req)).toISOString()],
  )
}

/** What the service knows; undefined where it does not answer. The other messages do not wait for it. */
const lookUp = async (
  req: PayloadRequest,
  { channel, id }: Pick<OpenQuestion, 'channel' | 'id'>,
): Promise<LookUp | undefined> => {
  const silence = new AbortController()
  try {
    return await Promise.race([
      servicesOf(req.payload).messages[channel].lookUp(id),
      pause<undefined>(LOOK_UP_TIMEOUT_MS, undefined, { signal: silence.signal }),
    ])
  } catch {
    return undefined
  } finally {
    silence.abort()
  }
}

const answerQuestion = async (req: PayloadRequest, question: OpenQuestion): Promise<void> => {
  const { channel, id, retry_count: retries, tenant_id: tenant } = question
  const answer = await lookUp(req, { channel, id })
  // Asked again in two minutes.
  if (answer === undefined) return
  if (answer.kind === 'accepted')
    return write(req, id, { messageId: answer.messageId, status: 'sent' })
  if (answer.kind === 'cannot-tell') {
    return write(req, id, { status: Number(retries) === 0 ? 'queued' : 'dead' })
  }
  const { settings } = await tenantContext(req, tenant)
  return write(req, id, {
    status: Number(retries) < settings.messaging.maxRetries ? 'queued' : 'failed',
  })
}

/**
 * Asks the service about messages whose outcome is open: adopts what arrived, requeues what certainly
 * never did. Where the service cannot be asked the message goes out once more; a second ambiguity
 * stays unsent, because a message twice is worse than one that staff see as dead.
 * @rule MSG-10
 */
export const reconcileUnknown = async (req: PayloadRequest, limit: number): Promise<number> => {
  const questions = await takeQuestions(req, limit)
  await Promise.all(questions.map((question) => answerQuestion(req, question)))
  return questions.length
}

/** When the next message is due; undefined while none is planned. */
export const nextDueMs = async (req: PayloadRequest): Promise<number | undefined> => {
  const [row] = await query<{ due_ms: null | number }>(
    req,
    `select extract(epoch from min(greatest(planned_at, coalesce(not_before_at, planned_at))))::float8
            * 1000 as due_ms
       from notifications
      where status = 'queued'
        and tenant_id not in (select id from tenants where suspended_at is not null)`,
  )
  return row?.due_ms ?? undefined
}

import type { PayloadRequest } from 'payload'
import { queryOne } from '../src/db/query.ts'
import { claimDue, deliver } from '../src/operations/messaging/deliver.ts'
import { perform } from './acts.ts'
import type { ClinicAtWork } from './clinicAtWork.ts'
import { turnClock } from './demoTime.ts'

const BATCH = 20
/** The worker needs a moment, too. */
const SENT_AFTER_MS = 2_000

/** At the database's time `from` the demo's clock was turned to `atMs`. */
export interface Turn {
  readonly atMs: number
  readonly from: string
}

interface Look {
  readonly dueMs: number | null
  readonly from: string
}

/**
 * What the database's clock says, and when the next message of this clinic is due. Some rows are
 * stamped to the millisecond, some to the microsecond: the nap parts what was written before from what
 * will be, however that is rounded.
 */
const look = async (req: PayloadRequest, { tenant }: ClinicAtWork): Promise<Look> => {
  const { due_ms: dueMs, from } = await queryOne<{ due_ms: number | null; from: string }>(
    req,
    `select pg_sleep(0.002) as nap,
            date_trunc('milliseconds', clock_timestamp())::text as from,
            (select extract(epoch from min(planned_at))::float8 * 1000 from notifications
              where tenant_id = $1 and status = 'queued') as due_ms`,
    [tenant],
  )
  return { dueMs, from }
}

/** The worker's round, for this clinic only: a real one beside it keeps its messages. */
const deliverDue = async (req: PayloadRequest, { tenant }: ClinicAtWork): Promise<void> => {
  for (;;) {
    const messages = await claimDue(req, BATCH, tenant)
    await Promise.all(messages.map((message) => deliver(req, message)))
    if (messages.length < BATCH) return
  }
}

export interface HistoryOptions {
  readonly nowMs: number
  /** Called after each event. */
  readonly onEvent: () => void
}

/**
 * Lets happen what was planned, each event at its own moment, and between them sends the messages that
 * became due. Answers when the clock stood where.
 */
export const liveThrough = async (
  clinic: ClinicAtWork,
  { nowMs, onEvent }: HistoryOptions,
): Promise<Turn[]> => {
  const turns: Turn[] = []
  // The worker's request lasts as long as the worker; people's are one a step.
  const worker = await clinic.as('admin')
  const turnTo = (atMs: number, { from }: Look): void => {
    turnClock(atMs)
    turns.push({ atMs, from })
  }
  const sendUntil = async (untilMs: number): Promise<Look> => {
    for (;;) {
      const seen = await look(worker, clinic)
      if (seen.dueMs === null || seen.dueMs > untilMs) return seen
      turnTo(Math.min(seen.dueMs + SENT_AFTER_MS, Math.max(untilMs, seen.dueMs)), seen)
      await deliverDue(worker, clinic)
    }
  }
  for (const event of clinic.plan.events) {
    turnTo(event.atMs, await sendUntil(event.atMs))
    await perform(clinic, event)
    onEvent()
  }
  turnTo(nowMs, await sendUntil(nowMs))
  return turns
}

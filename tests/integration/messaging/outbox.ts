import type { SettableClock } from '../../../src/providers/clock/clock.ts'
import type { Channel } from '../../../src/domain/messaging/channels.ts'
import type { SendOutcome } from '../../../src/domain/messaging/notificationStates.ts'
import type { LookUp, MessageProvider, OutgoingMessage } from '../../../src/index.ts'
import type { TestApp } from '../../support/app.ts'

export interface OutboxRow {
  readonly channel: Channel
  readonly contact: string
  readonly failureReason: string | null
  readonly id: string
  readonly key: string
  readonly kind: string
  readonly outsideWindow: boolean
  /** UTC, such as 2026-06-01T04:30Z. */
  readonly plannedAt: string
  readonly retryCount: number
  readonly rule: number
  readonly skipReason: string | null
  readonly status: string
}

/** The messages of one session in the order of their moments, as the owner of the database sees them. */
export const outboxOf = (app: TestApp, session: string): Promise<OutboxRow[]> =>
  app.sql<OutboxRow & Record<string, unknown>>(
    `select channel::text, contact_id as contact, failure_reason as "failureReason", id,
            dedupe_key as key, kind::text, outside_window as "outsideWindow",
            to_char(planned_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') as "plannedAt",
            retry_count::int as "retryCount", rule::int, skip_reason::text as "skipReason",
            status::text
       from notifications where session_id = $1 order by planned_at, rule desc, id`,
    [session],
  )

/** `kind rule moment status reason`, short enough to compare whole plans. */
export const planOf = async (app: TestApp, session: string): Promise<string[]> =>
  (await outboxOf(app, session)).map((row) =>
    [
      row.kind === 'reminder' ? `${row.rule}h` : row.kind,
      row.plannedAt,
      row.status,
      row.skipReason,
      row.outsideWindow ? 'outside-window' : null,
    ]
      .filter((part) => part !== null)
      .join(' '),
  )

/** A service that answers what the test tells it, and remembers what it was given. */
export class TestService implements MessageProvider {
  answer: (message: OutgoingMessage) => Promise<SendOutcome>
  readonly asked: string[] = []
  readonly channel: Channel
  know: (id: string) => Promise<LookUp> = () => Promise.resolve({ kind: 'never-arrived' })
  readonly name = 'test'
  readonly taken: OutgoingMessage[] = []

  constructor(channel: Channel) {
    this.channel = channel
    this.answer = accept
  }

  lookUp(id: string): Promise<LookUp> {
    this.asked.push(id)
    return this.know(id)
  }

  /** Behaves again, and forgets. */
  reset(): void {
    this.answer = accept
    this.know = () => Promise.resolve({ kind: 'never-arrived' })
    this.asked.length = 0
    this.taken.length = 0
  }

  send(message: OutgoingMessage): Promise<SendOutcome> {
    this.taken.push(message)
    return this.answer(message)
  }
}

const accept = (message: OutgoingMessage): Promise<SendOutcome> =>
  Promise.resolve({ kind: 'accepted', messageId: `test-${message.id}` })

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS

export const later = (clock: SettableClock, ms: number): void => {
  clock.set(clock.nowMs() + ms)
}

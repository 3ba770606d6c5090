import type { Channel } from '../../domain/messaging/channels.ts'
import type { SendOutcome } from '../../domain/messaging/notificationStates.ts'

export interface OutgoingMessage {
  readonly body: string
  /** Shown as the sender, where the channel shows one. */
  readonly fromName: string
  /** The notification's id: the idempotency key of the service. */
  readonly id: string
  readonly subject: string
  readonly to: string
}

/** What a service knows of a message that may or may not have arrived. */
export type LookUp =
  | { readonly kind: 'accepted'; readonly messageId: string }
  /** The service cannot be asked. */
  | { readonly kind: 'cannot-tell' }
  | { readonly kind: 'never-arrived' }

/** One way out of the house. `send` never throws for a refusal; a throw or a time-out is `unknown`. */
export interface MessageProvider {
  readonly channel: Channel
  readonly name: string
  lookUp: (id: string) => Promise<LookUp>
  send: (message: OutgoingMessage, options: { timeoutMs: number }) => Promise<SendOutcome>
}

export type MessageProviders = Readonly<Record<Channel, MessageProvider>>

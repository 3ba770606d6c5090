export { REMOVE_GUARDS } from './db/guards/remove.ts'
export { caseload } from './plugin/caseload.ts'
export type { CaseloadOptions, CollectionOverride, Module } from './plugin/options.ts'
export type { Clock } from './providers/clock/clock.ts'
export type {
  LookUp,
  MessageProvider,
  MessageProviders,
  OutgoingMessage,
} from './providers/messages/types.ts'
export type { SendOutcome } from './domain/messaging/notificationStates.ts'
export { payloadMail } from './providers/messages/payloadMail.ts'
export { smtpProvider } from './providers/messages/smtp.ts'
export { sandboxProvider } from './providers/messages/sandbox.ts'
export type { Preset } from './domain/tenancy/presets.ts'
export { slugs } from './slugs.ts'

import type { MessagingSettings } from '../tenancy/settings.ts'

export const CHANNELS = ['sms', 'email'] as const
export type Channel = (typeof CHANNELS)[number]

export const isChannel = (value: unknown): value is Channel => CHANNELS.includes(value as Channel)

/** Why a message was not sent (MSG-11). */
export const SKIP_REASONS = [
  'channel-off',
  'no-address',
  'address-bounced',
  'opted-out',
  'no-consent',
  'no-allowed-moment',
  'past',
  'session-closed',
  'patient-deceased',
  'nothing-due',
  'budget-spent',
  'template-invalid',
] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

export interface Reachability {
  readonly email: string | null
  readonly optedOut: readonly Channel[]
  readonly phone: string | null
  /** The contact's own order; empty means none. */
  readonly preferredChannels: readonly Channel[]
}

export type ChannelChoice =
  | { readonly channel: Channel; readonly recipient: string }
  /** None works: `channel` is the first that was asked for, `reason` what stood against it. */
  | { readonly channel: Channel; readonly reason: SkipReason }

const obstacle = (
  channel: Channel,
  contact: Reachability,
  settings: Pick<MessagingSettings, 'emailEnabled' | 'smsEnabled'>,
): SkipReason | undefined => {
  if (!(channel === 'sms' ? settings.smsEnabled : settings.emailEnabled)) return 'channel-off'
  if (contact.optedOut.includes(channel)) return 'opted-out'
  if ((channel === 'sms' ? contact.phone : contact.email) === null) return 'no-address'
  return undefined
}

/**
 * The contact's own order, else the reminder's; the first that is enabled, allowed and reachable wins.
 * When none is, the answer says what stands against the first one that the tenant has switched on.
 * @rule MSG-4 MSG-11
 */
export const chooseChannel = (of: {
  contact: Reachability
  ruleChannels: readonly Channel[]
  settings: Pick<MessagingSettings, 'emailEnabled' | 'smsEnabled'>
}): ChannelChoice => {
  const order =
    of.contact.preferredChannels.length > 0 ? of.contact.preferredChannels : of.ruleChannels
  const candidates = order.length > 0 ? order : CHANNELS
  const tried = candidates.map((channel) => ({
    channel,
    reason: obstacle(channel, of.contact, of.settings),
  }))
  const open = tried.find(({ reason }) => reason === undefined)
  if (open !== undefined) {
    const recipient = open.channel === 'sms' ? of.contact.phone : of.contact.email
    if (recipient !== null) return { channel: open.channel, recipient }
  }
  const told = tried.find(({ reason }) => reason !== 'channel-off') ?? tried[0]
  return { channel: told?.channel ?? 'sms', reason: told?.reason ?? 'channel-off' }
}

import type { Payload } from 'payload'
import type { Clock } from '../../providers/clock/clock.ts'
import type { MessageProviders } from '../../providers/messages/types.ts'
import type { KeyRing } from '../operation/keyRing.ts'

/** What the outside world gives to operations; set by the plugin, replaced in tests. */
export interface Services {
  /** Where links in mails lead if the host has set no `serverURL`; empty: to nowhere in particular. */
  readonly siteUrl: string
  readonly clock: Clock
  /** The key-encryption keys; the same ones each time. */
  readonly keys: () => KeyRing
  readonly messages: MessageProviders
}

/** Where the plugin leaves its services on the config: Express and Next share the Payload instance. */
export const SERVICES_KEY = 'caseload'

export const servicesOf = (payload: Pick<Payload, 'config'>): Services => {
  const services = (payload.config.custom as Record<string, unknown> | undefined)?.[SERVICES_KEY]
  if (services === undefined) throw new Error('caseload(): the plugin has not run')
  return services as Services
}

export const nowMs = (req: { payload: Pick<Payload, 'config'> }): number =>
  servicesOf(req.payload).clock.nowMs()

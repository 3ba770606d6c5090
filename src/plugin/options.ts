import type { CollectionConfig } from 'payload'
import { isPreset, type Preset, PRESETS } from '../domain/tenancy/presets.ts'
import { parseKeyRing } from '../operations/operation/keyRing.ts'
import type { Clock } from '../providers/clock/clock.ts'
import type { MessageProvider } from '../providers/messages/types.ts'
import { type Slug, slugs } from '../slugs.ts'

/** Parts of the product that a host may hide. The schema never depends on them. */
export const MODULES = ['messaging', 'money', 'veterinary'] as const
export type Module = (typeof MODULES)[number]

/** Changes one of our collections; gets what we would have used. */
export type CollectionOverride = (args: { defaultCollection: CollectionConfig }) => CollectionConfig

export interface CaseloadOptions extends Record<string, unknown> {
  /** Changes to our collections, by slug. Guards in the database stay, whatever is overridden here. */
  collections?: Partial<Record<Slug, CollectionOverride>>
  /**
   * The keys that wrap the data keys of protected fields, such as `k2:BASE64,k1:BASE64`: each 32 bytes,
   * the first wraps new ones, all unwrap. Without them one follows from Payload's `secret`; whoever
   * changes that secret then cannot read protected fields any more, so give keys before real use.
   */
  encryptionKeys?: string
  /**
   * Modules to hide: `false` hides their screens and endpoints. The schema stays, so that switching one
   * on again needs no migration. All are on unless said.
   */
  modules?: Partial<Record<Module, boolean>>
  /** Whose words the admin panel uses. @default 'therapy-centre' */
  preset?: Preset
  /** Where links in mails lead while Payload's `serverURL` is not set, such as `http://localhost:3000`. */
  siteUrl?: string
  /** The outside world. Without them: the system's clock, and sandboxes that send nothing. */
  providers?: {
    clock?: Clock
    email?: MessageProvider
    /** Where the sandboxes keep what they accepted. @default '.data/sent' */
    sandboxDirectory?: string
    sms?: MessageProvider
  }
}

/** Whose words the admin panel uses. */
export const presetOf = ({ preset = 'therapy-centre' }: CaseloadOptions): Preset => preset

const checkKeys = ({ encryptionKeys }: CaseloadOptions): void => {
  try {
    if (encryptionKeys !== undefined) parseKeyRing(encryptionKeys)
  } catch (error) {
    throw new Error(`caseload(): encryptionKeys ${(error as Error).message}`, { cause: error })
  }
}

/** Checked before anything is built, so that a mistake is named where it was made. */
export const checkOptions = (options: CaseloadOptions): void => {
  if (options.preset !== undefined && !isPreset(options.preset)) {
    throw new Error(`caseload(): preset is one of ${PRESETS.join(', ')}`)
  }
  for (const name of Object.keys(options.modules ?? {})) {
    if (!(MODULES as readonly string[]).includes(name)) {
      throw new Error(`caseload(): unknown module "${name}"; there are ${MODULES.join(', ')}`)
    }
  }
  for (const slug of Object.keys(options.collections ?? {})) {
    if (!(Object.values(slugs) as string[]).includes(slug)) {
      throw new Error(`caseload(): there is no collection "${slug}" to override`)
    }
  }
  checkKeys(options)
  const { email, sms } = options.providers ?? {}
  if (email !== undefined && email.channel !== 'email') {
    throw new Error(`caseload(): provider "${email.name}" does not send e-mail`)
  }
  if (sms !== undefined && sms.channel !== 'sms') {
    throw new Error(`caseload(): provider "${sms.name}" does not send SMS`)
  }
}

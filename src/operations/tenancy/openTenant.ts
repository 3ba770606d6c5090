import type { PayloadRequest } from 'payload'
import { asSystem } from '../../db/scope.ts'
import { PRESET_VALUES } from '../../domain/tenancy/presets.ts'
import type { FeeRule, Settings } from '../../domain/tenancy/settings.ts'
import type { Tenant } from '../../payload-types.ts'
import { slugs } from '../../slugs.ts'

const feeGroup = (fee: FeeRule) => ({
  fixedMinor: fee.kind === 'fixed' ? fee.fixedMinor : null,
  kind: fee.kind,
  percent: fee.kind === 'percent' ? fee.percent : null,
})

/** The settings as their document stores them. */
export const settingsData = ({ billing, messaging, people, scheduling, security }: Settings) => ({
  billing: { ...billing },
  messaging: {
    ...messaging,
    confirmation: {
      channels: [...messaging.confirmation.channels],
      enabled: messaging.confirmation.enabled,
    },
    reminders: messaging.reminders.map(({ channels, ...rule }) => ({
      ...rule,
      channels: [...channels],
    })),
  },
  people: { ...people },
  scheduling: {
    ...scheduling,
    cancellation: {
      ...scheduling.cancellation,
      lateFee: feeGroup(scheduling.cancellation.lateFee),
      noShowFee: feeGroup(scheduling.cancellation.noShowFee),
    },
  },
  security: { ...security, mfaRoles: [...security.mfaRoles] },
})

/**
 * Gives a new tenant what it starts with: settings and therapy types of its preset, and a location. Its
 * ledger accounts are made by the database.
 * @rule TEN-7 TEN-10 TYP-7
 */
export const openTenant = (req: PayloadRequest, tenant: Tenant): Promise<void> =>
  asSystem('create-tenant', () => fill(req, tenant))

const fill = async (req: PayloadRequest, tenant: Tenant): Promise<void> => {
  const preset = PRESET_VALUES[tenant.preset]
  // The person who creates a clinic is not a member of it: this is the system's own work.
  const trusted = { depth: 0, overrideAccess: true, req: withoutUser(req) } as const
  await req.payload.create({
    ...trusted,
    collection: slugs.settings,
    data: { ...settingsData(preset.settings), tenant: tenant.id },
  })
  await req.payload.create({
    ...trusted,
    collection: slugs.locations,
    data: {
      active: true,
      address: tenant.address ?? null,
      name: tenant.name,
      phone: tenant.phone ?? null,
      tenant: tenant.id,
      timezone: tenant.timezone ?? null,
    },
  })
  for (const type of preset.therapyTypes) {
    await req.payload.create({
      ...trusted,
      collection: slugs.therapyTypes,
      data: { ...type, bufferAfterMinutes: preset.bufferAfterMinutes, tenant: tenant.id },
    })
  }
}

/** The same request and transaction, as work of the system: hooks that ask for a membership let it pass. */
const withoutUser = (req: PayloadRequest): PayloadRequest =>
  Object.create(req, {
    payloadAPI: { value: 'local', writable: true },
    user: { value: null, writable: true },
  }) as PayloadRequest

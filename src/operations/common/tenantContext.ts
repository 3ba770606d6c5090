import type { PayloadRequest } from 'payload'
import { query } from '../../db/query.ts'
import type { Preset } from '../../domain/tenancy/presets.ts'
import {
  DEFAULT_SETTINGS,
  type FeeRule,
  type ReminderRule,
  type Settings,
} from '../../domain/tenancy/settings.ts'
import type { Setting } from '../../payload-types.ts'
import { slugs } from '../../slugs.ts'

/** What every rule needs to know of the tenant it works for. */
export interface TenantContext {
  readonly country: string
  readonly currency: string
  readonly id: string
  readonly locale: string
  readonly name: string
  readonly phone: string
  readonly preset: Preset
  readonly settings: Settings
  readonly timezone: string
}

type TenantRow = Omit<TenantContext, 'settings'>

const feeOf = (group: {
  fixedMinor?: number | null
  kind: string
  percent?: number | null
}): FeeRule =>
  group.kind === 'percent'
    ? { kind: 'percent', percent: group.percent ?? 0 }
    : group.kind === 'fixed'
      ? { fixedMinor: group.fixedMinor ?? 0, kind: 'fixed' }
      : { kind: group.kind as 'full' | 'none' | 'override' }

const remindersOf = (doc: Setting): ReminderRule[] =>
  (doc.messaging.reminders ?? []).map((rule) => ({
    channels: rule.channels ?? [],
    enabled: rule.enabled === true,
    hoursBefore: rule.hoursBefore,
  }))

/** The settings document as the rules read it. */
export const settingsOf = (doc: Setting): Settings => ({
  billing: {
    autoUseCredit: doc.billing.autoUseCredit === true,
    chargeAt: doc.billing.chargeAt,
    operatorRecordsPayments: doc.billing.operatorRecordsPayments === true,
    therapistSeesAmounts: doc.billing.therapistSeesAmounts === true,
  },
  messaging: {
    confirmation: {
      channels: doc.messaging.confirmation?.channels ?? [],
      enabled: doc.messaging.confirmation?.enabled === true,
    },
    emailEnabled: doc.messaging.emailEnabled === true,
    maxRetries: doc.messaging.maxRetries,
    mergeWithinMinutes: doc.messaging.mergeWithinMinutes,
    reminders: remindersOf(doc),
    retryDelayMinutes: doc.messaging.retryDelayMinutes,
    sendOnWeekends: doc.messaging.sendOnWeekends === true,
    smsEnabled: doc.messaging.smsEnabled === true,
    windowEndTime: doc.messaging.windowEndTime,
    windowStartTime: doc.messaging.windowStartTime,
  },
  people: { adultAgeYears: doc.people.adultAgeYears },
  scheduling: {
    bookingHorizonDays: doc.scheduling.bookingHorizonDays,
    cancellation: {
      lateFee: feeOf(doc.scheduling.cancellation.lateFee),
      noShowFee: feeOf(doc.scheduling.cancellation.noShowFee),
      windowHours: doc.scheduling.cancellation.windowHours,
    },
    careTeamFromSessions: doc.scheduling.careTeamFromSessions === true,
    checkInOpensMinutes: doc.scheduling.checkInOpensMinutes,
    noShowAfterMinutes: doc.scheduling.noShowAfterMinutes,
    noShowCorrectionDays: doc.scheduling.noShowCorrectionDays,
    operatorOverbooks: doc.scheduling.operatorOverbooks === true,
    pastEntryDays: doc.scheduling.pastEntryDays,
    slotStepMinutes: doc.scheduling.slotStepMinutes,
  },
  security: {
    idleMinutes: doc.security.idleMinutes,
    invitationHours: doc.security.invitationHours,
    mfaRoles: doc.security.mfaRoles ?? [],
    passwordMinLength: doc.security.passwordMinLength,
    signInDays: doc.security.signInDays,
  },
})

/** Settings as they were parsed last, for as long as their row is the same version. */
const parsed = new Map<string, { settings: Settings; version: string }>()
const MOST_PARSED = 1_000

const readSettings = async (
  req: PayloadRequest,
  { id, version }: { id: string; version: string },
): Promise<Settings> => {
  const known = parsed.get(id)
  if (known?.version === version) return known.settings
  const doc = await req.payload.db.findOne<Setting>({
    collection: slugs.settings,
    req,
    where: { tenant: { equals: id } },
  })
  const settings = doc === null ? DEFAULT_SETTINGS : settingsOf(doc)
  if (parsed.size >= MOST_PARSED) parsed.clear()
  parsed.set(id, { settings, version })
  return settings
}

/** A `TENANT_ROW`, with the version of the tenant's settings. */
export interface VersionedTenant extends TenantRow {
  readonly version: string
}

/**
 * The tenant `t` as JSON, for statements that read it along. xmin changes with every write of a row, also
 * within this transaction.
 */
export const TENANT_ROW = `
  json_build_object('id', t.id, 'name', t.name, 'phone', coalesce(t.phone, ''),
      'preset', t.preset, 'timezone', t.timezone, 'currency', t.currency, 'locale', t.locale,
      'country', t.country,
      'version', coalesce((select s.id || ':' || s.xmin || ':' || s.ctid
                             from settings s where s.tenant_id = t.id), ''))`

const contextOf = async (req: PayloadRequest, row: VersionedTenant): Promise<TenantContext> => {
  const { version, ...context } = row
  return { ...context, settings: await readSettings(req, { id: row.id, version }) }
}

const load = async (req: PayloadRequest, tenant: string): Promise<TenantContext> => {
  const [found] = await query<{ row: VersionedTenant }>(
    req,
    `select ${TENANT_ROW} as row from tenants t where t.id = $1`,
    [tenant],
  )
  if (found === undefined) throw new Error('the tenant of this row does not exist')
  return contextOf(req, found.row)
}

const cache = new WeakMap<object, Map<string, Promise<TenantContext>>>()

const once = (
  req: PayloadRequest,
  tenant: string,
  read: () => Promise<TenantContext>,
): Promise<TenantContext> => {
  const known = cache.get(req) ?? new Map<string, Promise<TenantContext>>()
  cache.set(req, known)
  const loaded = known.get(tenant) ?? read()
  known.set(tenant, loaded)
  return loaded
}

/** The tenant and its settings, read once a request. */
export const tenantContext = (req: PayloadRequest, tenant: string): Promise<TenantContext> =>
  once(req, tenant, () => load(req, tenant))

/** The same, of a `TENANT_ROW` that another statement has just read. */
export const tenantContextOf = (
  req: PayloadRequest,
  row: VersionedTenant,
): Promise<TenantContext> => once(req, row.id, () => contextOf(req, row))

/** After a change of the tenant or its settings within the same request. */
export const forgetTenantContext = (req: PayloadRequest): void => {
  cache.delete(req)
}

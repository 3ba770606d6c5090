import type { CollectionBeforeChangeHook } from 'payload'
import { invalidOffset, invalidWindow } from '../../domain/messaging/errors.ts'
import { isMinor } from '../../domain/money/minor.ts'
import { parseTime } from '../../domain/scheduling/wallClock.ts'
import { invalidSetting } from '../../domain/tenancy/errors.ts'
import { SETTING_LIMITS } from '../../domain/tenancy/settings.ts'
import type { Setting } from '../../payload-types.ts'

const valueAt = (doc: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], doc)

const ensureLimits = (settings: Partial<Setting>): void => {
  for (const [field, [min, max]] of Object.entries(SETTING_LIMITS)) {
    const value = valueAt(settings, field)
    const isFine = Number.isInteger(value) && Number(value) >= min && Number(value) <= max
    if (!isFine) throw invalidSetting({ field, max, min })
  }
}

const ensureFee = (
  fee: { fixedMinor?: unknown; kind?: unknown; percent?: unknown },
  path: string,
): void => {
  const percent = Number(fee.percent)
  if (fee.kind === 'percent' && !(percent >= 0 && percent <= 100)) {
    throw invalidSetting({ field: `${path}.percent`, max: 100, min: 0 })
  }
  if (fee.kind === 'fixed' && !(isMinor(fee.fixedMinor) && fee.fixedMinor >= 0)) {
    throw invalidSetting({ field: `${path}.fixedMinor` })
  }
}

const ensureWindow = ({ windowEndTime, windowStartTime }: Setting['messaging']): void => {
  const start = parseTime(windowStartTime)
  const end = parseTime(windowEndTime, true)
  if (start === undefined || end === undefined || end <= start) {
    throw invalidWindow({ field: 'messaging.windowEndTime' })
  }
}

const ensureReminders = ({ reminders }: Setting['messaging']): void => {
  const hours = (reminders ?? []).map(({ hoursBefore }) => hoursBefore)
  const isFine = (hour: number): boolean => Number.isInteger(hour) && hour >= 1 && hour <= 720
  if (!hours.every(isFine) || new Set(hours).size !== hours.length) {
    throw invalidOffset({ field: 'messaging.reminders' })
  }
}

/** A settings change is checked before it acts. @rule TEN-15 MSG-3 MSG-5 */
export const ensureSettingsAreValid: CollectionBeforeChangeHook<Setting> = ({
  data,
  originalDoc,
}) => {
  const next = { ...originalDoc, ...data }
  ensureLimits(next)
  const cancellation = next.scheduling?.cancellation
  ensureFee(cancellation?.lateFee ?? {}, 'scheduling.cancellation.lateFee')
  ensureFee(cancellation?.noShowFee ?? {}, 'scheduling.cancellation.noShowFee')
  if (next.messaging !== undefined) {
    ensureWindow(next.messaging)
    ensureReminders(next.messaging)
  }
  return data
}

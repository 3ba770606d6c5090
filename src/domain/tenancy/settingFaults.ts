import { isMinor } from '../money/minor.ts'
import { parseTime } from '../scheduling/wallClock.ts'
import { SETTING_LIMITS } from './settings.ts'

/** What is wrong with a setting: outside its limits, no amount, a window that ends too early, a reminder. */
export type SettingFault =
  | { readonly code: 'amount' | 'reminders' | 'window'; readonly field: string }
  | { readonly code: 'range'; readonly field: string; readonly max: number; readonly min: number }

/** The value under a dotted path; undefined where a part of the way is missing. */
export const valueAt = (settings: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key],
      settings,
    )

const limitFaults = (settings: unknown): SettingFault[] =>
  Object.entries(SETTING_LIMITS).flatMap(([field, [min, max]]) => {
    const value = valueAt(settings, field)
    const isFine = Number.isInteger(value) && Number(value) >= min && Number(value) <= max
    return isFine ? [] : [{ code: 'range' as const, field, max, min }]
  })

const feeFaults = (settings: unknown, path: string): SettingFault[] => {
  const kind = valueAt(settings, `${path}.kind`)
  const percent = Number(valueAt(settings, `${path}.percent`))
  const fixedMinor = valueAt(settings, `${path}.fixedMinor`)
  if (kind === 'percent' && !(percent >= 0 && percent <= 100)) {
    return [{ code: 'range', field: `${path}.percent`, max: 100, min: 0 }]
  }
  return kind === 'fixed' && !(isMinor(fixedMinor) && fixedMinor >= 0)
    ? [{ code: 'amount', field: `${path}.fixedMinor` }]
    : []
}

const windowFaults = (settings: unknown): SettingFault[] => {
  const start = parseTime(valueAt(settings, 'messaging.windowStartTime'))
  const end = parseTime(valueAt(settings, 'messaging.windowEndTime'), true)
  return start === undefined || end === undefined || end <= start
    ? [{ code: 'window', field: 'messaging.windowEndTime' }]
    : []
}

const reminderFaults = (settings: unknown): SettingFault[] => {
  const field = 'messaging.reminders'
  const rules = (valueAt(settings, field) ?? []) as readonly { readonly hoursBefore: unknown }[]
  const hours = rules.map(({ hoursBefore }) => hoursBefore)
  const isFine = hours.every(
    (hour) => Number.isInteger(hour) && Number(hour) >= 1 && Number(hour) <= 720,
  )
  return isFine && new Set(hours).size === hours.length ? [] : [{ code: 'reminders', field }]
}

/**
 * Everything that is wrong with settings, in the order of the groups; parts that are not there are not
 * looked at. The same for the hook that refuses and for the screen that says so while one types.
 * @rule TEN-15 MSG-3 MSG-5
 */
export const settingFaults = (settings: { readonly messaging?: unknown }): SettingFault[] => [
  ...limitFaults(settings),
  ...feeFaults(settings, 'scheduling.cancellation.lateFee'),
  ...feeFaults(settings, 'scheduling.cancellation.noShowFee'),
  ...(settings.messaging === undefined
    ? []
    : [...windowFaults(settings), ...reminderFaults(settings)]),
]

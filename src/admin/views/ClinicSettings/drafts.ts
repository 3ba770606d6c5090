import type { Channel } from '../../../domain/messaging/channels.ts'
import { parseMajor, toMajorText } from '../../../domain/money/minor.ts'
import { valueAt } from '../../../domain/tenancy/settingFaults.ts'
import type { Role } from '../../../domain/people/roles.ts'
import type { Setting } from '../../../payload-types.ts'
import { SETTING_SPECS, type SettingSpec } from './fields.ts'

/** The parts of the document that the page changes. */
export type SettingGroups = Pick<
  Setting,
  'billing' | 'messaging' | 'people' | 'scheduling' | 'security'
>

export interface FeeDraft {
  readonly fixed: string
  readonly kind: string
  readonly percent: string
}

export interface ReminderDraft {
  readonly channels: readonly Channel[]
  readonly enabled: boolean
  readonly hoursBefore: string
}

/** A setting as it stands in the form: numbers and amounts as they were typed. */
export type Draft =
  FeeDraft | boolean | readonly Channel[] | readonly ReminderDraft[] | readonly Role[] | string

/** What was changed, by path; everything else is as stored. */
export type Edits = Readonly<Record<string, Draft>>

interface StoredFee {
  readonly fixedMinor?: null | number
  readonly kind: string
  readonly percent?: null | number
}

interface StoredReminder {
  readonly channels?: readonly Channel[] | null
  readonly enabled?: boolean | null
  readonly hoursBefore: number
}

const textOf = (value: null | number | undefined): string =>
  value === null || value === undefined ? '' : String(value)

/** A stored setting as the form shows it. */
export const draftOf = (settings: object, { kind, path }: SettingSpec, currency: string): Draft => {
  const value = valueAt(settings, path)
  if (kind === 'toggle') return value === true
  if (kind === 'channels') return (value ?? []) as readonly Channel[]
  if (kind === 'roles') return (value ?? []) as readonly Role[]
  if (kind === 'reminders') {
    return ((value ?? []) as readonly StoredReminder[]).map((rule) => ({
      channels: rule.channels ?? [],
      enabled: rule.enabled === true,
      hoursBefore: String(rule.hoursBefore),
    }))
  }
  if (kind !== 'fee') return typeof value === 'string' ? value : textOf(value as number)
  const fee = value as StoredFee
  const { fixedMinor } = fee
  return {
    fixed: typeof fixedMinor === 'number' ? toMajorText(fixedMinor, currency) : '',
    kind: fee.kind,
    percent: textOf(fee.percent),
  }
}

const WHOLE = /^\d{1,6}$/
const PERCENT = /^\d{1,3}(?:\.\d{1,2})?$/

const numberOf = (text: string, pattern: RegExp): number =>
  pattern.test(text.trim()) ? Number(text) : Number.NaN

const storedOf = (draft: Draft, { kind }: SettingSpec, currency: string): unknown => {
  if (kind === 'number') return numberOf(draft as string, WHOLE)
  if (kind === 'reminders') {
    return (draft as readonly ReminderDraft[]).map(({ hoursBefore, ...rule }) => ({
      ...rule,
      hoursBefore: numberOf(hoursBefore, WHOLE),
    }))
  }
  if (kind !== 'fee') return draft
  const fee = draft as FeeDraft
  return {
    fixedMinor: fee.kind === 'fixed' ? (parseMajor(fee.fixed, currency) ?? Number.NaN) : null,
    kind: fee.kind,
    percent: fee.kind === 'percent' ? numberOf(fee.percent, PERCENT) : null,
  }
}

const withValue = (settings: object, [key = '', ...rest]: string[], value: unknown): object => ({
  ...settings,
  [key]:
    rest.length === 0
      ? value
      : withValue((settings as Record<string, object>)[key] ?? {}, rest, value),
})

const groupsOf = ({
  billing,
  messaging,
  people,
  scheduling,
  security,
}: SettingGroups): SettingGroups => ({
  billing,
  messaging,
  people,
  scheduling,
  security,
})

/** What is stored with the edits over it. What was typed and is no number is NaN, a fault. */
export const settingsWith = (of: {
  currency: string
  edits: Edits
  stored: SettingGroups
}): SettingGroups =>
  SETTING_SPECS.reduce<object>((settings, spec) => {
    const draft = of.edits[spec.path]
    return draft === undefined
      ? settings
      : withValue(settings, spec.path.split('.'), storedOf(draft, spec, of.currency))
  }, groupsOf(of.stored)) as SettingGroups

/** Edits that say what is stored already are none. */
export const keepEdit = (
  edits: Edits,
  { draft, path, stored }: { draft: Draft; path: string; stored: Draft },
): Edits => {
  const { [path]: _before, ...others } = edits
  return JSON.stringify(draft) === JSON.stringify(stored) ? others : { ...others, [path]: draft }
}

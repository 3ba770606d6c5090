'use client'
import type { Channel } from '../../../../domain/messaging/channels.ts'
import type { Role } from '../../../../domain/people/roles.ts'
import type { SettingFault } from '../../../../domain/tenancy/settingFaults.ts'
import { type ScreenTools, useScreen } from '../../../shared/ScreenContext.client.tsx'
import type { Texts } from '../../../shared/texts.ts'
import type { Draft, FeeDraft, ReminderDraft } from '../drafts.ts'
import type { SettingSpec, Unit } from '../fields.ts'
import { channelsName, SettingInput } from '../SettingInput/index.client.tsx'

interface SettingFieldProps {
  readonly draft: Draft
  readonly fault: SettingFault | undefined
  /** What a clinic of this kind begins with. */
  readonly first: Draft
  readonly onChange: (draft: Draft) => void
  readonly refusal: string | undefined
  readonly spec: SettingSpec
  /** What is stored, where something else was typed. */
  readonly stored: Draft | undefined
}

type Tools = Pick<ScreenTools, 'clinic' | 'texts'>

const INTL_UNITS: Readonly<Record<Unit, string | undefined>> = {
  characters: undefined,
  days: 'day',
  hours: 'hour',
  minutes: 'minute',
  times: undefined,
  years: 'year',
}

const rolesText = (roles: readonly Role[], texts: Texts): string =>
  roles.length === 0
    ? texts('settings:roles:none')
    : roles.map((role) => texts(`settings:roles:${role}`)).join(', ')

/** A setting as a phrase: `15 minutes`, `On`, `Half of the price`. */
const phraseOf = (draft: Draft, spec: SettingSpec, { clinic, texts }: Tools): string => {
  if (spec.kind === 'number') {
    const unit = INTL_UNITS[spec.unit]
    return unit === undefined
      ? spec.unit === 'times'
        ? texts('settings:times', { times: draft as string })
        : `${draft as string} ${texts(`settings:unit:${spec.unit}`)}`
      : new Intl.NumberFormat(clinic.locale, { style: 'unit', unit, unitDisplay: 'long' }).format(
          Number(draft),
        )
  }
  if (spec.kind === 'toggle') return texts(draft === true ? 'settings:on' : 'settings:off')
  if (spec.kind === 'channels') {
    return texts(`settings:channels:${channelsName(draft as readonly Channel[])}`)
  }
  if (spec.kind === 'roles') return rolesText(draft as readonly Role[], texts)
  if (spec.kind === 'chargeAt') {
    return texts(`settings:chargeAt:${draft === 'booking' ? 'booking' : 'completion'}`)
  }
  if (spec.kind === 'fee') {
    const { fixed, kind, percent } = draft as FeeDraft
    const amount = kind === 'percent' ? `${percent} %` : fixed
    const name = texts(
      `settings:fees:${kind as 'fixed' | 'full' | 'none' | 'override' | 'percent'}`,
    )
    return kind === 'percent' || kind === 'fixed' ? `${name}: ${amount}` : name
  }
  if (spec.kind === 'reminders') {
    const hours = (draft as readonly ReminderDraft[])
      .filter(({ enabled }) => enabled)
      .map(({ hoursBefore }) => hoursBefore)
    return texts('settings:reminders:before', { hours: hours.join(', ') })
  }
  return draft as string
}

const faultText = (fault: SettingFault, texts: Texts): string =>
  fault.code === 'range'
    ? texts('settings:faults:range', { max: fault.max, min: fault.min })
    : texts(`settings:faults:${fault.code}`)

/** One setting: name, what it does, its first value, the input, and what is wrong with it. */
export const SettingField = (props: SettingFieldProps) => {
  const { draft, fault, first, onChange, refusal, spec, stored } = props
  const tools = useScreen()
  const { texts } = tools
  const id = `cl-${spec.path.replaceAll('.', '-')}`
  const trouble = fault === undefined ? refusal : faultText(fault, texts)
  const label = texts(`settings:fields:${spec.name}:label`)
  const isOne = !['fee', 'reminders', 'roles'].includes(spec.kind)
  return (
    <div
      aria-labelledby={isOne ? undefined : `${id}-label`}
      className={`cl-setting cl-field${spec.kind === 'reminders' ? ' cl-setting--wide' : ''}`}
      data-setting={spec.path}
      role={isOne ? undefined : 'group'}
    >
      <div>
        {isOne ? <label htmlFor={id}>{label}</label> : <h3 id={`${id}-label`}>{label}</h3>}
        <p className="cl-field__help" id={`${id}-help`}>
          {texts(`settings:fields:${spec.name}:help`)}{' '}
          <span className="cl-setting__first">
            {texts('settings:first', { value: phraseOf(first, spec, tools) })}
          </span>
        </p>
      </div>
      <div className="cl-setting__input">
        <SettingInput
          describedBy={`${id}-help ${id}-fault`}
          draft={draft}
          id={id}
          isFaulty={trouble !== undefined}
          onChange={onChange}
          spec={spec}
        />
        {stored === undefined ? null : (
          <p className="cl-field__help" data-stored>
            {texts('settings:stored', { value: phraseOf(stored, spec, tools) })}
          </p>
        )}
        <p aria-live="polite" className="cl-setting__fault" id={`${id}-fault`}>
          {trouble}
        </p>
      </div>
    </div>
  )
}

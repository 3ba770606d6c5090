'use client'
import type { Channel } from '../../../../domain/messaging/channels.ts'
import type { Role } from '../../../../domain/people/roles.ts'
import { FEE_KINDS } from '../../../../domain/tenancy/settings.ts'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import type { Draft, FeeDraft, ReminderDraft } from '../drafts.ts'
import type { SettingSpec } from '../fields.ts'
import { RoleList } from '../RoleList/index.client.tsx'
import { ReminderList } from '../ReminderList/index.client.tsx'

export interface SettingInputProps {
  readonly describedBy: string
  readonly draft: Draft
  readonly id: string
  readonly isFaulty: boolean
  readonly onChange: (draft: Draft) => void
  readonly spec: SettingSpec
}

const ORDERS = {
  email: ['email'],
  'email-sms': ['email', 'sms'],
  none: [],
  sms: ['sms'],
  'sms-email': ['sms', 'email'],
} as const satisfies Record<string, readonly Channel[]>
export type OrderName = keyof typeof ORDERS

export const channelsName = (channels: readonly Channel[]): OrderName =>
  (channels.join('-') || 'none') as OrderName

interface ChannelSelectProps {
  readonly channels: readonly Channel[]
  readonly describedBy?: string
  readonly id: string
  readonly label?: string
  readonly onChange: (channels: readonly Channel[]) => void
}

/** Which ways a message takes, the first one tried first. */
export const ChannelSelect = ({
  channels,
  describedBy,
  id,
  label,
  onChange,
}: ChannelSelectProps) => {
  const { texts } = useScreen()
  return (
    <select
      aria-describedby={describedBy}
      aria-label={label}
      id={id}
      onChange={({ target }) => {
        onChange(ORDERS[target.value as OrderName])
      }}
      value={channelsName(channels)}
    >
      {(Object.keys(ORDERS) as OrderName[]).map((name) => (
        <option key={name} value={name}>
          {texts(`settings:channels:${name}`)}
        </option>
      ))}
    </select>
  )
}

const FeeInput = ({ describedBy, draft, id, isFaulty, onChange }: SettingInputProps) => {
  const { clinic, texts } = useScreen()
  const fee = draft as FeeDraft
  const part = fee.kind === 'percent' ? 'percent' : fee.kind === 'fixed' ? 'fixed' : undefined
  return (
    <>
      <select
        aria-describedby={describedBy}
        aria-labelledby={`${id}-label`}
        id={id}
        onChange={({ target }) => {
          onChange({ ...fee, kind: target.value })
        }}
        value={fee.kind}
      >
        {FEE_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {texts(`settings:fees:${kind}`)}
          </option>
        ))}
      </select>
      {part === undefined ? null : (
        <label className="cl-setting__part">
          {part === 'percent'
            ? texts('settings:fees:share')
            : texts('settings:fees:sum', { currency: clinic.currency })}
          <input
            aria-describedby={describedBy}
            aria-invalid={isFaulty}
            inputMode="decimal"
            onChange={({ target }) => {
              onChange({ ...fee, [part]: target.value })
            }}
            value={fee[part]}
          />
        </label>
      )}
    </>
  )
}

const ChargeAtSelect = ({ describedBy, draft, id, onChange }: SettingInputProps) => {
  const { texts } = useScreen()
  return (
    <select
      aria-describedby={describedBy}
      id={id}
      onChange={({ target }) => {
        onChange(target.value)
      }}
      value={draft as string}
    >
      {(['booking', 'completion'] as const).map((moment) => (
        <option key={moment} value={moment}>
          {texts(`settings:chargeAt:${moment}`)}
        </option>
      ))}
    </select>
  )
}

const NumberInput = (props: SettingInputProps) => {
  const { describedBy, draft, id, isFaulty, onChange, spec } = props
  const { texts } = useScreen()
  return (
    <span className="cl-setting__number">
      <input
        aria-describedby={describedBy}
        aria-invalid={isFaulty}
        autoComplete="off"
        id={id}
        inputMode="numeric"
        onChange={({ target }) => {
          onChange(target.value)
        }}
        value={draft as string}
      />
      {spec.kind === 'number' ? <span>{texts(`settings:unit:${spec.unit}`)}</span> : null}
    </span>
  )
}

/** The input that fits the kind of a setting. */
export const SettingInput = (props: SettingInputProps) => {
  const { describedBy, draft, id, isFaulty, onChange, spec } = props
  if (spec.kind === 'fee') return <FeeInput {...props} />
  if (spec.kind === 'chargeAt') return <ChargeAtSelect {...props} />
  if (spec.kind === 'number') return <NumberInput {...props} />
  if (spec.kind === 'roles') {
    return <RoleList id={id} onChange={onChange} roles={draft as readonly Role[]} />
  }
  if (spec.kind === 'reminders') {
    return (
      <ReminderList
        describedBy={describedBy}
        id={id}
        isFaulty={isFaulty}
        onChange={onChange}
        reminders={draft as readonly ReminderDraft[]}
      />
    )
  }
  if (spec.kind === 'channels') {
    return (
      <ChannelSelect
        channels={draft as readonly Channel[]}
        describedBy={describedBy}
        id={id}
        onChange={onChange}
      />
    )
  }
  return spec.kind === 'toggle' ? (
    <input
      aria-describedby={describedBy}
      checked={draft === true}
      id={id}
      onChange={({ target }) => {
        onChange(target.checked)
      }}
      type="checkbox"
    />
  ) : (
    <input
      aria-describedby={describedBy}
      aria-invalid={isFaulty}
      id={id}
      maxLength={5}
      onChange={({ target }) => {
        onChange(target.value)
      }}
      placeholder="HH:mm"
      value={draft as string}
    />
  )
}

'use client'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import type { ReminderDraft } from '../drafts.ts'
import { ChannelSelect } from '../SettingInput/index.client.tsx'

interface ReminderListProps {
  readonly describedBy: string
  readonly id: string
  readonly isFaulty: boolean
  readonly onChange: (reminders: readonly ReminderDraft[]) => void
  readonly reminders: readonly ReminderDraft[]
}

interface ReminderRowProps extends Omit<ReminderListProps, 'onChange' | 'reminders'> {
  readonly number: number
  readonly onChange: (reminder: ReminderDraft) => void
  readonly onRemove: () => void
  readonly reminder: ReminderDraft
}

const isHour = (text: string): boolean => /^\d{1,3}$/.test(text) && +text >= 1 && +text <= 720

const ReminderRow = (props: ReminderRowProps) => {
  const { describedBy, id, isFaulty, number, onChange, onRemove, reminder } = props
  const { texts } = useScreen()
  const name = texts('settings:reminders:one', { number })
  return (
    <li className="cl-reminder">
      <label>
        <input
          checked={reminder.enabled}
          onChange={({ target }) => {
            onChange({ ...reminder, enabled: target.checked })
          }}
          type="checkbox"
        />
        <span>{name}</span>
      </label>
      <label className="cl-setting__number">
        <input
          aria-describedby={describedBy}
          aria-invalid={isFaulty && !isHour(reminder.hoursBefore) ? true : undefined}
          aria-label={texts('settings:reminders:hours', { name })}
          autoComplete="off"
          inputMode="numeric"
          onChange={({ target }) => {
            onChange({ ...reminder, hoursBefore: target.value })
          }}
          value={reminder.hoursBefore}
        />
        <span>{texts('settings:reminders:unit')}</span>
      </label>
      <ChannelSelect
        channels={reminder.channels}
        id={`${id}-${number}-channels`}
        label={texts('settings:reminders:ways', { name })}
        onChange={(channels) => {
          onChange({ ...reminder, channels })
        }}
      />
      <button
        aria-label={texts('settings:reminders:remove', { name })}
        className="cl-button"
        onClick={onRemove}
        type="button"
      >
        ×
      </button>
    </li>
  )
}

/** When reminders go out, and which way; one can be off and stay. @rule MSG-3 */
export const ReminderList = ({ onChange, reminders, ...shared }: ReminderListProps) => {
  const { texts } = useScreen()
  return (
    <>
      <ul className="cl-list">
        {reminders.map((reminder, index) => (
          <ReminderRow
            {...shared}
            // Rows have no names of their own, and only move when one above goes.
            key={index}
            number={index + 1}
            onChange={(changed) => {
              onChange(reminders.map((one, at) => (at === index ? changed : one)))
            }}
            onRemove={() => {
              onChange(reminders.filter((_, at) => at !== index))
            }}
            reminder={reminder}
          />
        ))}
      </ul>
      <button
        className="cl-button"
        onClick={() => {
          onChange([...reminders, { channels: ['sms', 'email'], enabled: true, hoursBefore: '' }])
        }}
        type="button"
      >
        {texts('settings:reminders:add')}
      </button>
    </>
  )
}

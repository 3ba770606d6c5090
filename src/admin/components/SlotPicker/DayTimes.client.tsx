'use client'
import { formatsOf } from '../../shared/formats.ts'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import type { PickedSlot } from './useFreeSlots.client.ts'

interface DayTimesProps {
  readonly locationNames: Readonly<Record<string, string>> | undefined
  readonly on: string
  readonly onPick: (slot: PickedSlot) => void
  readonly slots: readonly PickedSlot[]
  readonly timezone: string
  readonly value: string | undefined
}

/** The free times of one day as buttons. */
export const DayTimes = ({ locationNames, on, onPick, slots, timezone, value }: DayTimesProps) => {
  const { clinic, texts } = useScreen()
  const formats = formatsOf({ ...clinic, timezone })
  const day = formatsOf({ ...clinic, timezone: 'UTC' }).day(`${on}T12:00:00Z`)
  if (slots.length === 0) return <p className="cl-muted">{texts('slots:noneOnDay', { day })}</p>
  return (
    <fieldset className="cl-slots__times">
      <legend>{texts('slots:chooseTime', { day })}</legend>
      {slots.map((slot) => (
        <button
          aria-pressed={slot.startsAt === value}
          className="cl-button cl-slot"
          data-starts-at={slot.startsAt}
          key={`${slot.startsAt} ${slot.location}`}
          onClick={() => {
            onPick(slot)
          }}
          type="button"
        >
          {formats.time(slot.startsAt)}
          {locationNames?.[slot.location] === undefined ? null : (
            <small>{locationNames[slot.location]}</small>
          )}
        </button>
      ))}
    </fieldset>
  )
}

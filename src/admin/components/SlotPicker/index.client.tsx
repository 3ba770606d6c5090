'use client'
import { useState } from 'react'
import { addDays, wallTimeAt } from '../../../domain/scheduling/wallClock.ts'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { TroubleNotice } from '../TroubleNotice/index.client.tsx'
import { DayStrip } from './DayStrip.client.tsx'
import { DayTimes } from './DayTimes.client.tsx'
import { type PickedSlot, type SlotWish, useFreeSlots, WEEK_DAYS } from './useFreeSlots.client.ts'
import { WeekMover } from './WeekMover.client.tsx'
import './slotPicker.css'

export type { PickedSlot } from './useFreeSlots.client.ts'

export interface SlotPickerProps extends SlotWish {
  /** The first day in sight, a local date: today, by the server's clock. */
  readonly firstDay: string
  /** Names of locations by id, to tell slots of several locations apart. */
  readonly locationNames?: Readonly<Record<string, string>> | undefined
  readonly onPick: (slot: PickedSlot) => void
  /** The zone to write times in: the location's. Without it the clinic's. */
  readonly timezone?: string | undefined
  /** Start of the chosen slot, as `onPick` gave it. */
  readonly value: string | undefined
}

/** Free times of one day to choose from, seven days in sight. Asks the API; books nothing. @rule AVL-6 */
export const SlotPicker = ({
  firstDay,
  locationNames,
  onPick,
  timezone: ownZone,
  value,
  ...wish
}: SlotPickerProps) => {
  const { clinic, texts } = useScreen()
  const timezone = ownZone ?? clinic.timezone
  const [from, setFrom] = useState(firstDay)
  const [chosenDay, setChosenDay] = useState<string>()
  const { isLoading, slots, trouble } = useFreeSlots(wish, from)

  const days = Array.from({ length: WEEK_DAYS }, (_, ahead) => {
    const on = addDays(from, ahead)
    const free = slots.filter((slot) => wallTimeAt(Date.parse(slot.startsAt), timezone).on === on)
    return { count: free.length, free, on }
  })
  const shown = days.find(({ on }) => on === chosenDay) ?? days.find(({ count }) => count > 0)
  const isEmpty = !isLoading && trouble === undefined && shown === undefined

  return (
    <div className="cl-slots">
      <WeekMover
        from={from}
        onGoTo={(on) => {
          setChosenDay(undefined)
          setFrom(on)
        }}
      />
      <DayStrip chosen={shown?.on} days={days} isLoading={isLoading} onChoose={setChosenDay} />
      <TroubleNotice trouble={trouble} />
      <p aria-live="polite" className="cl-muted">
        {isLoading ? texts('slots:loading') : isEmpty ? texts('slots:noneThisWeek') : null}
      </p>
      {shown === undefined || isLoading ? null : (
        <DayTimes
          locationNames={locationNames}
          on={shown.on}
          onPick={onPick}
          slots={shown.free}
          timezone={timezone}
          value={value}
        />
      )}
    </div>
  )
}

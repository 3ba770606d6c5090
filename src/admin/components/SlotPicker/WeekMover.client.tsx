'use client'
import { useId } from 'react'
import { addDays, isDate } from '../../../domain/scheduling/wallClock.ts'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { WEEK_DAYS } from './useFreeSlots.client.ts'

interface WeekMoverProps {
  /** The first of the seven days in sight. */
  readonly from: string
  readonly onGoTo: (on: string) => void
}

/** The way to other weeks: back, forth, or to a date. */
export const WeekMover = ({ from, onGoTo }: WeekMoverProps) => {
  const { texts } = useScreen()
  const id = useId()
  const arrow = (label: string, { days, sign }: { days: number; sign: string }) => (
    <button
      aria-label={label}
      className="cl-button"
      onClick={() => {
        onGoTo(addDays(from, days))
      }}
      type="button"
    >
      {sign}
    </button>
  )
  return (
    <div className="cl-slots__move">
      {arrow(texts('slots:previousWeek'), { days: -WEEK_DAYS, sign: '‹' })}
      <div className="cl-field">
        <label htmlFor={id}>{texts('slots:fromDay')}</label>
        <input
          id={id}
          onChange={(event) => {
            // A date that is being typed is not one yet.
            if (isDate(event.target.value)) onGoTo(event.target.value)
          }}
          type="date"
          value={from}
        />
      </div>
      {arrow(texts('slots:nextWeek'), { days: WEEK_DAYS, sign: '›' })}
    </div>
  )
}

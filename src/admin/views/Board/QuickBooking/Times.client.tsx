'use client'
import { wallTimeAt } from '../../../../domain/scheduling/wallClock.ts'
import type { Formats } from '../../../shared/formats.ts'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import { SlotPicker } from '../../../components/SlotPicker/index.client.tsx'
import { PriceNote } from './PriceNote.client.tsx'
import type { BookingWish } from './useBooking.client.ts'

interface TimesProps {
  readonly firstDay: string
  readonly formats: Formats
  readonly isIncomplete: boolean
  readonly onPick: (startsAt: string) => void
  readonly timezone: string
  /** Looks anew after every refusal. */
  readonly tries: number
  readonly wish: BookingWish
}

/** What it costs and when it can be, once it is known what is wanted of whom. */
export const Times = ({
  firstDay,
  formats,
  isIncomplete,
  timezone,
  tries,
  ...props
}: TimesProps) => {
  const { texts } = useScreen()
  const { location, mode, startsAt, therapist, therapyType } = props.wish
  if (therapist === '' || therapyType === '' || location === '') {
    return <p className="cl-empty">{texts('board:booking:chooseFirst')}</p>
  }
  const day = startsAt === undefined ? firstDay : wallTimeAt(Date.parse(startsAt), timezone).on
  const missing = isIncomplete ? texts('board:booking:noSlot') : ''
  return (
    <>
      <PriceNote therapist={therapist} therapyType={therapyType} />
      <SlotPicker
        firstDay={day}
        key={tries}
        location={location}
        mode={mode}
        onPick={(slot) => {
          props.onPick(slot.startsAt)
        }}
        therapist={therapist}
        therapyType={therapyType}
        timezone={timezone}
        value={startsAt}
      />
      <p aria-live="polite" className="cl-booking__chosen">
        {startsAt === undefined
          ? missing
          : texts('slots:chosen', { time: formats.dateTime(startsAt) })}
      </p>
    </>
  )
}

'use client'
import { useId, useState } from 'react'
import { formatsOf } from '../../../shared/formats.ts'
import { PatientPicker } from '../../../components/PatientPicker/index.client.tsx'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import { SlotTrouble } from '../../../components/SlotTrouble/index.client.tsx'
import { SubmitButton } from '../../../components/SubmitButton/index.client.tsx'
import { Times } from './Times.client.tsx'
import type { Booking, BookingWish } from './useBooking.client.ts'
import { type Choices, WishFields } from './WishFields.client.tsx'

interface BookingFormProps {
  readonly booking: Booking
  readonly choices: Choices
  readonly firstDay: string
  readonly onChange: (part: Partial<BookingWish>) => void
  readonly wish: BookingWish
}

const isComplete = ({
  location,
  patient,
  startsAt,
  therapist,
  therapyType,
}: BookingWish): boolean =>
  patient !== undefined && ![location, startsAt ?? '', therapist, therapyType].includes('')

const Notes = ({ onChange, wish }: Pick<BookingFormProps, 'onChange' | 'wish'>) => {
  const { texts } = useScreen()
  const id = useId()
  return (
    <div className="cl-field">
      <label htmlFor={id}>{texts('board:booking:notes')}</label>
      <textarea
        id={id}
        maxLength={10_000}
        name="notes"
        onChange={(event) => {
          onChange({ notes: event.target.value })
        }}
        rows={2}
        value={wish.notes}
      />
    </div>
  )
}

/** Who, what, with whom, when; sent when it is complete, and kept whatever the answer. */
export const BookingForm = ({ booking, choices, onChange, wish, ...props }: BookingFormProps) => {
  const { clinic, texts } = useScreen()
  const [isIncomplete, setIsIncomplete] = useState(false)
  const { book, isBusy, tries, trouble } = booking
  const place = choices.locations.find((one) => one.id === wish.location)
  const therapist = choices.therapists.find((one) => one.id === wish.therapist)
  const timezone = place?.timezone ?? clinic.timezone
  const formats = formatsOf({ ...clinic, timezone })
  const send = (wished: BookingWish): void => {
    setIsIncomplete(!isComplete(wished))
    if (isComplete(wished)) void book(wished)
  }
  const pick = (startsAt: string): void => {
    onChange({ startsAt })
  }
  return (
    <form
      className="cl-booking__form"
      onSubmit={(event) => {
        event.preventDefault()
        send(wish)
      }}
    >
      <PatientPicker
        isMissing={isIncomplete && wish.patient === undefined}
        onPick={(patient) => {
          onChange({ patient })
        }}
        value={wish.patient}
      />
      <WishFields choices={choices} onChange={onChange} wish={wish} />
      <Times {...{ formats, isIncomplete, timezone, tries, wish }} {...props} onPick={pick} />
      <SlotTrouble
        isBusy={isBusy}
        names={{ patient: wish.patient?.name ?? '', therapist: therapist?.name ?? '' }}
        onTake={({ startsAt }) => {
          pick(startsAt)
          send({ ...wish, startsAt })
        }}
        taking="book"
        timezone={timezone}
        trouble={trouble}
      />
      <Notes onChange={onChange} wish={wish} />
      <SubmitButton isBusy={isBusy} label={texts('board:booking:book')} />
    </form>
  )
}

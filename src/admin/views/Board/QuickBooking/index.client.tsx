'use client'
import { type FormEvent, useId, useState } from 'react'
import { wallTimeAt } from '../../../../domain/scheduling/wallClock.ts'
import { formatsOf } from '../../../shared/formats.ts'
import { PatientPicker, type PickedPatient } from '../../../shared/PatientPicker/index.client.tsx'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import { SlotPicker } from '../../../shared/SlotPicker/index.client.tsx'
import { BookingDone } from './BookingDone.client.tsx'
import { BookingTrouble } from './BookingTrouble.client.tsx'
import { PriceNote } from './PriceNote.client.tsx'
import { type BookingWish, useBooking } from './useBooking.client.ts'
import { type Choices, WishFields } from './WishFields.client.tsx'
import './quickBooking.css'

export interface QuickBookingProps {
  readonly choices: Choices
  /** What is chosen from the start. */
  readonly wish: {
    readonly at: string | undefined
    readonly day: string
    readonly location: string | undefined
    readonly patient: PickedPatient | undefined
    readonly therapist: string | undefined
  }
}

const beginning = ({ choices, wish }: QuickBookingProps): BookingWish => ({
  location: wish.location ?? choices.locations[0]?.id ?? '',
  mode: 'in-person',
  notes: '',
  patient: wish.patient,
  startsAt: wish.at,
  therapist: wish.therapist ?? '',
  therapyType: choices.types.length === 1 ? (choices.types[0]?.id ?? '') : '',
})

/** A booking from first letter to confirmation, by keyboard alone if need be. @rule CAL-1 UIX-4 */
export const QuickBooking = (props: QuickBookingProps) => {
  const { choices } = props
  const { clinic, texts } = useScreen()
  const id = useId()
  const [wish, setWish] = useState(() => beginning(props))
  const [isIncomplete, setIsIncomplete] = useState(false)
  const { book, booked, isBusy, reset, tries, trouble } = useBooking()
  const change = (part: Partial<BookingWish>): void => {
    setWish({ ...wish, ...part })
  }
  const { location, patient, startsAt, therapist, therapyType } = wish
  const place = choices.locations.find((one) => one.id === location)
  const timezone = place?.timezone ?? clinic.timezone
  const formats = formatsOf({ ...clinic, timezone })
  const isChosen = therapist !== '' && therapyType !== '' && location !== ''

  const send = (wished: BookingWish): void => {
    const isComplete = wished.patient !== undefined && wished.startsAt !== undefined && isChosen
    setIsIncomplete(!isComplete)
    if (isComplete) void book(wished)
  }
  const take = (offered: string): void => {
    change({ startsAt: offered })
    send({ ...wish, startsAt: offered })
  }
  const again = (): void => {
    setWish({ ...wish, notes: '', patient: undefined, startsAt: undefined })
    reset()
  }

  return (
    <section aria-labelledby="booking" className="cl-card cl-booking" data-part="booking">
      <div className="cl-card__head">
        <h2 id="booking" tabIndex={-1}>
          {texts('board:booking:title')}
        </h2>
      </div>
      {booked !== undefined ? (
        <BookingDone
          booked={booked}
          onAgain={again}
          patientName={patient?.name ?? ''}
          therapistName={choices.therapists.find((one) => one.id === therapist)?.name ?? ''}
        />
      ) : (
        <form
          className="cl-booking__form"
          onSubmit={(event: FormEvent) => {
            event.preventDefault()
            send(wish)
          }}
        >
          <PatientPicker
            isMissing={isIncomplete && patient === undefined}
            onPick={(picked) => {
              change({ patient: picked })
            }}
            value={patient}
          />
          <WishFields choices={choices} onChange={change} wish={wish} />
          {isChosen ? (
            <>
              <PriceNote therapist={therapist} therapyType={therapyType} />
              <SlotPicker
                firstDay={
                  startsAt === undefined
                    ? props.wish.day
                    : wallTimeAt(Date.parse(startsAt), timezone).on
                }
                key={tries}
                location={location}
                mode={wish.mode}
                onPick={(slot) => {
                  change({ startsAt: slot.startsAt })
                }}
                therapist={therapist}
                therapyType={therapyType}
                timezone={timezone}
                value={startsAt}
              />
            </>
          ) : (
            <p className="cl-empty">{texts('board:booking:chooseFirst')}</p>
          )}
          <p aria-live="polite" className="cl-booking__chosen">
            {startsAt === undefined
              ? isIncomplete && isChosen
                ? texts('board:booking:noSlot')
                : ''
              : texts('slots:chosen', { time: formats.dateTime(startsAt) })}
          </p>
          <BookingTrouble formats={formats} isBusy={isBusy} onTake={take} trouble={trouble} />
          <div className="cl-field">
            <label htmlFor={id}>{texts('board:booking:notes')}</label>
            <textarea
              id={id}
              maxLength={10_000}
              name="notes"
              onChange={(event) => {
                change({ notes: event.target.value })
              }}
              rows={2}
              value={wish.notes}
            />
          </div>
          <button
            aria-busy={isBusy}
            className="cl-button cl-button--primary"
            disabled={isBusy}
            type="submit"
          >
            {isBusy ? texts('common:actions:working') : texts('board:booking:book')}
          </button>
        </form>
      )}
    </section>
  )
}

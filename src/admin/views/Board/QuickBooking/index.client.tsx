'use client'
import { useCallback, useState } from 'react'
import type { PickedPatient } from '../../../components/PatientPicker/index.client.tsx'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import { BookingDone } from './BookingDone.client.tsx'
import { BookingForm } from './BookingForm.client.tsx'
import { type BookingWish, useBooking } from './useBooking.client.ts'
import { type TakenTime, useFreeTimes } from './useFreeTimes.client.ts'
import type { Choices } from './WishFields.client.tsx'
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
  const { texts } = useScreen()
  const [wish, setWish] = useState(() => beginning(props))
  const [taken, setTaken] = useState(0)
  const booking = useBooking()
  const { reset } = booking
  const take = useCallback(
    (time: TakenTime) => {
      setWish((present) => ({ ...present, ...time }))
      setTaken((count) => count + 1)
      reset()
    },
    [reset],
  )
  useFreeTimes(take)
  const therapist = choices.therapists.find((one) => one.id === wish.therapist)
  return (
    <section aria-labelledby="booking" className="cl-card cl-booking" data-part="booking">
      <div className="cl-card__head">
        <h2 id="booking" tabIndex={-1}>
          {texts('board:booking:title')}
        </h2>
      </div>
      {booking.booked === undefined ? (
        <BookingForm
          booking={booking}
          choices={choices}
          firstDay={props.wish.day}
          key={taken}
          onChange={(part) => {
            setWish((present) => ({ ...present, ...part }))
          }}
          wish={wish}
        />
      ) : (
        <BookingDone
          booked={booking.booked}
          onAgain={() => {
            setWish({ ...wish, notes: '', patient: undefined, startsAt: undefined })
            reset()
          }}
          patientName={wish.patient?.name ?? ''}
          therapistName={therapist?.name ?? ''}
        />
      )}
    </section>
  )
}

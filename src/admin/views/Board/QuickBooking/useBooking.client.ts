'use client'
import { useCallback, useState } from 'react'
import type { PickedPatient } from '../../../components/PatientPicker/index.client.tsx'
import type { Trouble } from '../../../shared/useApi.client.ts'
import { useAction } from '../../../shared/useAction.client.ts'

/** What is typed so far; kept whatever the server says. */
export interface BookingWish {
  readonly location: string
  readonly mode: 'in-person' | 'telehealth'
  readonly notes: string
  readonly patient: PickedPatient | undefined
  readonly startsAt: string | undefined
  readonly therapist: string
  readonly therapyType: string
}

export interface BookedSession {
  readonly id: string
  readonly number: string
  readonly startsAt: string
  readonly timezone: string
}

export interface Booking {
  readonly book: (wish: BookingWish) => Promise<void>
  readonly booked: BookedSession | undefined
  readonly isBusy: boolean
  /** Begins another booking. */
  readonly reset: () => void
  readonly trouble: Trouble | undefined
  /** How often it was refused: what was found free before is out of date then. */
  readonly tries: number
}

const bodyOf = ({ notes, patient, ...wish }: BookingWish): Record<string, unknown> => ({
  ...wish,
  ...(notes.trim() === '' ? {} : { notes: notes.trim() }),
  patient: patient?.id,
})

/** Books a wish once, however often it is sent, and keeps what was refused. */
export const useBooking = (): Booking => {
  const { forget, isBusy, run, trouble } = useAction<{ session: BookedSession }>('/sessions/book')
  const [booked, setBooked] = useState<BookedSession>()
  const [tries, setTries] = useState(0)

  const book = async (wish: BookingWish): Promise<void> => {
    const answer = await run(bodyOf(wish))
    if (answer.isOk) setBooked(answer.data.session)
    else setTries((count) => count + 1)
  }
  const reset = useCallback((): void => {
    setBooked(undefined)
    forget()
  }, [forget])
  return { book, booked, isBusy, reset, tries, trouble }
}

'use client'
import { useRouter } from 'next/navigation.js'
import { useCallback, useRef, useState } from 'react'
import type { PickedPatient } from '../../../components/PatientPicker/index.client.tsx'
import { newKey, type Trouble, useApi } from '../../../shared/useApi.client.ts'

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
  const api = useApi()
  const router = useRouter()
  const intention = useRef<{ body: string; key: string }>(undefined)
  const [booked, setBooked] = useState<BookedSession>()
  const [isBusy, setIsBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const [tries, setTries] = useState(0)

  const book = async (wish: BookingWish): Promise<void> => {
    setIsBusy(true)
    setTrouble(undefined)
    const body = bodyOf(wish)
    const text = JSON.stringify(body)
    // The same wish after a lost answer is the same intention; another wish is another one.
    if (intention.current?.body !== text) intention.current = { body: text, key: newKey() }
    const answer = await api<{ session: BookedSession }>({
      body,
      idempotencyKey: intention.current.key,
      path: '/sessions/book',
    })
    setIsBusy(false)
    if (!answer.isOk) {
      setTrouble(answer.trouble)
      setTries((count) => count + 1)
      return
    }
    intention.current = undefined
    setBooked(answer.data.session)
    router.refresh()
  }
  const reset = useCallback((): void => {
    setBooked(undefined)
    setTrouble(undefined)
  }, [])
  return { book, booked, isBusy, reset, tries, trouble }
}

'use client'
import { useEffect, useState } from 'react'
import { addDays } from '../../../domain/scheduling/wallClock.ts'
import { type Trouble, useApi } from '../../shared/useApi.client.ts'

/** A free slot as the API answers it. */
export interface PickedSlot {
  readonly endsAt: string
  readonly location: string
  readonly price: { readonly priceMinor: number }
  readonly startsAt: string
  readonly therapist: string
}

export interface SlotWish {
  readonly durationMinutes?: number | undefined
  /** Without it every open location of the clinic. */
  readonly location?: string | undefined
  readonly mode?: 'in-person' | 'telehealth' | undefined
  readonly therapist: string
  readonly therapyType: string
}

export const WEEK_DAYS = 7

export interface FreeSlots {
  readonly isLoading: boolean
  readonly slots: readonly PickedSlot[]
  readonly trouble: Trouble | undefined
}

const LOADING: FreeSlots = { isLoading: true, slots: [], trouble: undefined }

/** The free slots of seven days from a date on, asked for anew whenever the wish changes. */
export const useFreeSlots = (wish: SlotWish, from: string): FreeSlots => {
  const api = useApi()
  const parameters: Readonly<Record<string, number | string | undefined>> = {
    ...wish,
    from,
    to: addDays(from, WEEK_DAYS - 1),
  }
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined)
  const asked = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  const [answer, setAnswer] = useState<FreeSlots & { asked?: string }>(LOADING)

  useEffect(() => {
    const stop = new AbortController()
    const search = async (): Promise<void> => {
      const { signal } = stop
      const path = `/availability/slots?${asked}`
      const found = await api<{ slots: PickedSlot[] }>({ method: 'GET', path, signal })
      if (signal.aborted) return
      setAnswer(
        found.isOk
          ? { asked, isLoading: false, slots: found.data.slots, trouble: undefined }
          : { asked, isLoading: false, slots: [], trouble: found.trouble },
      )
    }
    void search()
    return () => {
      stop.abort()
    }
  }, [api, asked])

  // What was found for another wish is never shown for this one.
  return answer.asked === asked ? answer : LOADING
}

'use client'
import { useEffect } from 'react'

export interface TakenTime {
  readonly startsAt: string
  readonly therapist: string
}

/**
 * Takes a free time of the board's list into the booking at hand, so that who was chosen already stays.
 * Without scripts the same link begins a booking with that time.
 */
export const useFreeTimes = (onTake: (time: TakenTime) => void): void => {
  useEffect(() => {
    const take = (event: MouseEvent): void => {
      const link = (event.target as Element | null)?.closest<HTMLAnchorElement>('a[data-free-at]')
      const { freeAt, freeWith } = link?.dataset ?? {}
      const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0
      if (freeAt === undefined || freeWith === undefined || !isPlain) return
      event.preventDefault()
      onTake({ startsAt: freeAt, therapist: freeWith })
      document.getElementById('booking')?.focus()
    }
    document.addEventListener('click', take)
    return () => {
      document.removeEventListener('click', take)
    }
  }, [onTake])
}

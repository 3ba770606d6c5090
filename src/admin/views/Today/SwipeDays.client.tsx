'use client'
import { useRouter } from 'next/navigation.js'
import { type ReactNode, type TouchEvent, useRef } from 'react'
import { addDays } from '../../../domain/scheduling/wallClock.ts'

/** Far and flat enough to be meant, in pixels. */
const MIN_WAY = 80
const MAX_SLOPE = 0.5

/** A swipe to the side goes to the next or the previous day; the links do the same. @rule CAL-8 */
export const SwipeDays = ({
  children,
  on,
}: {
  readonly children: ReactNode
  readonly on: string
}) => {
  const router = useRouter()
  const start = useRef<{ x: number; y: number }>(undefined)

  const begin = (event: TouchEvent): void => {
    const touch = event.touches[0]
    // A finger in a dialog or on a field means something else.
    const isElsewhere = (event.target as Element).closest('dialog, input, textarea') !== null
    start.current =
      touch === undefined || isElsewhere || event.touches.length > 1
        ? undefined
        : { x: touch.clientX, y: touch.clientY }
  }
  const end = (event: TouchEvent): void => {
    const touch = event.changedTouches[0]
    if (start.current === undefined || touch === undefined) return
    const [x, y] = [touch.clientX - start.current.x, touch.clientY - start.current.y]
    start.current = undefined
    if (Math.abs(x) < MIN_WAY || Math.abs(y) > Math.abs(x) * MAX_SLOPE) return
    router.push(`?day=${addDays(on, x < 0 ? 1 : -1)}`)
  }

  return (
    <div onTouchEnd={end} onTouchStart={begin}>
      {children}
    </div>
  )
}

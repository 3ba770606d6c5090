'use client'
import { useScreen } from '../../shared/ScreenContext.client.tsx'

interface DayStripProps {
  readonly chosen: string | undefined
  readonly days: readonly { readonly count: number; readonly on: string }[]
  readonly isLoading: boolean
  readonly onChoose: (on: string) => void
}

/** Seven days with how much is free on each. */
export const DayStrip = ({ chosen, days, isLoading, onChoose }: DayStripProps) => {
  const { clinic, texts } = useScreen()
  const words = (on: string, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(clinic.locale, { ...options, timeZone: 'UTC' }).format(
      new Date(`${on}T12:00:00Z`),
    )
  const countWords = (count: number): string =>
    count === 0 ? texts('slots:nothingFree') : texts('slots:freeCount', { free: count })
  return (
    <div aria-label={texts('slots:chooseDay')} className="cl-slots__days" role="group">
      {days.map(({ count, on }) => (
        <button
          aria-pressed={on === chosen}
          className="cl-button cl-slots__day"
          data-day={on}
          key={on}
          onClick={() => {
            onChoose(on)
          }}
          type="button"
        >
          <span>{words(on, { weekday: 'short' })}</span>
          <span>{words(on, { day: 'numeric', month: 'short' })}</span>
          <small>{isLoading ? '…' : countWords(count)}</small>
        </button>
      ))}
    </div>
  )
}

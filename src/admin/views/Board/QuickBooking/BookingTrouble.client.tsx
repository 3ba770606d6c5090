'use client'
import type { Formats } from '../../../shared/formats.ts'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import { TroubleNotice } from '../../../components/TroubleNotice/index.client.tsx'
import type { Trouble } from '../../../shared/useApi.client.ts'

interface Stretch {
  readonly endsAt: string
  readonly startsAt: string
}

interface BookingTroubleProps {
  /** In the zone of the location. */
  readonly formats: Formats
  readonly isBusy: boolean
  readonly onTake: (startsAt: string) => void
  readonly trouble: Trouble | undefined
}

const isStretch = (value: unknown): value is Stretch =>
  typeof value === 'object' && value !== null && 'startsAt' in value && 'endsAt' in value

/** Why it was refused, who is busy when, and the free times nearby to take with one press. @rule UIX-4 */
export const BookingTrouble = ({ formats, isBusy, onTake, trouble }: BookingTroubleProps) => {
  const { texts } = useScreen()
  const { busy, free } = trouble?.facts ?? {}
  const offered = Array.isArray(free) ? free.filter(isStretch) : []
  return (
    <TroubleNotice trouble={trouble}>
      {isStretch(busy) ? (
        <p>
          {texts('board:booking:busy', {
            from: formats.dateTime(busy.startsAt),
            to: formats.time(busy.endsAt),
          })}
        </p>
      ) : null}
      {offered.length === 0 ? null : (
        <>
          <p>{texts('board:booking:offer')}</p>
          <div className="cl-booking__offers">
            {offered.map(({ startsAt }) => (
              <button
                className="cl-button"
                data-offer={startsAt}
                disabled={isBusy}
                key={startsAt}
                onClick={() => {
                  onTake(startsAt)
                }}
                type="button"
              >
                {texts('board:booking:bookAt', { time: formats.dateTime(startsAt) })}
              </button>
            ))}
          </div>
        </>
      )}
    </TroubleNotice>
  )
}

'use client'
import { formatsOf } from '../../shared/formats.ts'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { TroubleNotice } from '../TroubleNotice/index.client.tsx'
import type { Trouble } from '../../shared/useApi.client.ts'
import './slotTrouble.css'

interface Stretch {
  readonly endsAt: string
  readonly startsAt: string
}

interface SlotTroubleProps {
  readonly isBusy?: boolean
  /** Who is meant, for the sentence on who is busy. */
  readonly names: { readonly patient: string; readonly therapist: string }
  readonly onTake: (slot: Stretch) => void
  /** What one press does with a free time. @default 'pick' */
  readonly taking?: 'book' | 'pick'
  readonly timezone: string
  readonly trouble: Trouble | undefined
}

const WHO = {
  'patient-busy': 'patient',
  'room-taken': 'room',
  'slot-taken': 'therapist',
} as const

const isStretch = (value: unknown): value is Stretch =>
  typeof value === 'object' && value !== null && 'startsAt' in value && 'endsAt' in value

/** Why a time cannot be had: who is busy when, and up to three free times to take. @rule SES-4 UIX-4 */
export const SlotTrouble = ({
  isBusy = false,
  names,
  onTake,
  taking = 'pick',
  timezone,
  trouble,
}: SlotTroubleProps) => {
  const { clinic, texts } = useScreen()
  const formats = formatsOf({ ...clinic, timezone })
  const who = WHO[trouble?.code as keyof typeof WHO] as 'patient' | 'room' | 'therapist' | undefined
  const { busy, free } = trouble?.facts ?? {}
  const offered = Array.isArray(free) ? free.filter(isStretch) : []
  return (
    <TroubleNotice trouble={trouble}>
      {who !== undefined && isStretch(busy) ? (
        <p>
          {texts(`slots:taken:${who}`, {
            from: formats.dateTime(busy.startsAt),
            name: who === 'room' ? '' : names[who],
            to: formats.time(busy.endsAt),
          })}
        </p>
      ) : null}
      {offered.length === 0 ? null : (
        <>
          <p>{texts(`slots:taken:${taking}`)}</p>
          <div className="cl-slot-offers">
            {offered.map((slot) => (
              <button
                className="cl-button"
                data-free={slot.startsAt}
                data-offer={slot.startsAt}
                disabled={isBusy}
                key={slot.startsAt}
                onClick={() => {
                  onTake(slot)
                }}
                type="button"
              >
                {taking === 'book'
                  ? texts('slots:taken:bookAt', { time: formats.dateTime(slot.startsAt) })
                  : formats.dateTime(slot.startsAt)}
              </button>
            ))}
          </div>
        </>
      )}
    </TroubleNotice>
  )
}

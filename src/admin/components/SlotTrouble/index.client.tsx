'use client'
import { formatsOf } from '../../shared/formats.ts'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { TroubleNotice } from '../TroubleNotice/index.client.tsx'
import type { Trouble } from '../../shared/useApi.client.ts'

interface Stretch {
  readonly endsAt: string
  readonly startsAt: string
}

interface SlotTroubleProps {
  /** Who is meant, for the sentence on who is busy. */
  readonly names: { readonly patient: string; readonly therapist: string }
  readonly onPick: (slot: Stretch) => void
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

/** Why a time cannot be had: who is busy when, and up to three free times to click. @rule SES-4 UIX-4 */
export const SlotTrouble = ({ names, onPick, timezone, trouble }: SlotTroubleProps) => {
  const { clinic, texts } = useScreen()
  const formats = formatsOf({ ...clinic, timezone })
  const who = WHO[trouble?.code as keyof typeof WHO] as 'patient' | 'room' | 'therapist' | undefined
  const { busy, free } = trouble?.facts ?? {}
  const alternatives = Array.isArray(free) ? free.filter(isStretch) : []
  return (
    <TroubleNotice trouble={trouble}>
      {who !== undefined && isStretch(busy) ? (
        <p>
          {texts(`session:taken:${who}`, {
            from: formats.dateTime(busy.startsAt),
            name: who === 'room' ? '' : names[who],
            to: formats.time(busy.endsAt),
          })}
        </p>
      ) : null}
      {alternatives.length === 0 ? null : (
        <div className="cl-row__end">
          <span>{texts('session:taken:free')}</span>
          {alternatives.map((slot) => (
            <button
              className="cl-button"
              data-free={slot.startsAt}
              key={slot.startsAt}
              onClick={() => {
                onPick(slot)
              }}
              type="button"
            >
              {formats.dateTime(slot.startsAt)}
            </button>
          ))}
        </div>
      )}
    </TroubleNotice>
  )
}

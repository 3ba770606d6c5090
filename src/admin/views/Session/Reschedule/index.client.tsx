'use client'
import { type FormEvent, useId, useState } from 'react'
import { formatsOf } from '../../../shared/formats.ts'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import { SlotPicker } from '../../../components/SlotPicker/index.client.tsx'
import { SlotTrouble } from '../../../components/SlotTrouble/index.client.tsx'
import { SubmitButton } from '../../../components/SubmitButton/index.client.tsx'
import { useAction } from '../../../shared/useAction.client.ts'

interface RescheduleProps {
  readonly session: {
    readonly durationMinutes: number
    readonly id: string
    readonly location: string
    readonly mode: 'in-person' | 'telehealth'
    readonly patientName: string
    readonly startsAt: string
    readonly therapist: string
    readonly therapistName: string
    readonly therapyType: string
    readonly timezone: string
  }
  /** Today at the location, by the server's clock. */
  readonly today: string
}

const ReasonField = ({
  onChange,
  value,
}: {
  readonly onChange: (value: string) => void
  readonly value: string
}) => {
  const { texts } = useScreen()
  const id = useId()
  return (
    <div className="cl-field">
      <label htmlFor={`${id}-reason`}>{texts('session:move:reason')}</label>
      <input
        id={`${id}-reason`}
        maxLength={500}
        onChange={(event) => {
          onChange(event.target.value)
        }}
        type="text"
        value={value}
      />
    </div>
  )
}

/** What is chosen, in words, and the button that moves. */
const MoveEnd = ({
  isBusy,
  time,
}: {
  readonly isBusy: boolean
  readonly time: string | undefined
}) => {
  const { texts } = useScreen()
  return (
    <div className="cl-move__end">
      <p aria-live="polite">
        {time === undefined
          ? texts('session:move:notChosen')
          : texts('session:move:chosen', { time })}
      </p>
      <SubmitButton
        isBusy={isBusy}
        isDisabled={time === undefined}
        label={texts('session:move:submit')}
      />
    </div>
  )
}

/** A session moves to a free time that is clicked; a time that was taken meanwhile offers others. @rule SES-15 */
const MoveForm = ({ onMoved, session, today }: RescheduleProps & { onMoved: () => void }) => {
  const { clinic, texts } = useScreen()
  const id = useId()
  const formats = formatsOf({ ...clinic, timezone: session.timezone })
  const [startsAt, setStartsAt] = useState<string>()
  const [reason, setReason] = useState('')
  const { forget, isBusy, run, trouble } = useAction(`/sessions/${session.id}/reschedule`)

  const pick = (slot: { readonly startsAt: string }): void => {
    setStartsAt(slot.startsAt)
    forget()
  }
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const { isOk } = await run({ startsAt, ...(reason.trim() === '' ? {} : { reason }) })
    if (isOk) onMoved()
  }

  return (
    <form
      aria-labelledby={`${id}-title`}
      className="cl-card cl-move"
      onSubmit={(event) => void send(event)}
    >
      <div>
        <h2 id={`${id}-title`}>{texts('session:move:title')}</h2>
        <p className="cl-muted">
          {texts('session:move:from', { time: formats.dateTime(session.startsAt) })}
        </p>
      </div>
      <SlotPicker
        durationMinutes={session.durationMinutes}
        firstDay={today}
        location={session.location}
        mode={session.mode}
        onPick={pick}
        therapist={session.therapist}
        therapyType={session.therapyType}
        timezone={session.timezone}
        value={startsAt}
      />
      <ReasonField onChange={setReason} value={reason} />
      <SlotTrouble
        names={{ patient: session.patientName, therapist: session.therapistName }}
        onTake={pick}
        timezone={session.timezone}
        trouble={trouble}
      />
      <MoveEnd
        isBusy={isBusy}
        time={startsAt === undefined ? undefined : formats.dateTime(startsAt)}
      />
    </form>
  )
}

/** The way to another time: a button that opens the choice. */
export const Reschedule = ({ session, today }: RescheduleProps) => {
  const { texts } = useScreen()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <button
        aria-expanded={isOpen}
        className="cl-button"
        onClick={() => {
          setIsOpen(!isOpen)
        }}
        type="button"
      >
        {texts('session:actions:reschedule')}
      </button>
      {isOpen ? (
        <MoveForm
          onMoved={() => {
            setIsOpen(false)
          }}
          session={session}
          today={today}
        />
      ) : null}
    </>
  )
}

'use client'
import { useRouter } from 'next/navigation.js'
import { type FormEvent, useId, useRef, useState } from 'react'
import { CANCELLATION_REASONS, isReasonCode } from '../../../../domain/scheduling/cancellation.ts'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import { TroubleNotice } from '../../../shared/TroubleNotice/index.client.tsx'
import { newKey, type Trouble, useApi } from '../../../shared/useApi.client.ts'

interface CancelActionProps {
  readonly describes: string
  readonly id: string
  readonly reasons: readonly { readonly id: string; readonly name: string }[]
}

/** The reason asks who cancels: it does not say it itself. */
const asksForSide = (code: string): boolean =>
  isReasonCode(code) && CANCELLATION_REASONS[code] === 'ask'

const useCancelling = (id: string, onDone: () => void) => {
  const api = useApi()
  const router = useRouter()
  const key = useRef<string>(undefined)
  const [isBusy, setIsBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const cancel = async (form: FormData): Promise<void> => {
    setIsBusy(true)
    setTrouble(undefined)
    key.current ??= newKey()
    const filled = [...form.entries()].filter(([, value]) => value !== '')
    const answer = await api({
      body: Object.fromEntries(filled),
      idempotencyKey: key.current,
      path: `/sessions/${id}/cancel`,
    })
    setIsBusy(false)
    if (answer.isOk || answer.trouble.status !== 0) key.current = undefined
    if (!answer.isOk) {
      setTrouble(answer.trouble)
      return
    }
    onDone()
    router.refresh()
  }
  return { cancel, isBusy, trouble }
}

/** Cancelling asks why before it happens. @rule SES-17 */
export const CancelAction = ({ describes, id, reasons }: CancelActionProps) => {
  const { texts } = useScreen()
  const field = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [code, setCode] = useState(reasons[0]?.id ?? '')
  const opener = useRef<HTMLButtonElement>(null)
  const close = (): void => {
    setIsOpen(false)
    opener.current?.focus()
  }
  const { cancel, isBusy, trouble } = useCancelling(id, close)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    void cancel(new FormData(event.currentTarget))
  }
  return (
    <div className="cl-action cl-cancel">
      <button
        aria-expanded={isOpen}
        aria-label={`${texts('board:actions:cancel')}: ${describes}`}
        className="cl-button"
        onClick={() => {
          setIsOpen(!isOpen)
        }}
        ref={opener}
        type="button"
      >
        {texts('board:actions:cancel')}
      </button>
      {isOpen ? (
        <form className="cl-cancel__form" onSubmit={submit}>
          <strong>{texts('board:cancel:title', { number: describes })}</strong>
          <div className="cl-field">
            <label htmlFor={`${field}-code`}>{texts('board:cancel:reasonCode')}</label>
            <select
              autoFocus
              id={`${field}-code`}
              name="reasonCode"
              onChange={(event) => {
                setCode(event.target.value)
              }}
              value={code}
            >
              {reasons.map((reason) => (
                <option key={reason.id} value={reason.id}>
                  {reason.name}
                </option>
              ))}
            </select>
          </div>
          {asksForSide(code) ? (
            <div className="cl-field">
              <label htmlFor={`${field}-side`}>{texts('board:cancel:side')}</label>
              <select id={`${field}-side`} name="side">
                <option value="patient">{texts('board:cancel:sidePatient')}</option>
                <option value="clinic">{texts('board:cancel:sideClinic')}</option>
              </select>
            </div>
          ) : null}
          <div className="cl-field">
            <label htmlFor={`${field}-reason`}>{texts('board:cancel:reason')}</label>
            <input
              aria-describedby={`${field}-help`}
              id={`${field}-reason`}
              maxLength={500}
              name="reason"
              required={asksForSide(code)}
              type="text"
            />
            <span className="cl-field__help" id={`${field}-help`}>
              {texts('board:cancel:reasonHelp')}
            </span>
          </div>
          <div className="cl-row__end">
            <button className="cl-button cl-button--danger" disabled={isBusy} type="submit">
              {isBusy ? texts('common:actions:working') : texts('board:cancel:submit')}
            </button>
            <button className="cl-button" onClick={close} type="button">
              {texts('board:cancel:keep')}
            </button>
          </div>
          <TroubleNotice trouble={trouble} />
        </form>
      ) : null}
    </div>
  )
}

'use client'
import { useId, useState } from 'react'
import { CANCELLATION_REASONS, isReasonCode } from '../../../../domain/scheduling/cancellation.ts'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import { TroubleNotice } from '../../../components/TroubleNotice/index.client.tsx'
import type { Trouble } from '../../../shared/useApi.client.ts'

interface Choice {
  readonly id: string
  readonly name: string
}

interface CancelFormProps {
  readonly describes: string
  readonly isBusy: boolean
  readonly onCancel: (form: FormData) => void
  readonly onClose: () => void
  readonly reasons: readonly Choice[]
  readonly trouble: Trouble | undefined
}

/** The reason asks who cancels: it does not say it itself. */
const asksForSide = (code: string): boolean =>
  isReasonCode(code) && CANCELLATION_REASONS[code] === 'ask'

const ReasonFields = ({ reasons }: { readonly reasons: readonly Choice[] }) => {
  const { texts } = useScreen()
  const id = useId()
  const [code, setCode] = useState(reasons[0]?.id ?? '')
  return (
    <>
      <div className="cl-field">
        <label htmlFor={`${id}-code`}>{texts('board:cancel:reasonCode')}</label>
        <select
          autoFocus
          id={`${id}-code`}
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
          <label htmlFor={`${id}-side`}>{texts('board:cancel:side')}</label>
          <select id={`${id}-side`} name="side">
            <option value="patient">{texts('board:cancel:sidePatient')}</option>
            <option value="clinic">{texts('board:cancel:sideClinic')}</option>
          </select>
        </div>
      ) : null}
      <div className="cl-field">
        <label htmlFor={`${id}-reason`}>{texts('board:cancel:reason')}</label>
        <input
          aria-describedby={`${id}-help`}
          id={`${id}-reason`}
          maxLength={500}
          name="reason"
          required={asksForSide(code)}
          type="text"
        />
        <span className="cl-field__help" id={`${id}-help`}>
          {texts('board:cancel:reasonHelp')}
        </span>
      </div>
    </>
  )
}

/** Why, by whom, and yes or no. */
export const CancelForm = ({ isBusy, onCancel, onClose, ...props }: CancelFormProps) => {
  const { texts } = useScreen()
  return (
    <form
      className="cl-cancel__form"
      onSubmit={(event) => {
        event.preventDefault()
        onCancel(new FormData(event.currentTarget))
      }}
    >
      <strong>{texts('board:cancel:title', { number: props.describes })}</strong>
      <ReasonFields reasons={props.reasons} />
      <div className="cl-row__end">
        <button className="cl-button cl-button--danger" disabled={isBusy} type="submit">
          {isBusy ? texts('common:actions:working') : texts('board:cancel:submit')}
        </button>
        <button className="cl-button" onClick={onClose} type="button">
          {texts('board:cancel:keep')}
        </button>
      </div>
      <TroubleNotice trouble={props.trouble} />
    </form>
  )
}

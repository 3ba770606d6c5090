'use client'
import { useId, useState } from 'react'
import {
  CANCELLATION_REASONS,
  type CancellationReason,
  isReasonCode,
  REASON_CODES,
  type Side,
} from '../../../domain/scheduling/cancellation.ts'
import { ActionDialog } from '../ActionDialog/index.client.tsx'
import { Choices } from '../Choices/index.client.tsx'
import { SelectField } from '../SelectField/index.tsx'
import { useScreen } from '../../shared/ScreenContext.client.tsx'

/** What cancelling would mean now, in words, and whether its fee may be waived. */
export interface CancelTerms {
  readonly canWaiveFee: boolean
  readonly words: string
}

interface CancelDialogProps {
  /** `Aarav Sharma, 10:00`: for whoever hears the button instead of seeing its row. */
  readonly describes: string
  readonly session: string
  readonly terms?: CancelTerms | undefined
}

const SIDES: readonly Side[] = ['patient', 'clinic']

interface ReasonFieldProps {
  readonly isRequired: boolean
  readonly onChange: (value: string) => void
  readonly value: string
}

const ReasonField = ({ isRequired, onChange, value }: ReasonFieldProps) => {
  const { texts } = useScreen()
  const id = useId()
  return (
    <div className="cl-field">
      <label htmlFor={`${id}-reason`}>{texts('session:cancel:reason')}</label>
      <textarea
        aria-describedby={`${id}-help`}
        id={`${id}-reason`}
        maxLength={500}
        onChange={(event) => {
          onChange(event.target.value)
        }}
        required={isRequired}
        rows={2}
        value={value}
      />
      <p className="cl-field__help" id={`${id}-help`}>
        {texts('session:cancel:reasonHelp')}
      </p>
    </div>
  )
}

/** Cancelling asks why, and whose side it counts for where the reason does not say. @rule SES-17 SES-18 */
export const CancelDialog = ({ describes, session, terms }: CancelDialogProps) => {
  const { texts } = useScreen()
  const [reasonCode, setReasonCode] = useState<'' | CancellationReason>('')
  const [side, setSide] = useState<Side>()
  const [reason, setReason] = useState('')
  const [isWaived, setIsWaived] = useState(false)
  const asksSide = reasonCode !== '' && CANCELLATION_REASONS[reasonCode] === 'ask'
  const needsReason = reasonCode === 'other' || isWaived

  return (
    <ActionDialog
      body={() => ({
        reasonCode,
        ...(reason.trim() === '' ? {} : { reason }),
        ...(asksSide ? { side } : {}),
        ...(isWaived ? { waiveFee: true } : {}),
      })}
      describes={describes}
      label={texts('session:actions:cancel')}
      path={`/sessions/${session}/cancel`}
      submit={texts('session:cancel:submit')}
      title={texts('session:cancel:title')}
      variant="danger"
    >
      {terms === undefined ? null : <p>{terms.words}</p>}
      <SelectField
        label={texts('session:cancel:reasonCode')}
        onChange={({ target: { value } }) => {
          setReasonCode(isReasonCode(value) ? value : '')
        }}
        options={REASON_CODES.map((id) => ({ id, name: texts(`session:reasons:${id}`) }))}
        required
        value={reasonCode}
      >
        <option value="" />
      </SelectField>
      {asksSide ? (
        <Choices
          choices={SIDES.map((value) => ({ label: texts(`session:cancel:sides:${value}`), value }))}
          legend={texts('session:cancel:side')}
          onChoose={setSide}
          value={side}
        />
      ) : null}
      <ReasonField isRequired={needsReason} onChange={setReason} value={reason} />
      {terms?.canWaiveFee === true ? (
        <label className="cl-choice">
          <input
            checked={isWaived}
            onChange={(event) => {
              setIsWaived(event.target.checked)
            }}
            type="checkbox"
          />
          {texts('session:cancel:waive')}
        </label>
      ) : null}
    </ActionDialog>
  )
}

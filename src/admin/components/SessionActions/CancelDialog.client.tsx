'use client'
import { useId, useState } from 'react'
import {
  CANCELLATION_REASONS,
  type CancellationReason,
  REASON_CODES,
  type Side,
} from '../../../domain/scheduling/cancellation.ts'
import { ActionDialog } from '../ActionDialog/index.client.tsx'
import { Choices } from '../Choices/index.client.tsx'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import type { ActingSession } from './index.client.tsx'

/** What cancelling would mean now, in words, and whether its fee may be waived. */
export interface CancelTerms {
  readonly canWaiveFee: boolean
  readonly words: string
}

interface CancelDialogProps {
  readonly path: string
  readonly session: ActingSession
  readonly terms: CancelTerms | undefined
}

const SIDES: readonly Side[] = ['patient', 'clinic']

interface FieldProps<Value extends string> {
  readonly isRequired?: boolean
  readonly onChange: (value: Value) => void
  readonly value: Value
}

const CodeField = ({ onChange, value }: FieldProps<'' | CancellationReason>) => {
  const { texts } = useScreen()
  const id = useId()
  return (
    <div className="cl-field">
      <label htmlFor={`${id}-code`}>{texts('session:cancel:reasonCode')}</label>
      <select
        id={`${id}-code`}
        onChange={(event) => {
          onChange(event.target.value as CancellationReason)
        }}
        required
        value={value}
      >
        <option value="" />
        {REASON_CODES.map((code) => (
          <option key={code} value={code}>
            {texts(`session:reasons:${code}`)}
          </option>
        ))}
      </select>
    </div>
  )
}

const ReasonField = ({ isRequired = false, onChange, value }: FieldProps<string>) => {
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
export const CancelDialog = ({ path, session, terms }: CancelDialogProps) => {
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
      describes={session.describes}
      label={texts('session:actions:cancel')}
      path={path}
      submit={texts('session:cancel:submit')}
      title={texts('session:cancel:title')}
      variant="danger"
    >
      {terms === undefined ? null : <p>{terms.words}</p>}
      <CodeField onChange={setReasonCode} value={reasonCode} />
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

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
import { useScreen } from '../ScreenContext.client.tsx'
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

/** Cancelling asks why, and whose side it counts for where the reason does not say. @rule SES-17 SES-18 */
export const CancelDialog = ({ path, session, terms }: CancelDialogProps) => {
  const { texts } = useScreen()
  const id = useId()
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
      <div className="cl-field">
        <label htmlFor={`${id}-code`}>{texts('session:cancel:reasonCode')}</label>
        <select
          id={`${id}-code`}
          onChange={(event) => {
            setReasonCode(event.target.value as CancellationReason)
          }}
          required
          value={reasonCode}
        >
          <option value="" />
          {REASON_CODES.map((code) => (
            <option key={code} value={code}>
              {texts(`session:reasons:${code}`)}
            </option>
          ))}
        </select>
      </div>
      {asksSide ? (
        <Choices
          choices={SIDES.map((value) => ({ label: texts(`session:cancel:sides:${value}`), value }))}
          legend={texts('session:cancel:side')}
          onChoose={setSide}
          value={side}
        />
      ) : null}
      <div className="cl-field">
        <label htmlFor={`${id}-reason`}>{texts('session:cancel:reason')}</label>
        <textarea
          aria-describedby={`${id}-help`}
          id={`${id}-reason`}
          maxLength={500}
          onChange={(event) => {
            setReason(event.target.value)
          }}
          required={needsReason}
          rows={2}
          value={reason}
        />
        <p className="cl-field__help" id={`${id}-help`}>
          {texts('session:cancel:reasonHelp')}
        </p>
      </div>
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

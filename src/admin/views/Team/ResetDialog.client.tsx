'use client'
import { useId, useState } from 'react'
import { ActionDialog } from '../../components/ActionDialog/index.client.tsx'
import { useScreen } from '../../shared/ScreenContext.client.tsx'

interface ResetDialogProps {
  readonly name: string
  readonly user: string
}

const MIN_REASON = 10
const MAX_REASON = 500

/** Takes away the codes of somebody who lost theirs, after a check of who they are. @rule SEC-4 */
export const ResetDialog = ({ name, user }: ResetDialogProps) => {
  const { texts } = useScreen()
  const id = useId()
  const [reason, setReason] = useState('')
  return (
    <ActionDialog
      body={() => ({ reason })}
      describes={name}
      label={texts('team:reset:label')}
      path={`/users/${user}/reset-mfa`}
      submit={texts('team:reset:submit')}
      title={texts('team:reset:label')}
      variant="danger"
    >
      <p>{texts('team:reset:lead')}</p>
      <div className="cl-field">
        <label htmlFor={id}>{texts('team:reset:reason', { min: MIN_REASON })}</label>
        <textarea
          id={id}
          maxLength={MAX_REASON}
          minLength={MIN_REASON}
          name="reason"
          onChange={(event) => {
            setReason(event.target.value)
          }}
          required
          rows={3}
          value={reason}
        />
      </div>
    </ActionDialog>
  )
}

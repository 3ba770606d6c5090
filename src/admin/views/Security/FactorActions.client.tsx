'use client'
import { useState } from 'react'
import { ActionDialog } from '../../components/ActionDialog/index.client.tsx'
import { CodeField, TextField } from '../../components/TextField/index.client.tsx'
import { useScreen } from '../../shared/ScreenContext.client.tsx'

interface NewCodesProps {
  readonly onCodes: (codes: readonly string[]) => void
}

/** Ten new backup codes; the old ones end. @rule SEC-4 */
export const NewCodes = ({ onCodes }: NewCodesProps) => {
  const { texts } = useScreen()
  const [code, setCode] = useState('')
  return (
    <ActionDialog
      body={() => ({ code: code.replaceAll(' ', '') })}
      describes={texts('security:mfa:newLead')}
      label={texts('security:mfa:new')}
      onDone={(data) => {
        setCode('')
        onCodes((data as { backupCodes: string[] }).backupCodes)
      }}
      path="/users/mfa/backup-codes"
      submit={texts('security:mfa:new')}
      title={texts('security:mfa:new')}
    >
      <CodeField label={texts('security:mfa:code')} onText={setCode} value={code} />
    </ActionDialog>
  )
}

/** Back to the password alone. @rule SEC-4 */
export const RemoveFactor = () => {
  const { texts } = useScreen()
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  return (
    <ActionDialog
      body={() => ({ code: code.replaceAll(' ', ''), password })}
      describes={texts('security:mfa:removeLead')}
      label={texts('security:mfa:remove')}
      path="/users/mfa/remove"
      submit={texts('security:mfa:remove')}
      title={texts('security:mfa:remove')}
      variant="danger"
    >
      <TextField
        autoComplete="current-password"
        label={texts('security:password:present')}
        name="password"
        onText={setPassword}
        required
        type="password"
        value={password}
      />
      <CodeField label={texts('security:mfa:code')} onText={setCode} value={code} />
    </ActionDialog>
  )
}

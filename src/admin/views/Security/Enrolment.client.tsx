'use client'
import { useState } from 'react'
import { SubmitButton } from '../../components/SubmitButton/index.client.tsx'
import { CodeField, TextField } from '../../components/TextField/index.client.tsx'
import { TroubleNotice } from '../../components/TroubleNotice/index.client.tsx'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { useAction } from '../../shared/useAction.client.ts'

interface Secret {
  /** Drawn by our own server; no service sees the secret. */
  readonly qr: string
  readonly secret: string
}

interface EnrolmentProps {
  readonly onCodes: (codes: readonly string[]) => void
}

const IN_FOURS = /.{1,4}/g

/** Scan or type the secret, then show by a code that it works. */
const Confirm = ({ onCodes, qr, secret }: EnrolmentProps & Secret) => {
  const { texts } = useScreen()
  const [code, setCode] = useState('')
  const { isBusy, run, trouble } = useAction<{ backupCodes: string[] }>('/users/mfa/confirm')
  return (
    <form
      className="cl-security__form"
      onSubmit={(event) => {
        event.preventDefault()
        void run({ code: code.replaceAll(' ', '') }).then((answer) => {
          if (answer.isOk) onCodes(answer.data.backupCodes)
        })
      }}
    >
      <p>{texts('security:mfa:scan')}</p>
      <img
        alt={texts('security:mfa:qr')}
        className="cl-security__qr"
        height={200}
        src={`data:image/svg+xml;utf8,${encodeURIComponent(qr)}`}
        width={200}
      />
      <p>
        {texts('security:mfa:type')}{' '}
        <code className="cl-security__secret" data-secret={secret}>
          {(secret.match(IN_FOURS) ?? []).join(' ')}
        </code>
      </p>
      <CodeField label={texts('security:mfa:code')} onText={setCode} value={code} />
      <TroubleNotice trouble={trouble} />
      <SubmitButton isBusy={isBusy} label={texts('security:mfa:confirm')} />
    </form>
  )
}

/** Sets up the second factor: the password first, then the secret, then a code of it. @rule SEC-4 */
export const Enrolment = ({ onCodes }: EnrolmentProps) => {
  const { texts } = useScreen()
  const [password, setPassword] = useState('')
  const [secret, setSecret] = useState<Secret>()
  const { isBusy, run, trouble } = useAction<Secret>('/users/mfa/enrol')
  if (secret !== undefined) return <Confirm {...secret} onCodes={onCodes} />
  return (
    <form
      className="cl-security__form"
      onSubmit={(event) => {
        event.preventDefault()
        void run({ password }).then((answer) => {
          if (answer.isOk) setSecret(answer.data)
        })
      }}
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
      <TroubleNotice trouble={trouble} />
      <SubmitButton isBusy={isBusy} label={texts('security:mfa:start')} />
    </form>
  )
}

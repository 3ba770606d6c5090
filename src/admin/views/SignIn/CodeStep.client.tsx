'use client'
import { useEffect, useRef, useState } from 'react'
import { SubmitButton } from '../../components/SubmitButton/index.client.tsx'
import { CodeField, TextField } from '../../components/TextField/index.client.tsx'
import { TroubleNotice } from '../../components/TroubleNotice/index.client.tsx'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import type { Trouble } from '../../shared/useApi.client.ts'

interface CodeStepProps {
  readonly forget: () => void
  readonly isBusy: boolean
  readonly onCode: (code: string) => void
  readonly startAgain: () => void
  readonly trouble: Trouble | undefined
}

/** The six digits of the app, or one of the backup codes. @rule SEC-4 */
export const CodeStep = ({ forget, isBusy, onCode, startAgain, trouble }: CodeStepProps) => {
  const { texts } = useScreen()
  const [isBackup, setIsBackup] = useState(false)
  const [code, setCode] = useState('')
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector('input')?.focus()
  }, [isBackup])
  const field = { onText: setCode, value: code }
  return (
    <form
      className="cl-door__form"
      onSubmit={(event) => {
        event.preventDefault()
        onCode(code.trim())
      }}
      ref={form}
    >
      <h1>{texts('signIn:code:title')}</h1>
      <p className="cl-muted">{texts(isBackup ? 'signIn:code:backupLead' : 'signIn:code:lead')}</p>
      {isBackup ? (
        <TextField
          {...field}
          autoComplete="off"
          key="backup"
          label={texts('signIn:code:backup')}
          name="code"
          required
        />
      ) : (
        <CodeField {...field} key="code" label={texts('signIn:code:label')} />
      )}
      <TroubleNotice trouble={trouble} />
      <SubmitButton isBusy={isBusy} label={texts('signIn:submit')} />
      <button
        className="cl-button"
        onClick={() => {
          forget()
          setCode('')
          setIsBackup(!isBackup)
        }}
        type="button"
      >
        {texts(isBackup ? 'signIn:code:useApp' : 'signIn:code:useBackup')}
      </button>
      <button className="cl-button" onClick={startAgain} type="button">
        {texts('signIn:code:startAgain')}
      </button>
    </form>
  )
}

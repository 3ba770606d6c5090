'use client'
import { type FormEvent, useState } from 'react'
import { SubmitButton } from '../../components/SubmitButton/index.client.tsx'
import { TextField } from '../../components/TextField/index.client.tsx'
import { TroubleNotice } from '../../components/TroubleNotice/index.client.tsx'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { useAction } from '../../shared/useAction.client.ts'

/** The present password, and the new one. @rule SEC-3 USR-6 */
export const ChangePassword = ({ minLength }: { readonly minLength: number }) => {
  const { texts } = useScreen()
  const [password, setPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const [isDone, setIsDone] = useState(false)
  const { isBusy, run, trouble } = useAction('/users/change-password')
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setIsDone(false)
    const { isOk } = await run({ newPassword, password })
    if (!isOk) return
    setPassword('')
    setNewPassword('')
    setIsDone(true)
  }
  return (
    <form className="cl-security__form" onSubmit={(event) => void send(event)}>
      <TextField
        autoComplete="current-password"
        label={texts('security:password:present')}
        name="password"
        onText={setPassword}
        required
        type="password"
        value={password}
      />
      <TextField
        autoComplete="new-password"
        help={texts('security:password:help', { minLength })}
        label={texts('security:password:new')}
        minLength={minLength}
        name="newPassword"
        onText={setNewPassword}
        required
        type="password"
        value={newPassword}
      />
      <TroubleNotice trouble={trouble} />
      <p aria-live="polite" className="cl-security__done" data-done={isDone}>
        {isDone ? texts('security:password:done') : ''}
      </p>
      <SubmitButton isBusy={isBusy} label={texts('security:password:save')} />
    </form>
  )
}

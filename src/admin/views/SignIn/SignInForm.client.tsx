'use client'
import { useState } from 'react'
import { SubmitButton } from '../../components/SubmitButton/index.client.tsx'
import { TextField } from '../../components/TextField/index.client.tsx'
import { TroubleNotice } from '../../components/TroubleNotice/index.client.tsx'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { CodeStep } from './CodeStep.client.tsx'
import { useSignIn } from './useSignIn.client.ts'

interface SignInFormProps {
  readonly forgotPath: string
  readonly redirectTo: string
}

/** E-mail and password; then the code, where one is asked for. @rule SEC-1 SEC-4 */
export const SignInForm = ({ forgotPath, redirectTo }: SignInFormProps) => {
  const { texts } = useScreen()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { forget, isBusy, isCodeAsked, startAgain, trouble, tryIt } = useSignIn(redirectTo)
  if (isCodeAsked) {
    return (
      <CodeStep
        {...{ forget, isBusy, startAgain, trouble }}
        onCode={(code) => void tryIt({ code, email, password })}
      />
    )
  }
  return (
    <form
      className="cl-door__form"
      onSubmit={(event) => {
        event.preventDefault()
        void tryIt({ email, password })
      }}
    >
      <h1>{texts('signIn:title')}</h1>
      <TextField
        autoComplete="username"
        id="field-email"
        label={texts('signIn:email')}
        name="email"
        onText={setEmail}
        required
        type="email"
        value={email}
      />
      <TextField
        autoComplete="current-password"
        id="field-password"
        label={texts('signIn:password')}
        name="password"
        onText={setPassword}
        required
        type="password"
        value={password}
      />
      <TroubleNotice trouble={trouble} />
      <SubmitButton isBusy={isBusy} label={texts('signIn:submit')} />
      <a className="cl-door__link" href={forgotPath}>
        {texts('signIn:forgot')}
      </a>
    </form>
  )
}

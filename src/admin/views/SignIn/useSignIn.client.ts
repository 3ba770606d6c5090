'use client'
import { useState } from 'react'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { type Trouble, useApi } from '../../shared/useApi.client.ts'

export interface SignInTry {
  /** Of the second factor, once it was asked for. */
  readonly code?: string
  readonly email: string
  readonly password: string
}

interface SignIn {
  readonly forget: () => void
  readonly isBusy: boolean
  /** The password was right; a code is needed beside it. */
  readonly isCodeAsked: boolean
  readonly startAgain: () => void
  readonly trouble: Trouble | undefined
  readonly tryIt: (of: SignInTry) => Promise<void>
}

const SECONDS = 60

/** How long the account waits is told in minutes. @rule SEC-3 */
const waitOf = ({ code, facts }: Trouble): number | undefined =>
  code === 'account-waiting' && typeof facts.retryAfterSeconds === 'number'
    ? Math.max(1, Math.ceil(facts.retryAfterSeconds / SECONDS))
    : undefined

/** Signs in, with the code in a second step where one is asked for; then the page that was wanted. */
export const useSignIn = (redirectTo: string): SignIn => {
  const { texts } = useScreen()
  const api = useApi()
  const [isBusy, setIsBusy] = useState(false)
  const [isCodeAsked, setIsCodeAsked] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const tryIt = async (body: SignInTry): Promise<void> => {
    setIsBusy(true)
    setTrouble(undefined)
    const answer = await api({ body, path: '/users/login' })
    if (answer.isOk) {
      // The panel around the page knows nobody yet: it is loaded anew.
      window.location.assign(redirectTo)
      return
    }
    setIsBusy(false)
    if (answer.trouble.code === 'mfa-required') {
      setIsCodeAsked(true)
      return
    }
    const minutes = waitOf(answer.trouble)
    const message =
      minutes === undefined ? answer.trouble.message : texts('signIn:waiting', { minutes })
    setTrouble({ ...answer.trouble, message })
  }
  return {
    forget: () => {
      setTrouble(undefined)
    },
    isBusy,
    isCodeAsked,
    startAgain: () => {
      setTrouble(undefined)
      setIsCodeAsked(false)
    },
    trouble,
    tryIt,
  }
}

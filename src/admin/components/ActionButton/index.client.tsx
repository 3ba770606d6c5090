'use client'
import { useRouter } from 'next/navigation.js'
import { useRef, useState, useTransition } from 'react'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { TroubleNotice } from '../TroubleNotice/index.client.tsx'
import { newKey, type Trouble, useApi } from '../../shared/useApi.client.ts'

export interface ActionButtonProps {
  readonly body?: unknown
  /** Whose action it is, for whoever hears the button instead of seeing its row. */
  readonly describes: string
  readonly label: string
  readonly path: string
  readonly variant?: 'danger' | 'plain' | 'primary'
}

/** One action of the API as a button: pressed twice it happens once, and a refusal stands below it. */
export const ActionButton = ({
  body,
  describes,
  label,
  path,
  variant = 'plain',
}: ActionButtonProps) => {
  const api = useApi()
  const router = useRouter()
  const { texts } = useScreen()
  const key = useRef<string>(undefined)
  const [isWorking, setIsWorking] = useState(false)
  const [isRefreshing, startRefresh] = useTransition()
  const [trouble, setTrouble] = useState<Trouble>()
  const isBusy = isWorking || isRefreshing

  const act = async (): Promise<void> => {
    setIsWorking(true)
    setTrouble(undefined)
    key.current ??= newKey()
    const answer = await api({ body: body ?? {}, idempotencyKey: key.current, path })
    setIsWorking(false)
    // Only an answer settles the intention; without one the same key asks again.
    if (answer.isOk || answer.trouble.status !== 0) key.current = undefined
    if (!answer.isOk) setTrouble(answer.trouble)
    else
      startRefresh(() => {
        router.refresh()
      })
  }

  return (
    <div className="cl-action">
      <button
        aria-busy={isBusy}
        aria-label={`${label}: ${describes}`}
        className={`cl-button cl-button--${variant}`}
        disabled={isBusy}
        onClick={() => void act()}
        type="button"
      >
        {isBusy ? texts('common:actions:working') : label}
      </button>
      <TroubleNotice trouble={trouble} />
    </div>
  )
}

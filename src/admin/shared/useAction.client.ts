'use client'
import { useRouter } from 'next/navigation.js'
import { useCallback, useRef, useState, useTransition } from 'react'
import { type Answer, newKey, type Trouble, useApi } from './useApi.client.ts'

export interface Action<Data> {
  readonly forget: () => void
  readonly isBusy: boolean
  /** Does it; the page is drawn anew when it was done. */
  readonly run: (body: unknown) => Promise<Answer<Data>>
  readonly trouble: Trouble | undefined
}

/** One action of the API behind a form: sent twice it happens once, and a refusal is kept to be shown. */
export const useAction = <Data>(path: string): Action<Data> => {
  const api = useApi()
  const router = useRouter()
  const intention = useRef<{ body: string; key: string }>(undefined)
  const [isWorking, setIsWorking] = useState(false)
  const [isRefreshing, startRefresh] = useTransition()
  const [trouble, setTrouble] = useState<Trouble>()

  const run = async (body: unknown): Promise<Answer<Data>> => {
    setIsWorking(true)
    setTrouble(undefined)
    const text = JSON.stringify(body)
    // Until it is done, the same words again are the same intention; other words are another.
    if (intention.current?.body !== text) intention.current = { body: text, key: newKey() }
    const answer = await api<Data>({ body, idempotencyKey: intention.current.key, path })
    setIsWorking(false)
    if (answer.isOk) {
      intention.current = undefined
      startRefresh(() => {
        router.refresh()
      })
    } else setTrouble(answer.trouble)
    return answer
  }
  const forget = useCallback((): void => {
    setTrouble(undefined)
  }, [])

  return {
    forget,
    isBusy: isWorking || isRefreshing,
    run,
    trouble,
  }
}

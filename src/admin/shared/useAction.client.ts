'use client'
import { useRouter } from 'next/navigation.js'
import { useRef, useState, useTransition } from 'react'
import { newKey, type Trouble, useApi } from './useApi.client.ts'

export interface Action {
  readonly forget: () => void
  readonly isBusy: boolean
  /** Does it and answers whether it was done; the page is drawn anew then. */
  readonly run: (body: unknown) => Promise<boolean>
  readonly trouble: Trouble | undefined
}

/** One action of the API behind a form: sent twice it happens once, and a refusal is kept to be shown. */
export const useAction = (path: string): Action => {
  const api = useApi()
  const router = useRouter()
  const intention = useRef<{ body: string; key: string }>(undefined)
  const [isWorking, setIsWorking] = useState(false)
  const [isRefreshing, startRefresh] = useTransition()
  const [trouble, setTrouble] = useState<Trouble>()

  const run = async (body: unknown): Promise<boolean> => {
    setIsWorking(true)
    setTrouble(undefined)
    const text = JSON.stringify(body)
    // The same words again without an answer are the same intention; other words are another.
    if (intention.current?.body !== text) intention.current = { body: text, key: newKey() }
    const answer = await api({ body, idempotencyKey: intention.current.key, path })
    setIsWorking(false)
    if (answer.isOk || answer.trouble.status !== 0) intention.current = undefined
    if (!answer.isOk) {
      setTrouble(answer.trouble)
      return false
    }
    startRefresh(() => {
      router.refresh()
    })
    return true
  }

  return {
    forget: () => {
      setTrouble(undefined)
    },
    isBusy: isWorking || isRefreshing,
    run,
    trouble,
  }
}

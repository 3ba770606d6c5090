'use client'
import { useRouter } from 'next/navigation.js'
import { useRef, useState } from 'react'
import { newKey, type Trouble, useApi } from '../../../shared/useApi.client.ts'

export interface Recorded {
  readonly amountMinor: number
  readonly balances: { readonly creditMinor: number; readonly duesMinor: number }
}

/** Records a payment once, however often it is sent; answers whether it was taken. */
export const useRecording = () => {
  const api = useApi()
  const router = useRouter()
  const intention = useRef<{ body: string; key: string }>(undefined)
  const [isBusy, setIsBusy] = useState(false)
  const [done, setDone] = useState<Recorded>()
  const [trouble, setTrouble] = useState<Trouble>()
  const record = async (body: { amountMinor: number }): Promise<boolean> => {
    setIsBusy(true)
    setTrouble(undefined)
    setDone(undefined)
    const text = JSON.stringify(body)
    if (intention.current?.body !== text) intention.current = { body: text, key: newKey() }
    const answer = await api<Pick<Recorded, 'balances'>>({
      body,
      idempotencyKey: intention.current.key,
      path: '/payments/record',
    })
    setIsBusy(false)
    if (!answer.isOk) {
      setTrouble(answer.trouble)
      return false
    }
    // The same amount once more is another payment.
    intention.current = undefined
    setDone({ amountMinor: body.amountMinor, balances: answer.data.balances })
    router.refresh()
    return true
  }
  return { done, isBusy, record, trouble }
}

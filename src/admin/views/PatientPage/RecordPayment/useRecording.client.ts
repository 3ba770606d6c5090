'use client'
import { useState } from 'react'
import { useAction } from '../../../shared/useAction.client.ts'

export interface Recorded {
  readonly amountMinor: number
  readonly balances: { readonly creditMinor: number; readonly duesMinor: number }
}

/** Records a payment once, however often it is sent; answers whether it was taken. What is done stands until `forget`. */
export const useRecording = () => {
  const { isBusy, run, trouble } = useAction<Pick<Recorded, 'balances'>>('/payments/record')
  const [done, setDone] = useState<Recorded>()
  const record = async (body: { amountMinor: number }): Promise<boolean> => {
    const answer = await run(body)
    if (!answer.isOk) return false
    setDone({ amountMinor: body.amountMinor, balances: answer.data.balances })
    return true
  }
  const forget = (): void => {
    setDone(undefined)
  }
  return { done, forget, isBusy, record, trouble }
}

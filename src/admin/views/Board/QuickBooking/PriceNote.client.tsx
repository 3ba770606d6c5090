'use client'
import { useEffect, useState } from 'react'
import type { PriceSnapshot } from '../../../../domain/catalog/price.ts'
import { priceText } from '../../../shared/priceText.ts'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import { TroubleNotice } from '../../../components/TroubleNotice/index.client.tsx'
import { type Answer, useApi } from '../../../shared/useApi.client.ts'

interface PriceNoteProps {
  readonly therapist: string
  readonly therapyType: string
}

type Priced = Answer<{ price: PriceSnapshot }>

const usePrice = ({ therapist, therapyType }: PriceNoteProps): Priced | undefined => {
  const api = useApi()
  const path = `/pricing/resolve?${new URLSearchParams({ therapist, therapyType }).toString()}`
  const [answer, setAnswer] = useState<{ path: string; priced: Priced }>()
  useEffect(() => {
    const stop = new AbortController()
    void (async () => {
      const priced: Priced = await api({ method: 'GET', path, signal: stop.signal })
      if (!stop.signal.aborted) setAnswer({ path, priced })
    })()
    return () => {
      stop.abort()
    }
  }, [api, path])
  // The price of another choice is never shown for this one.
  return answer?.path === path ? answer.priced : undefined
}

/** What it will cost, and why, before it is booked. @rule PRC-6 */
export const PriceNote = (of: PriceNoteProps) => {
  const { formats, texts } = useScreen()
  const priced = usePrice(of)
  const price = priced?.isOk === true ? priced.data.price : undefined
  return (
    <div aria-live="polite" className="cl-booking__price">
      {price === undefined ? null : (
        <>
          <p>
            {texts('price:total')}:{' '}
            <strong data-price={price.priceMinor}>{formats.money(price.priceMinor)}</strong> ·{' '}
            {texts('common:minutes', { minutes: price.durationMinutes })}
          </p>
          <ul className="cl-muted">
            {price.explanation.map((line) => (
              <li key={line.step}>
                {priceText(line, texts)}: {formats.money(line.amountMinor)}
              </li>
            ))}
          </ul>
        </>
      )}
      <TroubleNotice trouble={priced?.isOk === false ? priced.trouble : undefined} />
    </div>
  )
}

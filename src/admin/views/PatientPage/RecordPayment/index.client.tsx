'use client'
import { useState } from 'react'
import { parseMajor } from '../../../../domain/money/minor.ts'
import type { Choice } from '../../../components/SelectField/index.tsx'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import { SubmitButton } from '../../../components/SubmitButton/index.client.tsx'
import { TroubleNotice } from '../../../components/TroubleNotice/index.client.tsx'
import { PaymentFields } from './PaymentFields.client.tsx'
import { useRecording } from './useRecording.client.ts'

interface RecordPaymentProps {
  readonly contacts: readonly Choice[]
  readonly methods: readonly Choice[]
  readonly patient: string
}

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** What was typed beside the amount; what is empty is not said. */
const restOf = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    ['contact', 'method', 'notes']
      .map((name) => [name, textOf(form, name)] as const)
      .filter(([, value]) => value !== ''),
  )

/** Money that came in, in major units as people say it. @rule MON-8 */
export const RecordPayment = ({ contacts, methods, patient }: RecordPaymentProps) => {
  const { clinic, formats, texts } = useScreen()
  const [isBad, setIsBad] = useState(false)
  const { done, forget, isBusy, record, trouble } = useRecording()
  const submit = async (form: HTMLFormElement): Promise<void> => {
    forget()
    const typed = new FormData(form)
    const amountMinor = parseMajor(textOf(typed, 'amount'), clinic.currency) ?? 0
    setIsBad(amountMinor <= 0)
    if (amountMinor <= 0) return
    const body = { ...restOf(typed), amountMinor, patient }
    if (await record(body)) form.reset()
  }
  return (
    <section aria-labelledby="payment" className="cl-card" data-part="payment">
      <div className="cl-card__head">
        <h2 id="payment">{texts('patient:payment:title')}</h2>
      </div>
      <form
        className="cl-patient__payment"
        onChange={forget}
        onSubmit={(event) => {
          event.preventDefault()
          void submit(event.currentTarget)
        }}
      >
        <PaymentFields contacts={contacts} isBad={isBad} methods={methods} />
        <TroubleNotice trouble={trouble} />
        <p aria-live="polite" className="cl-patient__done" data-done={done !== undefined}>
          {done === undefined
            ? ''
            : texts('patient:payment:done', {
                amount: formats.money(done.amountMinor),
                credit: formats.money(done.balances.creditMinor),
                dues: formats.money(done.balances.duesMinor),
              })}
        </p>
        <SubmitButton isBusy={isBusy} label={texts('patient:payment:save')} />
      </form>
    </section>
  )
}

'use client'
import { useRouter } from 'next/navigation.js'
import { type FormEvent, useId, useRef, useState } from 'react'
import { currencyDecimals, parseMajor } from '../../../../domain/money/minor.ts'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import { TroubleNotice } from '../../../shared/TroubleNotice/index.client.tsx'
import { newKey, type Trouble, useApi } from '../../../shared/useApi.client.ts'

interface Choice {
  readonly id: string
  readonly name: string
}

interface RecordPaymentProps {
  readonly contacts: readonly Choice[]
  readonly methods: readonly Choice[]
  readonly patient: string
}

interface Recorded {
  readonly amountMinor: number
  readonly balances: { readonly creditMinor: number; readonly duesMinor: number }
}

/** Records once, however often it is sent. */
const useRecording = () => {
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

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

interface SelectProps {
  readonly children?: React.ReactNode
  readonly label: string
  readonly name: string
  readonly options: readonly Choice[]
}

const Select = ({ children, label, name, options }: SelectProps) => {
  const id = useId()
  return (
    <div className="cl-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} name={name}>
        {children}
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Money that came in, in major units as people say it. @rule MON-8 */
export const RecordPayment = ({ contacts, methods, patient }: RecordPaymentProps) => {
  const { clinic, formats, texts } = useScreen()
  const id = useId()
  const [isBad, setIsBad] = useState(false)
  const { done, isBusy, record, trouble } = useRecording()
  const { currency } = clinic

  const submit = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form)
    const amountMinor = parseMajor(textOf(data, 'amount'), currency)
    setIsBad(amountMinor === undefined || amountMinor <= 0)
    if (amountMinor === undefined || amountMinor <= 0) return
    const rest = ['contact', 'method', 'notes'].flatMap((name) => {
      const value = textOf(data, name)
      return value === '' ? [] : [[name, value] as const]
    })
    if (await record({ ...Object.fromEntries(rest), amountMinor, ...{ patient } })) form.reset()
  }

  return (
    <section aria-labelledby="payment" className="cl-card" data-part="payment">
      <div className="cl-card__head">
        <h2 id="payment">{texts('patient:payment:title')}</h2>
      </div>
      <form
        className="cl-patient__payment"
        onSubmit={(event: FormEvent<HTMLFormElement>) => {
          event.preventDefault()
          void submit(event.currentTarget)
        }}
      >
        <div className="cl-field">
          <label htmlFor={id}>{texts('patient:payment:amount', { currency })}</label>
          <input
            aria-describedby={`${id}-help`}
            aria-invalid={isBad}
            autoComplete="off"
            id={id}
            inputMode="decimal"
            name="amount"
            type="text"
          />
          <span aria-live="polite" className="cl-field__help" id={`${id}-help`}>
            {isBad ? (
              <strong className="cl-patient__bad">
                {texts('patient:payment:badAmount', { decimals: currencyDecimals(currency) })}
              </strong>
            ) : (
              texts('patient:payment:amountHelp')
            )}
          </span>
        </div>
        <Select label={texts('patient:payment:method')} name="method" options={methods} />
        <Select label={texts('patient:payment:contact')} name="contact" options={contacts}>
          <option value="">{texts('patient:payment:contactDefault')}</option>
        </Select>
        <div className="cl-field">
          <label htmlFor={`${id}-notes`}>{texts('patient:payment:notes')}</label>
          <input id={`${id}-notes`} maxLength={2_000} name="notes" type="text" />
        </div>
        <p className="cl-field__help">{texts('patient:payment:toDues')}</p>
        <TroubleNotice trouble={trouble} />
        <p aria-live="polite" className="cl-patient__done">
          {done === undefined
            ? ''
            : texts('patient:payment:done', {
                amount: formats.money(done.amountMinor),
                credit: formats.money(done.balances.creditMinor),
                dues: formats.money(done.balances.duesMinor),
              })}
        </p>
        <button className="cl-button cl-button--primary" disabled={isBusy} type="submit">
          {isBusy ? texts('common:actions:working') : texts('patient:payment:save')}
        </button>
      </form>
    </section>
  )
}

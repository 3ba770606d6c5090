'use client'
import { type ReactNode, useId } from 'react'
import { currencyDecimals } from '../../../../domain/money/minor.ts'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'

export interface Choice {
  readonly id: string
  readonly name: string
}

interface SelectProps {
  readonly children?: ReactNode
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

const AmountField = ({ isBad }: { readonly isBad: boolean }) => {
  const { clinic, texts } = useScreen()
  const id = useId()
  const decimals = currencyDecimals(clinic.currency)
  return (
    <div className="cl-field">
      <label htmlFor={id}>{texts('patient:payment:amount', { currency: clinic.currency })}</label>
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
            {texts('patient:payment:badAmount', { decimals })}
          </strong>
        ) : (
          texts('patient:payment:amountHelp')
        )}
      </span>
    </div>
  )
}

interface PaymentFieldsProps {
  readonly contacts: readonly Choice[]
  readonly isBad: boolean
  readonly methods: readonly Choice[]
}

/** How much, how, from whom. */
export const PaymentFields = ({ contacts, isBad, methods }: PaymentFieldsProps) => {
  const { texts } = useScreen()
  const id = useId()
  return (
    <>
      <AmountField isBad={isBad} />
      <Select label={texts('patient:payment:method')} name="method" options={methods} />
      <Select label={texts('patient:payment:contact')} name="contact" options={contacts}>
        <option value="">{texts('patient:payment:contactDefault')}</option>
      </Select>
      <div className="cl-field">
        <label htmlFor={id}>{texts('patient:payment:notes')}</label>
        <input id={id} maxLength={2_000} name="notes" type="text" />
      </div>
      <p className="cl-field__help">{texts('patient:payment:toDues')}</p>
    </>
  )
}

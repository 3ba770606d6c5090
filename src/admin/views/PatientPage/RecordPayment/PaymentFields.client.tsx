'use client'
import { useId } from 'react'
import { currencyDecimals } from '../../../../domain/money/minor.ts'
import { type Choice, SelectField } from '../../../components/SelectField/index.tsx'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'

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
      <SelectField label={texts('patient:payment:method')} name="method" options={methods} />
      <SelectField label={texts('patient:payment:contact')} name="contact" options={contacts}>
        <option value="">{texts('patient:payment:contactDefault')}</option>
      </SelectField>
      <div className="cl-field">
        <label htmlFor={id}>{texts('patient:payment:notes')}</label>
        <input id={id} maxLength={2_000} name="notes" type="text" />
      </div>
      <p className="cl-field__help">{texts('patient:payment:toDues')}</p>
    </>
  )
}

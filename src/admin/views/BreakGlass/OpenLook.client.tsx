'use client'
import { type FormEvent, useId, useState } from 'react'
import { MIN_BREAK_GLASS_REASON } from '../../../domain/tenancy/breakGlass.ts'
import { type Choice, SelectField } from '../../components/SelectField/index.tsx'
import { SubmitButton } from '../../components/SubmitButton/index.client.tsx'
import { TroubleNotice } from '../../components/TroubleNotice/index.client.tsx'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { useAction } from '../../shared/useAction.client.ts'

const MOST_OF_A_REASON = 500

/** Chooses a clinic, says why, and looks. @rule USR-8 */
export const OpenLook = ({ clinics }: { readonly clinics: readonly Choice[] }) => {
  const { texts } = useScreen()
  const id = useId()
  const [tenant, setTenant] = useState('')
  const [reason, setReason] = useState('')
  const { isBusy, run, trouble } = useAction(`/tenants/${tenant}/break-glass`)
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const { isOk } = await run({ reason })
    if (isOk) setReason('')
  }
  return (
    <form className="cl-looks-form" onSubmit={(event) => void send(event)}>
      <SelectField
        label={texts('breakGlass:open:clinic')}
        name="clinic"
        onChange={(event) => {
          setTenant(event.target.value)
        }}
        options={clinics}
        required
        value={tenant}
      >
        <option value="">{texts('breakGlass:open:choose')}</option>
      </SelectField>
      <div className="cl-field">
        <label htmlFor={id}>{texts('breakGlass:open:reason')}</label>
        <textarea
          aria-describedby={`${id}-help`}
          id={id}
          maxLength={MOST_OF_A_REASON}
          minLength={MIN_BREAK_GLASS_REASON}
          name="reason"
          onChange={(event) => {
            setReason(event.target.value)
          }}
          required
          rows={3}
          value={reason}
        />
        <p className="cl-field__help" id={`${id}-help`}>
          {texts('breakGlass:open:help', { min: MIN_BREAK_GLASS_REASON })}
        </p>
      </div>
      <TroubleNotice trouble={trouble} />
      <SubmitButton isBusy={isBusy} label={texts('breakGlass:open:submit')} />
    </form>
  )
}

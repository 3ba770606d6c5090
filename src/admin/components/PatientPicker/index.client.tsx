'use client'
import { useId } from 'react'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { TroubleNotice } from '../TroubleNotice/index.client.tsx'
import { PatientLine } from './PatientLine.client.tsx'
import { PatientOptions } from './PatientOptions.client.tsx'
import { type PatientPickerProps, usePatientPicker } from './usePatientPicker.client.ts'
import './patientPicker.css'

export type { PickedPatient } from './usePatientSearch.client.ts'

/** A searching combobox over the clinic's patients, by the pattern that screen readers know. @rule CAL-1 */
export const PatientPicker = (props: PatientPickerProps) => {
  const { isMissing = false, value } = props
  const { texts } = useScreen()
  const id = useId()
  const { at, close, found, isListed, isLoading, isOpen, onKeyDown, pick, text, trouble, type } =
    usePatientPicker(props)
  const outcome = (): string => {
    if (!isOpen || text.trim() === '') return ''
    if (isLoading) return texts('board:picker:searching')
    return found.length === 0
      ? texts('board:picker:none')
      : texts('board:picker:count', { found: found.length })
  }
  return (
    <div className="cl-field cl-pick">
      <label htmlFor={`${id}-input`}>{texts('board:picker:label')}</label>
      <input
        aria-activedescendant={isListed ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-describedby={`${id}-help`}
        aria-expanded={isListed}
        aria-invalid={isMissing}
        autoComplete="off"
        id={`${id}-input`}
        name="patient-search"
        onBlur={close}
        onChange={(event) => {
          type(event.target.value)
        }}
        onKeyDown={onKeyDown}
        placeholder={texts('board:picker:placeholder')}
        role="combobox"
        type="text"
        value={text}
      />
      <div className="cl-field__help" id={`${id}-help`}>
        <span aria-live="polite">{value === undefined ? outcome() : ''}</span>
        {value === undefined ? null : <PatientLine patient={value} />}
        {isMissing && value === undefined ? (
          <strong className="cl-pick__missing">{texts('board:picker:missing')}</strong>
        ) : null}
      </div>
      <PatientOptions at={at} found={found} id={id} isListed={isListed} onPick={pick} />
      <TroubleNotice trouble={trouble} />
    </div>
  )
}

'use client'
import { type KeyboardEvent, useId, useState } from 'react'
import { useScreen } from '../ScreenContext.client.tsx'
import { TroubleNotice } from '../TroubleNotice/index.client.tsx'
import { PatientLine } from './PatientLine.client.tsx'
import { type PickedPatient, usePatientSearch } from './usePatientSearch.client.ts'
import './patientPicker.css'

export type { PickedPatient } from './usePatientSearch.client.ts'

export interface PatientPickerProps {
  readonly isMissing?: boolean
  readonly onPick: (patient: PickedPatient | undefined) => void
  readonly value: PickedPatient | undefined
}

/** Steps through the list and around its ends. */
const stepTo = (key: string, at: number, count: number): number | undefined => {
  switch (key) {
    case 'ArrowDown':
      return count === 0 ? undefined : (at + 1) % count
    case 'ArrowUp':
      return count === 0 ? undefined : (at <= 0 ? count : at) - 1
    default:
      return undefined
  }
}

/** A searching combobox over the clinic's patients, by the pattern that screen readers know. @rule CAL-1 */
export const PatientPicker = ({ isMissing = false, onPick, value }: PatientPickerProps) => {
  const { texts } = useScreen()
  const id = useId()
  const [text, setText] = useState(value?.name ?? '')
  const [isOpen, setIsOpen] = useState(false)
  const [active, setActive] = useState(0)
  const { found, isLoading, trouble } = usePatientSearch(text, isOpen)
  const isListed = isOpen && found.length > 0
  const at = Math.min(active, found.length - 1)

  const pick = (patient: PickedPatient): void => {
    setText(patient.name)
    setIsOpen(false)
    onPick(patient)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = stepTo(event.key, at, found.length)
    const chosen = found[at]
    if (next !== undefined) {
      event.preventDefault()
      setIsOpen(true)
      setActive(next)
    } else if (event.key === 'Enter' && isListed && chosen !== undefined) {
      event.preventDefault()
      pick(chosen)
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault()
      setIsOpen(false)
    }
  }
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
        onBlur={() => {
          setIsOpen(false)
        }}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
          setIsOpen(true)
          if (value !== undefined) onPick(undefined)
        }}
        onKeyDown={onKeyDown}
        placeholder={texts('board:picker:placeholder')}
        role="combobox"
        type="text"
        value={text}
      />
      <div className="cl-field__help" id={`${id}-help`}>
        {value === undefined ? (
          <span aria-live="polite">{outcome()}</span>
        ) : (
          <PatientLine patient={value} />
        )}
        {isMissing && value === undefined ? (
          <strong className="cl-pick__missing">{texts('board:picker:missing')}</strong>
        ) : null}
      </div>
      <ul
        aria-label={texts('board:picker:results')}
        className="cl-pick__list"
        hidden={!isListed}
        id={`${id}-list`}
        role="listbox"
      >
        {found.map((patient, index) => (
          <li
            aria-selected={index === at}
            className="cl-pick__option"
            data-patient={patient.id}
            id={`${id}-${index}`}
            key={patient.id}
            onClick={() => {
              pick(patient)
            }}
            onMouseDown={(event) => {
              // The input keeps the focus, so that the list does not close before the click.
              event.preventDefault()
            }}
            role="option"
          >
            <strong>{patient.name}</strong>
            <PatientLine patient={patient} />
          </li>
        ))}
      </ul>
      <TroubleNotice trouble={trouble} />
    </div>
  )
}

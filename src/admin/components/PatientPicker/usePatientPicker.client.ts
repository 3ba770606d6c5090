'use client'
import { type KeyboardEvent, useState } from 'react'
import { type PickedPatient, usePatientSearch } from './usePatientSearch.client.ts'

export interface PatientPickerProps {
  readonly isMissing?: boolean
  readonly onPick: (patient: PickedPatient | undefined) => void
  readonly value: PickedPatient | undefined
}

/** Steps through the list and around its ends. */
const stepTo = (key: string, at: number, count: number): number | undefined => {
  if (count === 0) return undefined
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count
    case 'ArrowUp':
      return (at <= 0 ? count : at) - 1
    default:
      return undefined
  }
}

/** What is typed, what was found, and which of it the keyboard stands on. */
export const usePatientPicker = ({ onPick, value }: PatientPickerProps) => {
  const [text, setText] = useState(value?.name ?? '')
  const [isOpen, setIsOpen] = useState(false)
  const [active, setActive] = useState(0)
  const search = usePatientSearch(text, isOpen)
  const { found } = search
  const at = Math.min(active, found.length - 1)
  const isListed = isOpen && found.length > 0

  const pick = (patient: PickedPatient): void => {
    setText(patient.name)
    setIsOpen(false)
    onPick(patient)
  }
  const type = (typed: string): void => {
    setText(typed)
    setActive(0)
    setIsOpen(true)
    if (value !== undefined) onPick(undefined)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = stepTo(event.key, at, found.length)
    const chosen = found[at]
    if (next !== undefined) {
      event.preventDefault()
      setIsOpen(true)
      setActive(isListed ? next : at)
    } else if (event.key === 'Enter' && isListed && chosen !== undefined) {
      event.preventDefault()
      pick(chosen)
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault()
      setIsOpen(false)
    }
  }
  const close = (): void => {
    setIsOpen(false)
  }
  return { ...search, at, close, isListed, isOpen, onKeyDown, pick, text, type }
}

'use client'
import { useId } from 'react'
import { useScreen } from '../../../shared/ScreenContext.client.tsx'
import type { BookingWish } from './useBooking.client.ts'

export interface Choice {
  readonly id: string
  readonly name: string
}

export interface Choices {
  readonly locations: readonly (Choice & { readonly timezone: string })[]
  readonly therapists: readonly Choice[]
  readonly types: readonly Choice[]
}

interface WishFieldsProps {
  readonly choices: Choices
  readonly onChange: (change: Partial<BookingWish>) => void
  readonly wish: BookingWish
}

interface SelectProps {
  readonly label: string
  readonly name: string
  readonly onChoose: (value: string) => void
  readonly options: readonly Choice[]
  readonly prompt?: string
  readonly value: string
}

const Select = ({ label, name, onChoose, options, prompt, value }: SelectProps) => {
  const id = useId()
  return (
    <div className="cl-field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        name={name}
        onChange={(event) => {
          onChoose(event.target.value)
        }}
        required
        value={value}
      >
        {prompt === undefined ? null : (
          <option disabled value="">
            {prompt}
          </option>
        )}
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  )
}

/** What, with whom, how and where. */
export const WishFields = ({ choices, onChange, wish }: WishFieldsProps) => {
  const { texts } = useScreen()
  const prompt = texts('board:booking:pick')
  const modes = [
    { id: 'in-person', name: texts('board:booking:modeInPerson') },
    { id: 'telehealth', name: texts('board:booking:modeTelehealth') },
  ]
  return (
    <div className="cl-booking__fields">
      <Select
        label={texts('board:booking:type')}
        name="therapyType"
        onChoose={(therapyType) => {
          onChange({ therapyType })
        }}
        options={choices.types}
        prompt={prompt}
        value={wish.therapyType}
      />
      <Select
        label={texts('board:booking:therapist')}
        name="therapist"
        onChoose={(therapist) => {
          onChange({ therapist })
        }}
        options={choices.therapists}
        prompt={prompt}
        value={wish.therapist}
      />
      <Select
        label={texts('board:booking:mode')}
        name="mode"
        onChoose={(mode) => {
          onChange({ mode: mode === 'telehealth' ? mode : 'in-person' })
        }}
        options={modes}
        value={wish.mode}
      />
      {choices.locations.length > 1 ? (
        <Select
          label={texts('board:booking:location')}
          name="location"
          onChoose={(location) => {
            onChange({ location })
          }}
          options={choices.locations}
          value={wish.location}
        />
      ) : null}
    </div>
  )
}

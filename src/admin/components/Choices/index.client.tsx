'use client'
import { useId } from 'react'

interface ChoicesProps<Value extends string> {
  readonly choices: readonly { readonly label: string; readonly value: Value }[]
  readonly legend: string
  readonly onChoose: (value: Value) => void
  readonly value: undefined | Value
}

/** A few answers, one of them chosen: radio buttons with targets that a thumb hits. */
export const Choices = <Value extends string>({
  choices,
  legend,
  onChoose,
  value: chosen,
}: ChoicesProps<Value>) => {
  const name = useId()
  return (
    <fieldset className="cl-field">
      <legend>{legend}</legend>
      {choices.map(({ label, value }) => (
        <label className="cl-choice" key={value}>
          <input
            checked={value === chosen}
            name={name}
            onChange={() => {
              onChoose(value)
            }}
            required
            type="radio"
            value={value}
          />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

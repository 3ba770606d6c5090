'use client'
import { type ComponentProps, useId } from 'react'

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value'> {
  /** What the field asks for, below it. */
  readonly help?: string
  readonly label: string
  readonly onText: (text: string) => void
  readonly value: string
}

/** A line of text with its label. */
export const TextField = ({ help, id, label, onText, ...input }: TextFieldProps) => {
  const own = useId()
  const at = id ?? own
  return (
    <div className="cl-field">
      <label htmlFor={at}>{label}</label>
      <input
        {...input}
        {...(help === undefined ? {} : { 'aria-describedby': `${at}-help` })}
        id={at}
        onChange={(event) => {
          onText(event.target.value)
        }}
      />
      {help === undefined ? null : (
        <p className="cl-field__help" id={`${at}-help`}>
          {help}
        </p>
      )}
    </div>
  )
}

/** Six digits from the app, as phones fill them in. @rule SEC-4 */
export const CodeField = (props: Pick<TextFieldProps, 'label' | 'onText' | 'value'>) => (
  <TextField
    {...props}
    autoComplete="one-time-code"
    inputMode="numeric"
    maxLength={7}
    name="code"
    pattern="[0-9 ]*"
    required
  />
)

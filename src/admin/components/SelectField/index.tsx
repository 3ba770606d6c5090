import { type ComponentProps, useId } from 'react'

export interface Choice {
  readonly id: string
  readonly name: string
}

interface SelectFieldProps extends Omit<ComponentProps<'select'>, 'className' | 'id'> {
  readonly label: string
  readonly options: readonly Choice[]
}

/** A list to choose from, with its label. What stands before the options comes as children. */
export const SelectField = ({ children, label, options, ...select }: SelectFieldProps) => {
  const id = useId()
  return (
    <div className="cl-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} {...select}>
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

'use client'
import { useField } from '@payloadcms/ui'
import type { TextFieldClientProps } from 'payload'
import { FieldShell, inputId } from '../FieldShell/index.client.tsx'

interface PlainInputFieldProps extends TextFieldClientProps {
  readonly inputType?: 'color' | 'date' | 'time'
}

/** The browser's own input for a date, a time or a colour: typed or picked, without any zone. */
export const PlainInputField = ({ field, inputType, path, readOnly }: PlainInputFieldProps) => {
  const { disabled, setValue, showError, value } = useField<null | string>({ path })
  return (
    <FieldShell field={field} path={path} showError={showError}>
      <input
        disabled={readOnly === true || disabled}
        id={inputId(path)}
        name={path}
        onChange={(event) => {
          setValue(event.target.value)
        }}
        type={inputType ?? 'text'}
        value={value ?? (inputType === 'color' ? '#000000' : '')}
      />
    </FieldShell>
  )
}

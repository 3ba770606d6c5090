'use client'
import { useField } from '@payloadcms/ui'
import type { NumberFieldClientProps } from 'payload'
import { useTenantPlace } from '../../../shared/useTenantPlace.client.ts'
import { weekdayNames } from '../../../shared/weekdays.ts'
import { FieldShell, inputId } from '../FieldShell/index.client.tsx'

/** A weekday by name; kept as 0 (Sunday) to 6. */
export const WeekdayField = ({ field, path, readOnly }: NumberFieldClientProps) => {
  const { disabled, setValue, showError, value } = useField<null | number>({ path })
  const { locale } = useTenantPlace()
  return (
    <FieldShell field={field} path={path} showError={showError}>
      <select
        className="caseload-select"
        disabled={readOnly === true || disabled}
        id={inputId(path)}
        name={path}
        onChange={(event) => {
          setValue(event.target.value === '' ? null : Number(event.target.value))
        }}
        value={value ?? ''}
      >
        <option value="">…</option>
        {weekdayNames(locale).map((name, day) => (
          <option key={name} value={day}>
            {name}
          </option>
        ))}
      </select>
    </FieldShell>
  )
}

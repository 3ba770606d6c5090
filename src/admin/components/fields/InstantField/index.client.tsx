'use client'
import { useField, useFormFields } from '@payloadcms/ui'
import type { DateFieldClientProps } from 'payload'
import { readInstant } from '../../../../domain/scheduling/wallClock.ts'
import { useTenantPlace } from '../../../shared/useTenantPlace.client.ts'
import { toInputText } from '../../../shared/zonedText.ts'
import { FieldShell, inputId } from '../FieldShell/index.client.tsx'

interface InstantFieldProps extends DateFieldClientProps {
  /** Sends the wall time as typed: the server reads it in the zone of the chosen location. */
  readonly sendsWallTime?: boolean
  readonly zoneField?: string
}

const HAS_ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/i

/** An instant on the wall clock of the clinic, never on that of the browser; the zone is written beside. */
export const InstantField = ({
  field,
  path,
  readOnly,
  sendsWallTime,
  zoneField,
}: InstantFieldProps) => {
  const { disabled, setValue, showError, value } = useField<null | string>({ path })
  const place = useTenantPlace()
  const ownZone = useFormFields(([fields]) =>
    zoneField === undefined ? undefined : fields[zoneField]?.value,
  )
  const timezone = typeof ownZone === 'string' && ownZone !== '' ? ownZone : place.timezone
  const text = value ? (HAS_ZONE.test(value) ? toInputText(value, timezone) : value) : ''

  const type = (typed: string): void => {
    if (typed === '') setValue(null)
    else if (sendsWallTime === true) setValue(typed)
    else setValue(toInstant(typed, timezone))
  }

  return (
    <FieldShell field={field} path={path} showError={showError}>
      <input
        disabled={readOnly === true || disabled || field.admin?.readOnly === true}
        id={inputId(path)}
        name={path}
        onChange={(event) => {
          type(event.target.value)
        }}
        type="datetime-local"
        value={text.slice(0, 16)}
      />
      <small>{timezone}</small>
    </FieldShell>
  )
}

const toInstant = (typed: string, timezone: string): string => {
  try {
    const ms = readInstant(typed, timezone)
    return ms === undefined ? typed : new Date(ms).toISOString()
  } catch {
    // A time that the clocks skip: the server says so.
    return typed
  }
}

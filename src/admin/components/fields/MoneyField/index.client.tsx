'use client'
import { useField } from '@payloadcms/ui'
import type { NumberFieldClientProps } from 'payload'
import { useEffect, useRef, useState } from 'react'
import { parseMajor, toMajorText } from '../../../../domain/money/minor.ts'
import { useTenantPlace } from '../../../shared/useTenantPlace.client.ts'
import { FieldShell, inputId } from '../FieldShell/index.client.tsx'

/** Takes and shows an amount in major units (`1250.50`) and keeps minor ones (`125050`). */
export const MoneyField = ({ field, path, readOnly }: NumberFieldClientProps) => {
  const { disabled, setValue, showError, value } = useField<null | number | undefined>({ path })
  const { currency } = useTenantPlace()
  const shown = typeof value === 'number' ? toMajorText(value, currency) : ''
  const [text, setText] = useState(shown)
  const isTyping = useRef(false)
  useEffect(() => {
    if (!isTyping.current) setText(shown)
  }, [shown])

  const type = (typed: string): void => {
    isTyping.current = true
    setText(typed)
    // What is no amount travels as it is, so that the server says what is wrong with it.
    setValue(typed.trim() === '' ? null : (parseMajor(typed, currency) ?? typed))
  }

  return (
    <FieldShell field={field} path={path} showError={showError}>
      <div style={{ alignItems: 'center', display: 'flex', gap: '0.5rem' }}>
        <span aria-hidden="true">{currency}</span>
        <input
          disabled={readOnly === true || disabled || field.admin?.readOnly === true}
          id={inputId(path)}
          inputMode="decimal"
          name={path}
          onBlur={() => {
            isTyping.current = false
            setText(shown)
          }}
          onChange={(event) => {
            type(event.target.value)
          }}
          type="text"
          value={text}
        />
      </div>
    </FieldShell>
  )
}

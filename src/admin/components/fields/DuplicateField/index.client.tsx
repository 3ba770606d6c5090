'use client'
import { useDocumentInfo, useField } from '@payloadcms/ui'
import type { CheckboxFieldClientProps } from 'payload'
import { usePanelTexts } from '../../../shared/usePanelTexts.client.ts'
import { inputId } from '../FieldShell/index.client.tsx'
import { Candidates } from './Candidates.client.tsx'
import { useDuplicates } from './useDuplicates.client.ts'

const NOTICE = {
  background: 'var(--theme-warning-100)',
  borderInlineStart: '4px solid var(--theme-warning-500)',
  color: 'var(--theme-warning-850)',
  marginBottom: '1.5rem',
  padding: '1rem',
} as const

/**
 * Patients like the one being typed in, before it is saved, and the way to save all the same. Shows
 * nothing while there are none. @rule PAT-12
 */
export const DuplicateField = ({ path }: CheckboxFieldClientProps) => {
  const { id } = useDocumentInfo()
  const texts = usePanelTexts()
  const { errorMessage, setValue, showError, value } = useField<boolean | null | undefined>({
    path,
  })
  const candidates = useDuplicates(id === undefined)
  const isAccepted = value === true
  const isShown = id === undefined && (candidates.length > 0 || showError || isAccepted)
  return (
    <div aria-live="polite" data-duplicates={candidates.length}>
      {isShown ? (
        <div className="field-type checkbox" style={NOTICE}>
          <p style={{ marginTop: 0 }}>
            <strong>{texts('patient:duplicates:found')}</strong>
          </p>
          <Candidates candidates={candidates} />
          {showError && candidates.length === 0 ? <p>{errorMessage}</p> : null}
          <label
            htmlFor={inputId(path)}
            style={{ alignItems: 'center', display: 'flex', gap: '0.75rem', minHeight: '44px' }}
          >
            <input
              checked={isAccepted}
              id={inputId(path)}
              name={path}
              onChange={(event) => {
                setValue(event.target.checked)
              }}
              style={{ height: '22px', width: '22px' }}
              type="checkbox"
            />
            {texts('patient:duplicates:accept')}
          </label>
        </div>
      ) : null}
    </div>
  )
}

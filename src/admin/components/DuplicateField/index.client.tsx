'use client'
import { useConfig, useDocumentInfo, useField } from '@payloadcms/ui'
import type { CheckboxFieldClientProps } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { usePanelTexts } from '../../shared/usePanelTexts.client.ts'
import { inputId } from '../FieldShell/index.client.tsx'
import { useDuplicates } from './useDuplicates.client.ts'

/**
 * Patients like the one being typed in, before it is saved, and the way to save all the same. Shows
 * nothing while there are none. @rule PAT-12
 */
export const DuplicateField = ({ path }: CheckboxFieldClientProps) => {
  const { id } = useDocumentInfo()
  const { config } = useConfig()
  const texts = usePanelTexts()
  const { errorMessage, setValue, showError, value } = useField<boolean>({ path })
  const candidates = useDuplicates(id === undefined)
  const isShown = id === undefined && (candidates.length > 0 || showError || value === true)
  return (
    <div aria-live="polite" data-duplicates={candidates.length}>
      {isShown ? (
        <div
          className="field-type checkbox"
          style={{
            background: 'var(--theme-warning-100)',
            borderInlineStart: '4px solid var(--theme-warning-500)',
            color: 'var(--theme-warning-850)',
            marginBottom: '1.5rem',
            padding: '1rem',
          }}
        >
          <p style={{ marginTop: 0 }}>
            <strong>{texts('patient:duplicates:found')}</strong>
          </p>
          <ul>
            {candidates.map((one) => (
              <li key={one.id}>
                <a
                  href={formatAdminURL({
                    adminRoute: config.routes.admin,
                    path: `/patients/${one.id}`,
                  })}
                  rel="noreferrer"
                  target="_blank"
                >
                  {one.firstName} {one.lastName}
                </a>{' '}
                {[
                  one.number,
                  one.bornOn,
                  one.contactName,
                  one.phoneEnding === null ? null : `···${one.phoneEnding}`,
                ]
                  .filter((text) => text !== null)
                  .join(' · ')}
              </li>
            ))}
          </ul>
          {showError && candidates.length === 0 ? <p>{errorMessage}</p> : null}
          <label
            htmlFor={inputId(path)}
            style={{ alignItems: 'center', display: 'flex', gap: '0.75rem', minHeight: '44px' }}
          >
            <input
              checked={value === true}
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

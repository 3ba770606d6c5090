'use client'
import { FieldDescription, FieldError, FieldLabel } from '@payloadcms/ui'
import type { StaticDescription, StaticLabel } from 'payload'
import type { CSSProperties, ReactNode } from 'react'

interface FieldShellProps {
  readonly children: ReactNode
  readonly field: {
    readonly admin?: { readonly description?: unknown; readonly width?: unknown }
    readonly label?: unknown
    readonly required?: boolean
  }
  readonly path: string
  readonly showError: boolean
}

const widthOf = (width: unknown): CSSProperties | undefined =>
  typeof width === 'string' ? { flex: `0 1 ${width}` } : undefined

/** Label, error and description around an input of ours, as around Payload's own. */
export const FieldShell = ({ children, field, path, showError }: FieldShellProps) => (
  <div
    className={`field-type text${showError ? ' error' : ''}`}
    id={`field-${path.replaceAll('.', '__')}-shell`}
    style={widthOf(field.admin?.width)}
  >
    <FieldLabel label={field.label as StaticLabel} path={path} required={field.required === true} />
    <div className="field-type__wrap">
      <FieldError path={path} showError={showError} />
      {children}
    </div>
    <FieldDescription description={field.admin?.description as StaticDescription} path={path} />
  </div>
)

/** The id Payload's own labels point at. */
export const inputId = (path: string): string => `field-${path.replaceAll('.', '__')}`

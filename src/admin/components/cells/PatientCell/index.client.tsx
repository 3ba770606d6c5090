'use client'
import { Link, useConfig } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { slugs } from '../../../../slugs.ts'
import { usePanelTexts } from '../../../shared/usePanelTexts.client.ts'

/** The name leads to the patient's page, the small link beside it to the form. @rule PAT-7 */
export const PatientCell = ({
  cellData,
  collectionSlug,
  onClick,
  rowData,
}: DefaultCellComponentProps) => {
  const texts = usePanelTexts()
  const { config } = useConfig()
  const name = typeof cellData === 'string' ? cellData : ''
  const { id } = rowData as { id: string }
  const href = (path: string): string =>
    formatAdminURL({ adminRoute: config.routes.admin, path: path as `/${string}` })
  // In a drawer a row is chosen, not opened.
  if (typeof onClick === 'function') {
    return (
      <button
        onClick={() => {
          onClick({ cellData, collectionSlug, rowData })
        }}
        type="button"
      >
        {name}
      </button>
    )
  }
  return (
    <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: '0.25rem 0.75rem' }}>
      <Link
        aria-label={texts('patient:list:viewOf', { name })}
        href={href(`/patients/${id}`)}
        prefetch={false}
        style={{ fontWeight: 600 }}
      >
        {name}
      </Link>
      <Link
        aria-label={`${texts('patient:list:edit')}: ${name}`}
        href={href(`/collections/${slugs.patients}/${id}`)}
        prefetch={false}
      >
        {texts('patient:list:edit')}
      </Link>
    </span>
  )
}

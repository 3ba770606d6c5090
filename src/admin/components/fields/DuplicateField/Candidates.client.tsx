'use client'
import { useConfig } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import type { Candidate } from './useDuplicates.client.ts'

/** Who may be the same; each opens beside the form, so that nothing typed is lost. */
export const Candidates = ({ candidates }: { readonly candidates: readonly Candidate[] }) => {
  const { config } = useConfig()
  const hrefOf = (id: string): string =>
    formatAdminURL({ adminRoute: config.routes.admin, path: `/patients/${id}` })
  return (
    <ul>
      {candidates.map(({ bornOn, contactName, firstName, id, lastName, number, phoneEnding }) => (
        <li key={id}>
          <a href={hrefOf(id)} rel="noreferrer" target="_blank">
            {firstName} {lastName}
          </a>{' '}
          {[number, bornOn, contactName, phoneEnding === null ? null : `···${phoneEnding}`]
            .filter((text) => text !== null)
            .join(' · ')}
        </li>
      ))}
    </ul>
  )
}

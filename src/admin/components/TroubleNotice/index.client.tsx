'use client'
import type { ReactNode } from 'react'
import type { Trouble } from '../../shared/useApi.client.ts'

interface TroubleNoticeProps {
  /** What helps on: free times to choose, a link. */
  readonly children?: ReactNode
  readonly trouble: Trouble | undefined
}

/** A refusal where it happened, read out at once. Never a bare code. @rule UIX-4 */
export const TroubleNotice = ({ children, trouble }: TroubleNoticeProps) => (
  <div aria-live="assertive" className="cl-trouble-place" role="alert">
    {trouble === undefined ? null : (
      <div className="cl-trouble" data-code={trouble.code}>
        <p>{trouble.message}</p>
        {children}
      </div>
    )}
  </div>
)

'use client'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Trouble } from '../../shared/useApi.client.ts'

interface TroubleNoticeProps {
  /** What helps on: free times to choose, a link. */
  readonly children?: ReactNode
  readonly trouble: Trouble | undefined
}

/**
 * A refusal where it happened, read out at once, and the next key away: what helps on stands in it. Never
 * a bare code.
 * @rule UIX-3 UIX-4
 */
export const TroubleNotice = ({ children, trouble }: TroubleNoticeProps) => {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (trouble !== undefined) place.current?.focus()
  }, [trouble])
  return (
    <div aria-live="assertive" className="cl-trouble-place" ref={place} role="alert" tabIndex={-1}>
      {trouble === undefined ? null : (
        <div className="cl-trouble" data-code={trouble.code}>
          <p>{trouble.message}</p>
          {children}
        </div>
      )}
    </div>
  )
}

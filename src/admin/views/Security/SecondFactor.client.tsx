'use client'
import { useState } from 'react'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { BackupCodes } from './BackupCodes.client.tsx'
import { Enrolment } from './Enrolment.client.tsx'
import { NewCodes, RemoveFactor } from './FactorActions.client.tsx'

interface SecondFactorProps {
  readonly backupCodesLeft: number
  readonly isEnrolled: boolean
  /** By a clinic of the person: it cannot be removed. */
  readonly isRequired: boolean
}

/** The second factor of the viewer: set up, its codes, or taken away. @rule SEC-4 */
export const SecondFactor = ({ backupCodesLeft, isEnrolled, isRequired }: SecondFactorProps) => {
  const { texts } = useScreen()
  const [codes, setCodes] = useState<readonly string[]>()
  if (codes !== undefined) {
    return (
      <BackupCodes
        codes={codes}
        onKept={() => {
          setCodes(undefined)
        }}
      />
    )
  }
  if (!isEnrolled) {
    return (
      <>
        <p>{texts(isRequired ? 'security:mfa:required' : 'security:mfa:lead')}</p>
        <Enrolment onCodes={setCodes} />
      </>
    )
  }
  return (
    <div className="cl-security__state">
      <p>
        <span className="cl-pill cl-pill--good">{texts('security:mfa:on')}</span>{' '}
        {texts('security:mfa:left', { left: backupCodesLeft })}
      </p>
      <div className="cl-codes__ways">
        <NewCodes onCodes={setCodes} />
        {isRequired ? null : <RemoveFactor />}
      </div>
      {isRequired ? <p className="cl-muted">{texts('security:mfa:kept')}</p> : null}
    </div>
  )
}

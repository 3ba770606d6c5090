import type { AdminViewServerProps } from 'payload'
import type { ReactNode } from 'react'
import { notFound } from 'next/navigation.js'
import { readMfaState } from '../../../operations/signIn/mfaEnrolment.ts'
import { selfOf } from '../../../operations/signIn/ownAccount.ts'
import { minLengthFor } from '../../../operations/signIn/passwordRules.ts'
import { listSignIns } from '../../../operations/signIn/signInRecords.ts'
import { Screen } from '../../shared/Screen/index.tsx'
import { anyViewer, ensureSignedIn } from '../../shared/viewer.ts'
import { ChangePassword } from './ChangePassword.client.tsx'
import { Devices } from './Devices/index.tsx'
import { SecondFactor } from './SecondFactor.client.tsx'
import './security.css'

interface CardProps {
  readonly children: ReactNode
  readonly name: string
  readonly title: string
}

const Card = ({ children, name, title }: CardProps) => (
  <section aria-labelledby={`cl-${name}`} className="cl-card" data-part={name}>
    <div className="cl-card__head">
      <h2 id={`cl-${name}`}>{title}</h2>
    </div>
    {children}
  </section>
)

/** One's own password, codes and devices. Everybody has this page. @rule SEC-1 SEC-4 USR-6 */
export const Security = async (page: AdminViewServerProps) => {
  const { req } = page.initPageResult
  ensureSignedIn(req)
  const viewer = await anyViewer(req)
  if (viewer === undefined) notFound()
  const self = selfOf(req)
  const [mfa, minLength, devices] = await Promise.all([
    readMfaState(req, self.user),
    minLengthFor(req, self),
    listSignIns(req, self),
  ])
  const { texts } = viewer
  return (
    <Screen
      lead={<p>{texts('security:lead')}</p>}
      page={page}
      title={texts('security:title')}
      viewer={viewer}
    >
      <div className="cl-grid">
        <Card name="mfa" title={texts('security:mfa:title')}>
          <SecondFactor
            backupCodesLeft={mfa.backupCodesLeft}
            isEnrolled={mfa.enrolled}
            isRequired={mfa.required}
          />
        </Card>
        <Card name="devices" title={texts('security:devices:title')}>
          <p className="cl-muted">{texts('security:devices:lead')}</p>
          <Devices devices={devices} viewer={viewer} />
        </Card>
        <Card name="password" title={texts('security:password:title')}>
          <ChangePassword minLength={minLength} />
        </Card>
      </div>
    </Screen>
  )
}

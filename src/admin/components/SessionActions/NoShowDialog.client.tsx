'use client'
import { ActionDialog } from '../ActionDialog/index.client.tsx'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import type { ActingSession } from './index.client.tsx'

/** Asks once more, because a fee may follow and a therapist cannot take it back. @rule SES-10 SES-14 */
export const NoShowDialog = ({
  path,
  session,
}: {
  readonly path: string
  readonly session: ActingSession
}) => {
  const { texts } = useScreen()
  return (
    <ActionDialog
      body={() => ({})}
      describes={session.describes}
      label={texts('session:actions:no-show')}
      path={path}
      submit={texts('session:noShow:submit')}
      title={texts('session:noShow:title', { name: session.patientName })}
    >
      <p>{texts('session:noShow:help')}</p>
    </ActionDialog>
  )
}

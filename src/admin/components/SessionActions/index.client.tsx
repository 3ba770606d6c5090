'use client'
import type { ReactNode } from 'react'
import type { SessionAction } from '../../../domain/scheduling/sessionActions.ts'
import { ActionButton } from '../ActionButton/index.client.tsx'
import { CancelDialog, type CancelTerms } from '../CancelDialog/index.client.tsx'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import { CompleteDialog } from './CompleteDialog.client.tsx'
import { NoShowDialog } from './NoShowDialog.client.tsx'

/** What an action says of its session. */
export interface ActingSession {
  /** `Aarav Sharma, 10:00`: for whoever hears the button instead of seeing its row. */
  readonly describes: string
  readonly id: string
  readonly patientName: string
}

interface SessionActionsProps {
  /** As `readOffered` gives them; moving to another time is a part of its own. */
  readonly actions: readonly SessionAction[]
  /** What else can be done, before the way out. */
  readonly children?: ReactNode
  readonly cancelTerms?: CancelTerms | undefined
  readonly session: ActingSession
}

const PLAIN = ['confirm', 'check-in', 'start'] as const

/** The buttons of one session: what role, state and hour allow, and nothing else. @rule SES-9 */
export const SessionActions = ({
  actions,
  cancelTerms,
  children,
  session,
}: SessionActionsProps) => {
  const { texts } = useScreen()
  const has = (action: SessionAction): boolean => actions.includes(action)
  const pathOf = (action: SessionAction): string => `/sessions/${session.id}/${action}`
  return (
    <>
      {PLAIN.filter(has).map((action) => (
        <ActionButton
          describes={session.describes}
          key={action}
          label={texts(`session:actions:${action}`)}
          path={pathOf(action)}
          variant={action === 'start' ? 'primary' : 'plain'}
        />
      ))}
      {has('complete') ? (
        <CompleteDialog isMain={!has('start')} path={pathOf('complete')} session={session} />
      ) : null}
      {has('no-show') ? <NoShowDialog path={pathOf('no-show')} session={session} /> : null}
      {children}
      {has('cancel') ? (
        <CancelDialog describes={session.describes} session={session.id} terms={cancelTerms} />
      ) : null}
    </>
  )
}

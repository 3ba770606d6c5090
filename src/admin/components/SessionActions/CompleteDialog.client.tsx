'use client'
import { useState } from 'react'
import { COMPLETION_STATUSES } from '../../../domain/scheduling/attendance.ts'
import { ActionDialog } from '../ActionDialog/index.client.tsx'
import { Choices } from '../Choices/index.client.tsx'
import { useScreen } from '../../shared/ScreenContext.client.tsx'
import type { ActingSession } from './index.client.tsx'

interface CompleteDialogProps {
  /** Whether completing is the next step, rather than starting. */
  readonly isMain: boolean
  readonly path: string
  readonly session: ActingSession
}

/** Completion says who came; present is what it mostly is. @rule SES-14 */
export const CompleteDialog = ({ isMain, path, session }: CompleteDialogProps) => {
  const { texts } = useScreen()
  const [attendance, setAttendance] = useState<(typeof COMPLETION_STATUSES)[number]>('present')
  return (
    <ActionDialog
      body={() => ({ attendance })}
      describes={session.describes}
      label={texts('session:actions:complete')}
      path={path}
      submit={texts('session:complete:submit')}
      title={texts('session:complete:title')}
      variant={isMain ? 'primary' : 'plain'}
    >
      <Choices
        choices={COMPLETION_STATUSES.map((status) => ({
          label: texts(`session:attendance:${status}`),
          value: status,
        }))}
        legend={texts('session:complete:attendance', { name: session.patientName })}
        onChoose={setAttendance}
        value={attendance}
      />
    </ActionDialog>
  )
}

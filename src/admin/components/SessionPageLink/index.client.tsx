'use client'
import { Button, useConfig, useDocumentInfo } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import { usePanelTexts } from '../../shared/usePanelTexts.client.ts'

/** From the form of a session to its page, where it is confirmed, started, completed and cancelled. */
export const SessionPageLink = () => {
  const { id } = useDocumentInfo()
  const { config } = useConfig()
  const texts = usePanelTexts()
  if (id === undefined) return null
  return (
    <Button
      buttonStyle="secondary"
      el="link"
      margin={false}
      size="medium"
      to={formatAdminURL({ adminRoute: config.routes.admin, path: `/sessions/${id}` })}
    >
      {texts('session:openPage')}
    </Button>
  )
}

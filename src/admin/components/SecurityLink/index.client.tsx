'use client'
import { Button, useAuth, useConfig, useDocumentInfo } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import { PAGES } from '../../shared/pages.ts'
import { usePanelTexts } from '../../shared/usePanelTexts.client.ts'

/** From one's own account to the page of password, codes and devices. @rule USR-6 */
export const SecurityLink = () => {
  const { id } = useDocumentInfo()
  const { user } = useAuth()
  const { config } = useConfig()
  const texts = usePanelTexts()
  if (id === undefined || id !== user?.id) return null
  return (
    <Button
      buttonStyle="secondary"
      el="link"
      margin={false}
      size="medium"
      to={formatAdminURL({ adminRoute: config.routes.admin, path: PAGES.security.path })}
    >
      {texts('common:nav:security')}
    </Button>
  )
}

'use client'
import { Button, useConfig, useDocumentInfo, useTranslation } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'

/** From the form of a session to its page, where it is confirmed, started, completed and cancelled. */
export const SessionPageLink = () => {
  const { id } = useDocumentInfo()
  const { config } = useConfig()
  const { t } = useTranslation()
  if (id === undefined) return null
  return (
    <Button
      buttonStyle="secondary"
      el="link"
      margin={false}
      size="medium"
      to={formatAdminURL({ adminRoute: config.routes.admin, path: `/sessions/${id}` })}
    >
      {t('caseload:session:openPage' as never)}
    </Button>
  )
}

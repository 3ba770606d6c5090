import { RenderServerComponent } from '@payloadcms/ui/elements/RenderServerComponent'
import { PayloadLogo } from '@payloadcms/ui/shared'
import { redirect } from 'next/navigation.js'
import type { AdminViewServerProps, CustomComponent } from 'payload'
import { getSafeRedirect } from 'payload/shared'
import type { ReactNode } from 'react'
import { adminPath } from '../../shared/adminPath.ts'
import { ScreenProvider } from '../../shared/ScreenContext.client.tsx'
import { placeless } from '../../shared/viewer.ts'
import { SignInForm } from './SignInForm.client.tsx'
import '../../shared/Screen/screen.css'
import './signIn.css'

interface DoorProps {
  readonly children: ReactNode
  readonly page: AdminViewServerProps
}

/** The frame of the pages for whoever is not signed in: the logo, and one card. */
export const Door = ({ children, page }: DoorProps) => {
  const { i18n, initPageResult, params, payload, searchParams } = page
  // Payload leaves the group out where a host sets none of it, whatever its types say.
  const { graphics } = payload.config.admin.components as { graphics?: { Logo?: CustomComponent } }
  return (
    <ScreenProvider clinic={placeless(initPageResult.req)}>
      <div className="login__brand">
        {RenderServerComponent({
          Component: graphics?.Logo,
          Fallback: PayloadLogo,
          importMap: payload.importMap,
          serverProps: { i18n, params, payload, searchParams },
        })}
      </div>
      <div className="cl-screen cl-door">{children}</div>
    </ScreenProvider>
  )
}

/** In place of Payload's form, which knows no codes. @rule SEC-1 SEC-4 */
export const SignIn = (page: AdminViewServerProps) => {
  const { initPageResult, payload, searchParams } = page
  const { req } = initPageResult
  const { components, routes } = payload.config.admin
  const redirectTo = getSafeRedirect({
    fallbackTo: payload.config.routes.admin,
    redirectTo: searchParams?.redirect ?? '',
  })
  if (req.user) redirect(redirectTo)
  const around = { importMap: payload.importMap, serverProps: { i18n: req.i18n, payload } }
  return (
    <Door page={page}>
      {RenderServerComponent({ ...around, Component: components.beforeLogin })}
      <SignInForm forgotPath={adminPath(req, routes.forgot)} redirectTo={redirectTo} />
      {RenderServerComponent({ ...around, Component: components.afterLogin })}
    </Door>
  )
}

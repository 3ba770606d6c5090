import { redirect } from 'next/navigation.js'
import type { AdminViewServerProps } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { isPlatformAdmin } from '../../../access/rights.ts'
import { slugs } from '../../../slugs.ts'
import { landingOf, PAGES } from '../../shared/pages.ts'
import { findViewer } from '../../shared/viewer.ts'

/** Where sign-in ends: each role on its own page. @rule RPT-1 */
export const Landing = async ({ initPageResult, payload }: AdminViewServerProps) => {
  const { req } = initPageResult
  const adminRoute = payload.config.routes.admin
  const viewer = await findViewer(req)
  if (viewer === undefined) {
    const path = isPlatformAdmin(req) ? `/collections/${slugs.tenants}` : '/account'
    redirect(formatAdminURL({ adminRoute, path: path as `/${string}` }))
  }
  const page = landingOf(viewer.roles)
  if (page !== undefined && page !== 'dashboard') {
    redirect(formatAdminURL({ adminRoute, path: PAGES[page].path }))
  }
  redirect(formatAdminURL({ adminRoute, path: `/collections/${slugs.sessions}` }))
}

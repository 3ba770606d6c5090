import { redirect } from 'next/navigation.js'
import type { AdminViewServerProps } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { isPlatformAdmin } from '../../../access/rights.ts'
import { slugs } from '../../../slugs.ts'
import { landingOf, PAGES } from '../../shared/pages.ts'
import { findViewer } from '../../shared/viewer.ts'
import { Dashboard } from '../Dashboard/index.tsx'

/** Where sign-in ends: each role on its own page. @rule RPT-1 */
export const Landing = async (page: AdminViewServerProps) => {
  const { initPageResult, payload } = page
  const { req } = initPageResult
  const adminRoute = payload.config.routes.admin
  const viewer = await findViewer(req)
  if (viewer === undefined) {
    const path = isPlatformAdmin(req) ? `/collections/${slugs.tenants}` : '/account'
    redirect(formatAdminURL({ adminRoute, path: path as `/${string}` }))
  }
  const landing = landingOf(viewer.roles)
  if (landing === 'dashboard') return <Dashboard page={page} viewer={viewer} />
  if (landing !== undefined) {
    redirect(formatAdminURL({ adminRoute, path: PAGES[landing].path }))
  }
  redirect(formatAdminURL({ adminRoute, path: `/collections/${slugs.sessions}` }))
}

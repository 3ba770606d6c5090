import { Link } from '@payloadcms/ui'
import type { ServerProps } from 'payload'
import type { PayloadRequest } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { isFor, type PageName, PAGES } from '../pages.ts'
import { findViewer } from '../viewer.ts'

const ORDER: readonly PageName[] = ['dashboard', 'board', 'today', 'settings']

/** Our own pages at the top of the navigation, for the viewer's roles. @rule UIX-1 */
export const ScreenLinks = async ({ payload, req }: ServerProps & { req?: PayloadRequest }) => {
  const viewer = req === undefined ? undefined : await findViewer(req)
  if (viewer === undefined) return null
  const { roles, texts } = viewer
  const adminRoute = payload.config.routes.admin
  return (
    <ul className="cl-links">
      {ORDER.filter((page) => isFor(page, roles)).map((page) => (
        <li key={page}>
          <Link
            className="nav__link"
            href={formatAdminURL({ adminRoute, path: PAGES[page].path as `/${string}` })}
            prefetch={false}
          >
            <span className="nav__link-label">{texts(`common:nav:${page}`)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

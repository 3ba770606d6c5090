import { Link } from '@payloadcms/ui'
import { headers as requestHeaders } from 'next/headers.js'
import { createLocalReq, type PayloadRequest, type ServerProps } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { isFor, type PageName, PAGES } from '../pages.ts'
import { anyViewer } from '../viewer.ts'
import '../Screen/screen.css'

const ORDER: readonly PageName[] = [
  'dashboard',
  'board',
  'today',
  'team',
  'settings',
  'audit',
  'breakGlass',
  'security',
]

/**
 * Our own pages at the top of the navigation, for the viewer's roles. The navigation hands on who looks
 * and in which language, but no request: one is made of that and of what the browser sent.
 * @rule UIX-1
 */
export const ScreenLinks = async ({ i18n, payload, user }: ServerProps) => {
  if (!user) return null
  // Payload gives its own request the same texts; only the types tell the two apart.
  const base = { headers: await requestHeaders(), i18n: i18n as unknown as PayloadRequest['i18n'] }
  const viewer = await anyViewer(await createLocalReq({ req: base, user }, payload))
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

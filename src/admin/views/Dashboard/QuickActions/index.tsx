import { Link } from '@payloadcms/ui'
import { may } from '../../../../access/permissions.ts'
import { slugs } from '../../../../slugs.ts'
import { adminPath } from '../../../shared/adminPath.ts'
import { isFor, PAGES } from '../../../shared/pages.ts'
import type { Viewer } from '../../../shared/viewer.ts'
import { duesRows } from '../rows.ts'

interface Action {
  readonly href: string
  readonly isOffered: boolean
  readonly name: 'board' | 'patient' | 'payment' | 'settings'
}

const actionsOf = ({ clinic, req, roles }: Viewer): Action[] => [
  {
    href: adminPath(req, PAGES.board.path),
    isOffered: isFor('board', roles) && may(req, 'sessions.create', clinic.id),
    name: 'board',
  },
  {
    href: adminPath(req, `/collections/${slugs.patients}/create`),
    isOffered: may(req, 'patients.create', clinic.id),
    name: 'patient',
  },
  {
    // A payment is somebody's: behind each name of the list stands the page with its form.
    href: duesRows({ adminRoute: req.payload.config.routes.admin }),
    isOffered: may(req, 'payments.record', clinic.id),
    name: 'payment',
  },
  {
    href: adminPath(req, PAGES.settings.path),
    isOffered: isFor('settings', roles),
    name: 'settings',
  },
]

/** What the viewer does most, where their role may. @rule RPT-2 */
export const QuickActions = ({ viewer }: { readonly viewer: Viewer }) =>
  actionsOf(viewer)
    .filter(({ isOffered }) => isOffered)
    .map(({ href, name }, index) => (
      <Link
        className={`cl-button${index === 0 ? ' cl-button--primary' : ''}`}
        href={href}
        key={name}
        prefetch={false}
      >
        {viewer.texts(`dashboard:actions:${name}`)}
      </Link>
    ))

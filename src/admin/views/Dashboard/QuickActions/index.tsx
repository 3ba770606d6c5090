import { Link } from '@payloadcms/ui'
import { may } from '../../../../access/permissions.ts'
import { slugs } from '../../../../slugs.ts'
import { adminPath } from '../../../shared/adminPath.ts'
import { isFor, PAGES } from '../../../shared/pages.ts'
import type { Viewer } from '../../../shared/viewer.ts'

interface Action {
  readonly isOffered: boolean
  readonly name: 'board' | 'patient' | 'payment' | 'settings'
  readonly path: `/${string}`
}

const actionsOf = ({ clinic, req, roles }: Viewer): Action[] => [
  {
    isOffered: isFor('board', roles) && may(req, 'sessions.create', clinic.id),
    name: 'board',
    path: PAGES.board.path,
  },
  {
    isOffered: may(req, 'patients.create', clinic.id),
    name: 'patient',
    path: `/collections/${slugs.patients}/create`,
  },
  {
    isOffered: may(req, 'payments.create', clinic.id),
    name: 'payment',
    path: `/collections/${slugs.payments}/create`,
  },
  { isOffered: isFor('settings', roles), name: 'settings', path: PAGES.settings.path },
]

/** What the viewer does most, where their role may. @rule RPT-2 */
export const QuickActions = ({ viewer }: { readonly viewer: Viewer }) =>
  actionsOf(viewer)
    .filter(({ isOffered }) => isOffered)
    .map(({ name, path }, index) => (
      <Link
        className={`cl-button${index === 0 ? ' cl-button--primary' : ''}`}
        href={adminPath(viewer.req, path)}
        key={name}
        prefetch={false}
      >
        {viewer.texts(`dashboard:actions:${name}`)}
      </Link>
    ))

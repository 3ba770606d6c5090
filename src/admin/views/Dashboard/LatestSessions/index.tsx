import { Link } from '@payloadcms/ui'
import type { LatestSession } from '../../../../operations/operation/latestSessions.ts'
import { slugs } from '../../../../slugs.ts'
import { StatusPill } from '../../../components/StatusPill/index.tsx'
import { adminPath } from '../../../shared/adminPath.ts'
import type { Viewer } from '../../../shared/viewer.ts'

interface LatestSessionsProps {
  readonly latest: readonly LatestSession[]
  readonly viewer: Viewer
}

/** The sessions that began last, each the way to its page. @rule RPT-2 */
export const LatestSessions = ({
  latest,
  viewer: { formats, req, texts },
}: LatestSessionsProps) => (
  <section aria-labelledby="cl-latest" className="cl-card">
    <div className="cl-card__head">
      <h2 id="cl-latest">{texts('dashboard:latest:title')}</h2>
    </div>
    {latest.length === 0 ? (
      <p className="cl-empty">{texts('dashboard:latest:empty')}</p>
    ) : (
      <ul className="cl-list cl-latest">
        {latest.map((session) => (
          <li className="cl-row" key={session.id}>
            <div className="cl-row__main">
              <Link
                href={adminPath(req, `/collections/${slugs.sessions}/${session.id}`)}
                prefetch={false}
              >
                {session.patient}
              </Link>
              <p className="cl-muted">
                {formats.dateTime(session.startsAt)} · {session.therapist} · {session.therapyType}
              </p>
            </div>
            <StatusPill status={session.status} texts={texts} />
          </li>
        ))}
      </ul>
    )}
  </section>
)

import type { PatientSession } from '../../../../operations/people/readPatientSessions.ts'
import { adminPath } from '../../../shared/adminPath.ts'
import { formatsOf } from '../../../shared/formats.ts'
import { StatusPill } from '../../../components/StatusPill/index.tsx'
import type { PartProps } from '../part.ts'

const Row = ({ session, viewer }: { session: PatientSession } & Omit<PartProps, 'page'>) => {
  const { clinic, texts } = viewer
  const formats = formatsOf({ ...clinic, timezone: session.timezone })
  const { dueMinor } = session
  return (
    <li className="cl-row" data-session={session.id}>
      <div className="cl-row__main">
        <a href={adminPath(viewer.req, `/sessions/${session.id}`)}>
          {formats.date(session.startsAt)}, {formats.time(session.startsAt)}
        </a>{' '}
        <span className="cl-muted">{session.number}</span>
        <div className="cl-muted">
          {session.therapyType} · {session.therapist} · {session.location}
        </div>
      </div>
      <div className="cl-patient__end">
        <StatusPill status={session.status} texts={texts} />
        {dueMinor !== null && dueMinor > 0 ? (
          <span className="cl-pill cl-pill--bad">
            {texts('common:due', { amount: formats.money(dueMinor) })}
          </span>
        ) : null}
      </div>
    </li>
  )
}

/** What is booked, and what was, a page at a time. */
export const Sessions = ({ pageNumber, ...props }: { pageNumber: number } & PartProps) => {
  const { page, viewer } = props
  const { texts } = viewer
  const { hasMorePast, past, upcoming } = page.sessions
  const href = (to: number): string =>
    `${adminPath(viewer.req, `/patients/${page.patient.id}`)}?page=${to}#sessions`
  return (
    <section aria-labelledby="sessions" className="cl-card" data-part="sessions">
      <div className="cl-card__head">
        <h2 id="sessions">{texts('patient:sessions:title')}</h2>
      </div>
      <h3>{texts('patient:sessions:upcoming')}</h3>
      {upcoming.length === 0 ? (
        <p className="cl-muted">{texts('patient:sessions:nothingAhead')}</p>
      ) : (
        <ul className="cl-list">
          {upcoming.map((session) => (
            <Row key={session.id} session={session} viewer={viewer} />
          ))}
        </ul>
      )}
      <h3>{texts('patient:sessions:past')}</h3>
      {past.length === 0 ? <p className="cl-muted">{texts('patient:sessions:empty')}</p> : null}
      <ul className="cl-list">
        {past.map((session) => (
          <Row key={session.id} session={session} viewer={viewer} />
        ))}
      </ul>
      {pageNumber > 1 || hasMorePast ? (
        <nav aria-label={texts('patient:sessions:past')} className="cl-patient__pages">
          {pageNumber > 1 ? (
            <a className="cl-button" href={href(pageNumber - 1)}>
              {texts('patient:sessions:previous')}
            </a>
          ) : null}
          <span className="cl-muted">{texts('patient:sessions:page', { page: pageNumber })}</span>
          {hasMorePast ? (
            <a className="cl-button" href={href(pageNumber + 1)}>
              {texts('patient:sessions:next')}
            </a>
          ) : null}
        </nav>
      ) : null}
    </section>
  )
}

import type { MyDay } from '../../../../operations/operation/readMyDay.ts'
import { adminPath } from '../../../shared/adminPath.ts'
import { PAGES } from '../../../shared/pages.ts'
import { SessionLine } from '../../../components/SessionLine/index.tsx'
import type { Viewer } from '../../../shared/viewer.ts'
import { dayWords } from '../dayWords.ts'

interface WeekProps {
  readonly days: MyDay['week']
  readonly viewer: Viewer
}

/** The seven days after the one in sight: how many, and who. @rule RPT-3 */
export const Week = ({ days, viewer }: WeekProps) => {
  const { req, texts } = viewer
  const isEmpty = days.every(({ sessions }) => sessions.length === 0)
  return (
    <section aria-labelledby="cl-week" className="cl-card">
      <div className="cl-card__head">
        <h2 id="cl-week">{texts('today:week')}</h2>
      </div>
      {isEmpty ? (
        <p className="cl-empty">{texts('today:emptyWeek')}</p>
      ) : (
        days
          .filter(({ sessions }) => sessions.length > 0)
          .map(({ on, sessions }) => (
            <div className="cl-week__day" key={on}>
              <h3>
                <a href={`${adminPath(req, PAGES.today.path)}?day=${on}`}>{dayWords(viewer, on)}</a>{' '}
                <small className="cl-muted">
                  {texts('today:weekCount', { count: sessions.length })}
                </small>
              </h3>
              <ul className="cl-list">
                {sessions.map((session) => (
                  <SessionLine key={session.id} session={session} viewer={viewer} />
                ))}
              </ul>
            </div>
          ))
      )}
    </section>
  )
}

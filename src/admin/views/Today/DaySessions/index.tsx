import { DAY_PHASES, dayPhaseOf } from '../../../../domain/scheduling/dayPhase.ts'
import type { MyDay } from '../../../../operations/operation/readMyDay.ts'
import { adminPath } from '../../../shared/adminPath.ts'
import { PAGES } from '../../../shared/pages.ts'
import type { Viewer } from '../../../shared/viewer.ts'
import { dayWords } from '../dayWords.ts'
import { SessionCard } from '../SessionCard/index.tsx'

interface DaySessionsProps {
  readonly day: MyDay
  readonly viewer: Viewer
}

const Counts = ({ day, viewer: { texts } }: DaySessionsProps) => (
  <p className="cl-muted">
    {DAY_PHASES.map((phase) => ({
      count: day.sessions.filter(({ status }) => dayPhaseOf(status) === phase).length,
      phase,
    }))
      .filter(({ count }) => count > 0)
      .map(({ count, phase }) => texts(`today:count:${phase}`, { count }))
      .join(' · ')}
  </p>
)

const Nothing = ({ day, viewer }: DaySessionsProps) => {
  const next = day.week.find(({ sessions }) => sessions.length > 0)
  return (
    <div className="cl-empty">
      <p>{viewer.texts('today:emptyDay')}</p>
      {next === undefined ? null : (
        <a className="cl-button" href={`${adminPath(viewer.req, PAGES.today.path)}?day=${next.on}`}>
          {viewer.texts('today:emptyDayNext', { day: dayWords(viewer, next.on) })}
        </a>
      )}
    </div>
  )
}

/** The sessions of the day in time order, each with its state and what can be done. @rule RPT-3 */
export const DaySessions = ({ day, viewer }: DaySessionsProps) => (
  <section aria-labelledby="cl-day" className="cl-card">
    <div className="cl-card__head">
      <h2 id="cl-day">{viewer.texts('today:sessions')}</h2>
      <Counts day={day} viewer={viewer} />
    </div>
    {day.sessions.length === 0 ? (
      <Nothing day={day} viewer={viewer} />
    ) : (
      <ol className="cl-list">
        {day.sessions.map((session) => (
          <SessionCard
            isUnclosed={day.unclosed.some(({ id }) => id === session.id)}
            key={session.id}
            session={session}
            viewer={viewer}
          />
        ))}
      </ol>
    )}
  </section>
)

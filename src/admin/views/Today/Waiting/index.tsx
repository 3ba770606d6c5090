import type { MyDay, MySession } from '../../../../operations/operation/readMyDay.ts'
import { SessionLine } from '../../../components/SessionLine/index.tsx'
import type { Viewer } from '../../../shared/viewer.ts'

interface WaitingProps {
  readonly day: MyDay
  readonly viewer: Viewer
}

interface GroupProps {
  readonly help: string
  readonly sessions: readonly MySession[]
  readonly title: string
  readonly viewer: Viewer
}

const Group = ({ help, sessions, title, viewer }: GroupProps) =>
  sessions.length === 0 ? null : (
    <div className="cl-waiting__group">
      <h3>
        {title}{' '}
        <span className="cl-pill cl-pill--warn">{viewer.formats.number(sessions.length)}</span>
      </h3>
      <p className="cl-muted">{help}</p>
      <ul className="cl-list">
        {sessions.map((session) => (
          <SessionLine key={session.id} session={session} viewer={viewer} withDay />
        ))}
      </ul>
    </div>
  )

/** What the therapist still has to say or to know, whichever day is in sight. @rule RPT-3 SES-14 */
export const Waiting = ({ day: { unclosed, unconfirmed }, viewer }: WaitingProps) => {
  const { texts } = viewer
  return (
    <section aria-labelledby="cl-waiting" className="cl-card">
      <div className="cl-card__head">
        <h2 id="cl-waiting">{texts('today:waiting')}</h2>
      </div>
      {unclosed.length + unconfirmed.length === 0 ? (
        <p className="cl-empty">{texts('today:nothingWaits')}</p>
      ) : null}
      <Group
        help={texts('today:unclosedHelp')}
        sessions={unclosed}
        title={texts('today:unclosed')}
        viewer={viewer}
      />
      <Group
        help={texts('today:unconfirmedHelp')}
        sessions={unconfirmed}
        title={texts('today:unconfirmed')}
        viewer={viewer}
      />
    </section>
  )
}

import { dayPhaseOf } from '../../../../domain/scheduling/dayPhase.ts'
import type { MyDay } from '../../../../operations/operation/readMyDay.ts'
import { adminPath } from '../../../shared/adminPath.ts'
import { formatsOf } from '../../../shared/formats.ts'
import { NotesEditor } from '../../../components/NotesEditor/index.client.tsx'
import { SessionActions } from '../../../components/SessionActions/index.client.tsx'
import { StatusPill } from '../../../components/StatusPill/index.tsx'
import type { Viewer } from '../../../shared/viewer.ts'

interface SessionCardProps {
  readonly isUnclosed: boolean
  readonly session: MyDay['sessions'][number]
  readonly viewer: Viewer
}

/** What stands below the name: type, place, how long, how. */
const detailsOf = ({ session, viewer: { formats, texts } }: SessionCardProps): string =>
  [
    session.type.name,
    texts('common:minutes', { minutes: session.durationMinutes }),
    session.room === null ? session.location.name : `${session.room}, ${session.location.name}`,
    ...(session.mode === 'telehealth' ? [texts('session:modes:telehealth')] : []),
    ...(session.dueMinor !== null && session.dueMinor > 0
      ? [texts('today:due', { amount: formats.money(session.dueMinor) })]
      : []),
  ].join(' · ')

const marksOf = ({ isUnclosed, session, viewer: { texts } }: SessionCardProps): string[] => [
  ...(isUnclosed ? [texts('today:notClosed')] : []),
  ...(session.priority === 'routine' ? [] : [texts(`session:priorities:${session.priority}`)]),
  ...(session.isCoTherapist ? [texts('today:coTherapist')] : []),
  ...(session.isOverbooked ? [texts('today:overbooked')] : []),
]

const Notes = ({ session, viewer: { texts } }: SessionCardProps) => (
  <>
    {session.patientNotes === '' ? null : (
      <p className="cl-session__text">
        {texts('today:fromContact', { text: session.patientNotes })}
      </p>
    )}
    {session.notes === '' ? null : (
      <p className="cl-session__text">{texts('today:notes', { text: session.notes })}</p>
    )}
  </>
)

/** One session of the day as a card that a thumb can use. @rule CAL-8 */
export const SessionCard = (props: SessionCardProps) => {
  const { session, viewer } = props
  const { clinic, req, texts } = viewer
  const formats = formatsOf({ ...clinic, timezone: session.timezone })
  const describes = `${session.patient.name}, ${formats.time(session.startsAt)}`
  return (
    <li className="cl-session" data-phase={dayPhaseOf(session.status)} data-session={session.id}>
      <div className="cl-session__time">
        <time dateTime={session.startsAt}>{formats.time(session.startsAt)}</time>
        <span className="cl-muted">–{formats.time(session.endsAt)}</span>
        {session.timezone === clinic.timezone ? null : (
          <span className="cl-muted">{session.timezone}</span>
        )}
      </div>
      <div className="cl-session__main">
        <h3>
          <a href={adminPath(req, `/patients/${session.patient.id}`)}>{session.patient.name}</a>
        </h3>
        <p className="cl-muted">{detailsOf(props)}</p>
        <p className="cl-session__marks">
          <StatusPill status={session.status} texts={texts} />
          {marksOf(props).map((mark) => (
            <span className="cl-pill cl-pill--warn" key={mark}>
              {mark}
            </span>
          ))}
        </p>
        <Notes {...props} />
      </div>
      <div className="cl-session__actions">
        <SessionActions
          actions={session.offered.actions}
          session={{ describes, id: session.id, patientName: session.patient.name }}
        />
        <a
          aria-label={`${texts('session:actions:open')}: ${describes}`}
          className="cl-button"
          href={adminPath(req, `/sessions/${session.id}`)}
        >
          {texts('session:actions:open')}
        </a>
      </div>
      {session.offered.canWriteNotes ? (
        <details className="cl-session__notes">
          <summary>{texts('session:actions:notes')}</summary>
          <NotesEditor
            describes={describes}
            id={session.id}
            kind="sessions.notes"
            notes={session.notes}
          />
        </details>
      ) : null}
    </li>
  )
}

import type { Status } from '../../../domain/scheduling/statusMachine.ts'
import { adminPath } from '../../shared/adminPath.ts'
import { formatsOf } from '../../shared/formats.ts'
import { StatusPill } from '../StatusPill/index.tsx'
import type { Viewer } from '../../shared/viewer.ts'
import './sessionLine.css'

interface SessionLineProps {
  readonly session: {
    readonly id: string
    readonly patient: { readonly name: string }
    readonly startsAt: string
    readonly status: Status
    readonly timezone: string
    readonly type: { readonly name: string }
  }
  readonly viewer: Viewer
  /** Writes the day before the time, where the list is of several days. */
  readonly withDay?: boolean
}

/** A session on one line, linked to its page. */
export const SessionLine = ({ session, viewer, withDay = false }: SessionLineProps) => {
  const { clinic, req, texts } = viewer
  const formats = formatsOf({ ...clinic, timezone: session.timezone })
  const write = withDay ? formats.dateTime : formats.time
  return (
    <li className="cl-row cl-line">
      <div className="cl-row__main">
        <a className="cl-line__link" href={adminPath(req, `/sessions/${session.id}`)}>
          <time className="cl-line__time" dateTime={session.startsAt}>
            {write(session.startsAt)}
          </time>
          <span>{session.patient.name}</span>
        </a>
        <p className="cl-muted cl-line__type">{session.type.name}</p>
      </div>
      <StatusPill status={session.status} texts={texts} />
    </li>
  )
}

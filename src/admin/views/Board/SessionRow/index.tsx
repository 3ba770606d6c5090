import type { MoveAction } from '../../../../domain/scheduling/statusMachine.ts'
import type { BoardSession } from '../../../../operations/operation/readBoard.ts'
import { ActionButton } from '../../../components/ActionButton/index.client.tsx'
import { CancelDialog } from '../../../components/CancelDialog/index.client.tsx'
import { formatsOf } from '../../../shared/formats.ts'
import { StatusPill } from '../../../components/StatusPill/index.tsx'
import { adminPath } from '../../../shared/adminPath.ts'
import type { Viewer } from '../../../shared/viewer.ts'

export interface RowProps {
  /** What this list offers, where role, state and time allow it. */
  readonly actions: readonly MoveAction[]
  readonly canRecordPayments: boolean
  readonly session: BoardSession
  readonly viewer: Viewer
  /** The list holds more than one day. */
  readonly withDay: boolean
}

/** By one press: in this order. */
const AT_ONCE = ['confirm', 'check-in', 'no-show'] as const

const Facts = ({ session, viewer: { formats, req, texts } }: RowProps) => {
  const { contact, duesMinor, patient, room, therapist, therapyType } = session
  const place = [session.location.name, room === null ? undefined : room.name].filter(Boolean)
  return (
    <div className="cl-row__main">
      <a className="cl-board__who" href={adminPath(req, `/patients/${patient.id}`)}>
        {patient.name}
      </a>{' '}
      <span className="cl-muted">{patient.number}</span>
      <div className="cl-muted">
        {therapist.name} · {therapyType.name} ·{' '}
        {session.mode === 'telehealth' ? texts('session:modes:telehealth') : place.join(', ')}
      </div>
      <div className="cl-board__tags">
        <StatusPill status={session.status} texts={texts} />
        {duesMinor !== null && duesMinor > 0 ? (
          <span className="cl-pill cl-pill--bad" data-dues={duesMinor}>
            {texts('common:due', { amount: formats.money(duesMinor) })}
          </span>
        ) : null}
        {typeof contact?.phone === 'string' ? (
          <a className="cl-board__phone" href={`tel:${contact.phone}`}>
            {contact.name} · {contact.phone}
          </a>
        ) : null}
      </div>
    </div>
  )
}

/** One session as the desk needs it: when, who, where, whom to call, and what can be done now. */
export const SessionRow = (props: RowProps) => {
  const { session, viewer, withDay } = props
  const { req, texts } = viewer
  const { duesMinor, id, patient, startsAt } = session
  const actions = session.actions.filter((action) => props.actions.includes(action))
  const formats = formatsOf({ ...viewer.clinic, timezone: session.timezone })
  const time = withDay ? formats.dateTime(startsAt) : formats.time(startsAt)
  const describes = texts('board:session', { patientName: patient.name, time })
  const canPay = props.canRecordPayments && (duesMinor ?? 0) > 0
  return (
    <li className="cl-row" data-session={id}>
      <a className="cl-board__time" href={adminPath(req, `/sessions/${id}`)}>
        <time dateTime={startsAt}>{time}</time>
        {withDay ? null : <small>–{formats.time(session.endsAt)}</small>}
      </a>
      <Facts {...props} />
      <div className="cl-row__end">
        {AT_ONCE.filter((action) => actions.includes(action)).map((action) => (
          <ActionButton
            describes={describes}
            key={action}
            label={texts(`session:actions:${action}`)}
            path={`/sessions/${id}/${action}`}
            variant={action === 'confirm' ? 'primary' : 'plain'}
          />
        ))}
        {canPay ? (
          <a
            aria-label={`${texts('patient:actions:pay')}: ${patient.name}`}
            className="cl-button"
            href={`${adminPath(req, `/patients/${patient.id}`)}#payment`}
          >
            {texts('patient:actions:pay')}
          </a>
        ) : null}
        {actions.includes('cancel') ? <CancelDialog describes={describes} session={id} /> : null}
      </div>
    </li>
  )
}

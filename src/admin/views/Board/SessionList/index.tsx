import type { MoveAction } from '../../../../domain/scheduling/statusMachine.ts'
import { slugs } from '../../../../slugs.ts'
import type { Board } from '../../../../operations/operation/readBoard.ts'
import { adminPath } from '../../../shared/adminPath.ts'
import { type RowProps, SessionRow } from '../SessionRow/index.tsx'

type Part = 'arrivals' | 'missing' | 'running' | 'unconfirmed'

interface SessionListProps extends Omit<
  RowProps,
  'actions' | 'canRecordPayments' | 'session' | 'withDay'
> {
  readonly board: Board
  readonly part: Part
}

const NAMES = {
  arrivals: 'arrivals',
  missing: 'missing',
  running: 'here',
  unconfirmed: 'unconfirmed',
} as const

/** What each list is for; everything that can be done stands in the list of the day. */
const ACTIONS: Readonly<Record<Part, readonly MoveAction[]>> = {
  arrivals: ['confirm', 'check-in', 'no-show', 'cancel'],
  missing: ['check-in', 'no-show'],
  running: [],
  unconfirmed: ['confirm', 'cancel'],
}

/** One of the board's lists of sessions, or what it means that it is empty. */
export const SessionList = ({ board, part, ...row }: SessionListProps) => {
  const { formats, req, texts } = row.viewer
  const name = NAMES[part]
  const sessions = board[part]
  return (
    <section aria-labelledby={part} className="cl-card" data-part={part}>
      <div className="cl-card__head">
        <h2 id={part}>
          {texts(`board:${name}:title`)}{' '}
          <span className="cl-muted">({formats.number(sessions.length)})</span>
        </h2>
        {part === 'arrivals' ? (
          <a href={adminPath(req, `/collections/${slugs.sessions}`)}>
            {texts('board:arrivals:list')}
          </a>
        ) : null}
      </div>
      {sessions.length === 0 ? <p className="cl-empty">{texts(`board:${name}:empty`)}</p> : null}
      <ul className="cl-list">
        {sessions.map((session) => (
          <SessionRow
            {...row}
            actions={ACTIONS[part]}
            canRecordPayments={board.canRecordPayments && part === 'arrivals'}
            key={session.id}
            session={session}
            withDay={part === 'unconfirmed'}
          />
        ))}
      </ul>
      {part === 'arrivals' && board.cancelledToday > 0 ? (
        <p className="cl-muted">
          {texts('board:arrivals:cancelled', { count: board.cancelledToday })}
        </p>
      ) : null}
    </section>
  )
}

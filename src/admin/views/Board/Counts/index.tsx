import type { Board } from '../../../../operations/operation/readBoard.ts'
import type { Viewer } from '../../../shared/viewer.ts'

/** The day in four numbers, each a way to its list. */
export const Counts = ({
  board,
  viewer: { formats, texts },
}: {
  readonly board: Board
  readonly viewer: Viewer
}) => {
  const counts = [
    ['arrivals', 'arrivals', board.arrivals.length],
    ['here', 'running', board.running.length],
    ['missing', 'missing', board.missing.length],
    ['unconfirmed', 'unconfirmed', board.unconfirmed.length],
  ] as const
  return (
    <ul className="cl-board__counts">
      {counts.map(([name, part, count]) => (
        <li key={name}>
          <a className="cl-board__count" href={`#${part}`}>
            <strong>{formats.number(count)}</strong>
            <span>{texts(`board:counts:${name}`)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

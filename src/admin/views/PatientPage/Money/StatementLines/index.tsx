import type { Statement, StatementLine } from '../../../../../operations/money/statement.ts'
import type { TextKey } from '../../../../../translations/index.ts'
import { formatsOf } from '../../../../shared/formats.ts'
import type { Viewer } from '../../../../shared/viewer.ts'
import { More } from '../../More/index.tsx'

/** As many of the newest lines as a screen takes in. */
const MOST_LINES = 15

const KINDS = [
  'cancellation',
  'charge',
  'charge-changed',
  'credit-used',
  'opening-credit',
  'opening-dues',
  'payment',
  'payment-voided',
  'reversal',
  'waiver',
  'write-off',
] as const

const kindText = ({ texts }: Viewer, kind: string): string => {
  const known = KINDS.find((one) => one === kind) ?? 'other'
  return texts(`patient:money:kind:${known}` satisfies TextKey)
}

interface LineProps {
  readonly line: StatementLine
  readonly viewer: Viewer
}

/** The day of the posting, since dues and credit after it are true in that order only. */
const Line = ({ line, viewer }: LineProps) => {
  const { clinic, formats, texts } = viewer
  const postedOn = formats.date(line.at)
  const countsOn = formatsOf({ ...clinic, timezone: 'UTC' }).date(`${line.effectiveOn}T12:00:00Z`)
  return (
    <tr>
      <td>{postedOn}</td>
      <td>
        {kindText(viewer, line.kind)}
        {line.reason === null ? null : <span className="cl-muted"> {line.reason}</span>}
        {countsOn === postedOn ? null : (
          <div className="cl-muted">{texts('patient:money:countsOn', { date: countsOn })}</div>
        )}
      </td>
      <td className="cl-number">{formats.money(line.amountMinor)}</td>
      <td className="cl-number">{formats.money(line.duesAfterMinor)}</td>
      <td className="cl-number">{formats.money(line.creditAfterMinor)}</td>
    </tr>
  )
}

const NUMBERS = ['amount', 'duesAfter', 'creditAfter'] as const

interface StatementLinesProps {
  /** Where every line stands. */
  readonly href: string
  readonly isWhole: boolean
  readonly statement: Statement
  readonly viewer: Viewer
}

/** What touched the patient's money, the last posted first. @rule PAT-9 */
export const StatementLines = ({ href, isWhole, statement, viewer }: StatementLinesProps) => {
  const { texts } = viewer
  const all = statement.lines
  const lines = (isWhole ? all : all.slice(-MOST_LINES)).toReversed()
  const what = texts('patient:money:statement')
  if (lines.length === 0) {
    return <p className="cl-muted">{texts('patient:money:statementEmpty')}</p>
  }
  return (
    <>
      <div aria-label={what} className="cl-table-place" role="region" tabIndex={0}>
        <table className="cl-table">
          <thead>
            <tr>
              <th scope="col">{texts('patient:money:postedOn')}</th>
              <th scope="col">{texts('patient:money:what')}</th>
              {NUMBERS.map((name) => (
                <th className="cl-number" key={name} scope="col">
                  {texts(`patient:money:${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              // A transfer has one line; several may come from one source.
              <Line key={`${line.at} ${line.sourceId} ${index}`} line={line} viewer={viewer} />
            ))}
          </tbody>
        </table>
      </div>
      <More href={href} shown={lines.length} texts={texts} total={all.length} what={what} />
    </>
  )
}

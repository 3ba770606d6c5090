import { isReasonCode } from '../../../../domain/scheduling/cancellation.ts'
import type { SessionPage } from '../../../../operations/scheduling/readSessionPage.ts'
import type { SessionHistoryRow } from '../../../../operations/scheduling/readSessionTrail.ts'
import { formatsOf } from '../../../shared/formats.ts'
import type { Texts } from '../../../shared/texts.ts'
import type { Viewer } from '../../../shared/viewer.ts'

interface HistoryProps {
  readonly page: SessionPage
  readonly viewer: Viewer
}

const FIELDS = [
  'coTherapist',
  'durationMinutes',
  'location',
  'mode',
  'room',
  'startsAt',
  'therapist',
  'therapyType',
] as const

/** `patient-ill: fever` with the code in words. */
const reasonWords = (reason: string, texts: Texts): string => {
  const [code = '', ...rest] = reason.split(': ')
  if (!isReasonCode(code)) return reason
  return [texts(`session:reasons:${code}`), ...rest].join(': ')
}

const stepWords = ({ from, to }: SessionHistoryRow, texts: Texts): string => {
  if (from === null) return texts('session:history:booked')
  if (from === to) return texts(`common:status:${to}`)
  return texts('session:history:step', {
    from: texts(`common:status:${from}`),
    to: texts(`common:status:${to}`),
  })
}

interface RowProps {
  readonly row: SessionHistoryRow
  readonly timezone: string
  readonly viewer: Viewer
}

const Changes = ({ row, timezone, viewer }: RowProps) => {
  const { clinic, texts } = viewer
  if (row.changes === null) return null
  const { changes } = row
  const formats = formatsOf({ ...clinic, timezone })
  const fields = FIELDS.filter((field) => field in changes)
  const times = changes.startsAt
  return (
    <>
      {fields.length === 0 ? null : (
        <p>
          {texts('session:history:changed', {
            fields: fields.map((field) => texts(`session:history:fields:${field}`)).join(', '),
          })}
        </p>
      )}
      {times === undefined ? null : (
        <p>
          {texts('session:history:step', {
            from: formats.dateTime(String(times[0])),
            to: formats.dateTime(String(times[1])),
          })}
        </p>
      )}
    </>
  )
}

const Row = ({ row, timezone, viewer }: RowProps) => {
  const { clinic, texts } = viewer
  return (
    <li className="cl-history__row">
      <p>
        <strong>{stepWords(row, texts)}</strong>
      </p>
      <Changes row={row} timezone={timezone} viewer={viewer} />
      {row.reason === null ? null : (
        <p>{texts('session:history:reason', { reason: reasonWords(row.reason, texts) })}</p>
      )}
      <p className="cl-muted">
        {texts('session:history:by', {
          name: row.by ?? texts('session:history:system'),
          time: formatsOf({ ...clinic, timezone }).dateTime(row.at),
        })}
      </p>
    </li>
  )
}

/** Every move of the session: who, when, from where to where, why. @rule SES-11 */
export const History = ({ page, viewer }: HistoryProps) => (
  <section aria-labelledby="cl-history" className="cl-card">
    <div className="cl-card__head">
      <h2 id="cl-history">{viewer.texts('session:history:title')}</h2>
    </div>
    <ol className="cl-list cl-history">
      {page.history.map((row) => (
        <Row key={row.id} row={row} timezone={page.session.timezone} viewer={viewer} />
      ))}
    </ol>
  </section>
)

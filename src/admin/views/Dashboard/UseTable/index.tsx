import type { OperationalFigures } from '../../../../operations/operation/readDashboard.ts'
import type { Viewer } from '../../../shared/viewer.ts'

interface UseTableProps {
  readonly utilisation: OperationalFigures['utilisation']
  readonly viewer: Viewer
}

const hoursOf = (minutes: number): number => Math.round(minutes / 6) / 10

interface UseRowProps {
  readonly hours: (minutes: number) => string
  readonly target: number
  readonly use: OperationalFigures['utilisation']['therapists'][number]
  readonly viewer: Viewer
}

const UseRow = ({ hours, target, use, viewer: { formats, texts } }: UseRowProps) => {
  const { availableMinutes, bookedMinutes, share, therapist } = use
  const isReached = share >= target
  return (
    <tr>
      <th scope="row">{therapist.name}</th>
      <td className="cl-number">{hours(bookedMinutes)}</td>
      <td className="cl-number">{hours(availableMinutes)}</td>
      <td>
        <span className="cl-use__share">{formats.percent(share)}</span>
        {availableMinutes === 0 ? null : (
          <span className={`cl-pill cl-pill--${isReached ? 'good' : 'calm'}`}>
            {texts(isReached ? 'dashboard:use:reached' : 'dashboard:use:below')}
          </span>
        )}
        <span aria-hidden="true" className="cl-use__bar">
          <span style={{ inlineSize: `${Math.min(100, share * 100)}%` }} />
          <i style={{ insetInlineStart: `${target * 100}%` }} />
        </span>
      </td>
    </tr>
  )
}

/** Whose time is booked how far, beside the target; its last line is the figure above. @rule RPT-4 */
export const UseTable = ({ utilisation, viewer }: UseTableProps) => {
  const { formats, texts } = viewer
  const { availableMinutes, bookedMinutes, target, therapists, value } = utilisation
  const hours = (minutes: number): string =>
    texts('dashboard:use:hours', { hours: formats.number(hoursOf(minutes)) })
  const goal = formats.percent(target)
  return (
    <section aria-labelledby="cl-use" className="cl-card">
      <div className="cl-card__head">
        <h2 id="cl-use" tabIndex={-1}>
          {texts('dashboard:use:title')}
        </h2>
        <p className="cl-muted">{texts('dashboard:use:target', { target: goal })}</p>
      </div>
      {therapists.length === 0 ? (
        <p className="cl-empty">{texts('dashboard:use:empty')}</p>
      ) : (
        <div className="cl-table-place" role="region" aria-labelledby="cl-use" tabIndex={0}>
          <table className="cl-table cl-use">
            <thead>
              <tr>
                <th scope="col">{texts('dashboard:use:therapist')}</th>
                <th className="cl-number" scope="col">
                  {texts('dashboard:use:booked')}
                </th>
                <th className="cl-number" scope="col">
                  {texts('dashboard:use:available')}
                </th>
                <th scope="col">{texts('dashboard:utilisation:label')}</th>
              </tr>
            </thead>
            <tbody>
              {therapists.map((use) => (
                <UseRow
                  hours={hours}
                  key={use.therapist.id}
                  target={target}
                  use={use}
                  viewer={viewer}
                />
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{texts('dashboard:use:total')}</th>
                <td className="cl-number">{hours(bookedMinutes)}</td>
                <td className="cl-number">{hours(availableMinutes)}</td>
                <td>{formats.percent(value)}</td>
              </tr>
            </tfoot>
          </table>
        </div>
      )}
    </section>
  )
}

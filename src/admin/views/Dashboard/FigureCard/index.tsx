import { Link } from '@payloadcms/ui'
import type { Figure } from '../../../../domain/operation/periods.ts'
import type { Viewer } from '../../../shared/viewer.ts'

interface FigureCardProps {
  /** What the figure counts, for people. */
  readonly about: string
  readonly figure: Figure
  readonly format: (value: number) => string
  readonly label: string
  readonly name: string
  /** Where its rows are, and what that place is called. */
  readonly rows: { readonly href: string; readonly text: string }
  readonly viewer: Viewer
}

const changeText = ({
  figure: { before, change },
  format,
  viewer: { formats, texts },
}: FigureCardProps): string => {
  if (change === null) return texts('dashboard:change:none')
  const values = { before: format(before), percent: formats.percent(Math.abs(change)) }
  if (change === 0) return texts('dashboard:change:same', values)
  return texts(change > 0 ? 'dashboard:change:more' : 'dashboard:change:less', values)
}

/** One number: how it changed, what it counts, and the way to its rows. @rule RPT-2 */
export const FigureCard = (props: FigureCardProps) => {
  const { about, figure, format, label, name, rows, viewer } = props
  return (
    <section aria-labelledby={`cl-figure-${name}`} className="cl-card cl-figure" data-figure={name}>
      <h2 id={`cl-figure-${name}`}>{label}</h2>
      <p className="cl-figure__value" data-value={figure.value}>
        {format(figure.value)}
      </p>
      <p className="cl-figure__change">{changeText(props)}</p>
      <Link className="cl-figure__rows" href={rows.href} prefetch={false}>
        {rows.text}
      </Link>
      <details className="cl-figure__about">
        <summary>
          {viewer.texts('dashboard:about')} <span className="cl-hidden">{label}</span>
        </summary>
        <p>{about}</p>
      </details>
    </section>
  )
}

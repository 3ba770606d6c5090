import type { Texts } from '../../../shared/texts.ts'

interface MoreProps {
  /** Where all of them stand. */
  readonly href: string
  readonly shown: number
  readonly texts: Texts
  readonly total: number
  /** For whoever hears the link instead of seeing what it stands below. */
  readonly what: string
}

/** How many there are where only the newest stand, and the way to all. */
export const More = ({ href, shown, texts, total, what }: MoreProps) =>
  shown >= total ? null : (
    <p className="cl-patient__more">
      <span className="cl-muted">{texts('patient:more:newest', { shown, total })}</span>{' '}
      <a href={href}>
        {texts('patient:more:all')}
        <span className="cl-unseen">: {what}</span>
      </a>
    </p>
  )

import { Link } from '@payloadcms/ui'
import { LABEL_NAMES } from '../../../../domain/tenancy/presets.ts'
import type { Words } from '../../../../translations/index.ts'
import type { Texts } from '../../../shared/texts.ts'

interface WordListProps {
  /** For who may change them. */
  readonly changePath: string | undefined
  readonly texts: Texts
  readonly words: Words
}

const withCapital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/** The words that the clinic reads instead of ours. @rule TEN-9 */
export const WordList = ({ changePath, texts, words }: WordListProps) => (
  <section aria-labelledby="cl-words" className="cl-card">
    <div className="cl-card__head">
      <h2 id="cl-words">{texts('settings:words:title')}</h2>
    </div>
    <p className="cl-muted">{texts('settings:words:help')}</p>
    <dl className="cl-words">
      {LABEL_NAMES.map((name) => (
        <div key={name}>
          <dt>{texts(`settings:words:${name}`)}</dt>
          <dd>{words[withCapital(name)]}</dd>
        </div>
      ))}
    </dl>
    {changePath === undefined ? (
      <p className="cl-muted">{texts('settings:words:fixed')}</p>
    ) : (
      <Link className="cl-button" href={changePath} prefetch={false}>
        {texts('settings:words:change')}
      </Link>
    )}
  </section>
)

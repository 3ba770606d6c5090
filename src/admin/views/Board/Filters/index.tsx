import type { BookingChoices } from '../../../../operations/catalog/readBookingChoices.ts'
import { SelectField } from '../../../components/SelectField/index.tsx'
import { adminPath } from '../../../shared/adminPath.ts'
import { PAGES } from '../../../shared/pages.ts'
import type { Viewer } from '../../../shared/viewer.ts'

interface FiltersProps {
  readonly asked: { readonly location: string | undefined; readonly therapist: string | undefined }
  readonly choices: BookingChoices
  readonly viewer: Viewer
}

/** A plain form: it works without scripts, and what is shown stands in the address. */
export const Filters = ({ asked, choices, viewer: { req, texts } }: FiltersProps) => {
  const action = adminPath(req, PAGES.board.path)
  const fields = [
    ['therapist', texts('board:booking:therapist'), choices.therapists],
    ['location', texts('board:booking:location'), choices.locations],
  ] as const
  const offered = fields.filter(([, , options]) => options.length > 1)
  const isNarrowed = asked.location !== undefined || asked.therapist !== undefined
  if (offered.length === 0 && !isNarrowed) return null
  return (
    <form action={action} aria-label={texts('board:filter:title')} className="cl-board__filters">
      {offered.map(([name, label, options]) => (
        <SelectField
          defaultValue={asked[name] ?? ''}
          key={name}
          label={label}
          name={name}
          options={options}
        >
          <option value="">{texts('board:filter:all')}</option>
        </SelectField>
      ))}
      <button className="cl-button" type="submit">
        {texts('board:filter:apply')}
      </button>
      {isNarrowed ? (
        <a className="cl-button" href={action}>
          {texts('board:filter:clear')}
        </a>
      ) : null}
    </form>
  )
}

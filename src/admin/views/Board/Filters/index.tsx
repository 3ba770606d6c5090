import type { BookingChoices } from '../../../../operations/catalog/readBookingChoices.ts'
import type { Viewer } from '../../../shared/viewer.ts'

interface FiltersProps {
  readonly action: string
  readonly asked: { readonly location: string | undefined; readonly therapist: string | undefined }
  readonly choices: BookingChoices
  readonly viewer: Viewer
}

/** A plain form: it works without scripts, and what is shown stands in the address. */
export const Filters = ({ action, asked, choices, viewer: { texts } }: FiltersProps) => {
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
        <div className="cl-field" key={name}>
          <label htmlFor={`filter-${name}`}>{label}</label>
          <select defaultValue={asked[name] ?? ''} id={`filter-${name}`} name={name}>
            <option value="">{texts('board:filter:all')}</option>
            {options.map((option) => (
              <option key={option.id} value={option.id}>
                {option.name}
              </option>
            ))}
          </select>
        </div>
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

import type { LogChoices } from '../../../../operations/operation/readLogChoices.ts'
import { slugs } from '../../../../slugs.ts'
import { SelectField } from '../../../components/SelectField/index.tsx'
import { adminPath } from '../../../shared/adminPath.ts'
import { PAGES } from '../../../shared/pages.ts'
import type { Viewer } from '../../../shared/viewer.ts'
import type { Asked } from '../asked.ts'
import { actionOf, ACTIONS, actionWords, resourceWords } from '../words.ts'

interface FiltersProps {
  readonly asked: Asked
  readonly choices: LogChoices
  readonly viewer: Viewer
}

/** A plain form: it works without scripts, and what is shown stands in the address. */
export const Filters = ({ asked, choices, viewer }: FiltersProps) => {
  const { req, texts } = viewer
  const named = (name: string, id: string) => ({ id, name })
  const selects = [
    ['user', texts('audit:user'), choices.people],
    [
      'action',
      texts('audit:action'),
      ACTIONS.map((key) => named(actionWords(viewer, key), actionOf(key))),
    ],
    [
      'resource',
      texts('audit:resource'),
      Object.values(slugs).map((slug) => named(resourceWords(viewer, slug), slug)),
    ],
  ] as const
  const days = [
    ['from', texts('audit:from')],
    ['to', texts('audit:to')],
  ] as const
  return (
    <form action={adminPath(req, PAGES.audit.path)} className="cl-audit__filters">
      {asked.patient === undefined ? null : (
        <input name="patient" type="hidden" value={asked.patient} />
      )}
      {days.map(([name, label]) => (
        <label className="cl-field" key={name}>
          <span>{label}</span>
          <input defaultValue={asked[name] ?? ''} name={name} type="date" />
        </label>
      ))}
      {selects.map(([name, label, options]) => (
        <SelectField
          defaultValue={asked[name] ?? ''}
          key={name}
          label={label}
          name={name}
          options={options}
        >
          <option value="">{texts('audit:all')}</option>
        </SelectField>
      ))}
      <button className="cl-button cl-button--primary" type="submit">
        {texts('audit:show')}
      </button>
    </form>
  )
}

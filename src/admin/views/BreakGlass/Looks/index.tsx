import type { Look } from '../../../../operations/tenancy/readLooks.ts'
import { slugs } from '../../../../slugs.ts'
import { ActionButton } from '../../../components/ActionButton/index.client.tsx'
import { adminPath } from '../../../shared/adminPath.ts'
import { type Formats, formatsOf } from '../../../shared/formats.ts'
import type { Viewer } from '../../../shared/viewer.ts'

interface LooksProps {
  readonly looks: readonly Look[]
  readonly viewer: Viewer
}

const formatsFor = ({ timezone }: Look, { clinic }: Viewer): Formats =>
  formatsOf({ ...clinic, timezone })

/** Where the platform goes on to read. */
const Doors = ({ viewer: { clinic, req } }: { readonly viewer: Viewer }) => (
  <span className="cl-looks-doors">
    {(['patients', 'sessions'] as const).map((name) => (
      <a href={adminPath(req, `/collections/${slugs[name]}`)} key={name}>
        {clinic.words[name === 'patients' ? 'Patients' : 'Sessions']}
      </a>
    ))}
  </span>
)

/** What runs, each with its end. */
export const RunningLooks = ({ looks, viewer }: LooksProps) => (
  <ul className="cl-list">
    {looks.map((look) => (
      <li className="cl-row" key={look.id}>
        <div className="cl-row__main">
          <strong>{look.isOwn ? look.clinic : look.by}</strong>{' '}
          <span className="cl-pill cl-pill--warn">
            {viewer.texts('breakGlass:running:until', {
              time: formatsFor(look, viewer).dateTime(look.expiresAt),
              zone: look.timezone,
            })}
          </span>
          <p className="cl-muted">{look.reason}</p>
          {look.isOwn ? <Doors viewer={viewer} /> : null}
        </div>
        <div className="cl-row__end">
          <ActionButton
            describes={look.isOwn ? look.clinic : look.by}
            label={viewer.texts('breakGlass:end')}
            path={`/tenants/${look.tenant}/break-glass/end`}
            variant="danger"
          />
        </div>
      </li>
    ))}
  </ul>
)

/** What is over: who, which clinic, when, why. */
export const PastLooks = ({ looks, viewer }: LooksProps) => (
  <ul className="cl-list">
    {looks.map((look) => {
      const formats = formatsFor(look, viewer)
      return (
        <li className="cl-row" key={look.id}>
          <div className="cl-row__main">
            <strong>{look.by}</strong> · {look.clinic}
            <p className="cl-muted">{look.reason}</p>
          </div>
          <div className="cl-row__end cl-muted">
            {viewer.texts('breakGlass:past:span', {
              from: formats.dateTime(look.openedAt),
              until: formats.time(look.endedAt ?? look.expiresAt),
            })}
          </div>
        </li>
      )
    })}
  </ul>
)

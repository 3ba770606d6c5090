import type { AdminViewServerProps } from 'payload'
import { ROLES } from '../../../domain/people/roles.ts'
import { type Colleague, type Invited, readTeam } from '../../../operations/tenancy/readTeam.ts'
import { slugs } from '../../../slugs.ts'
import { adminPath } from '../../shared/adminPath.ts'
import { optionText } from '../../shared/optionText.ts'
import { Screen } from '../../shared/Screen/index.tsx'
import { type Viewer, viewerOf } from '../../shared/viewer.ts'
import { InviteDialog } from './InviteDialog.client.tsx'
import { ResetDialog } from './ResetDialog.client.tsx'

interface OneProps<One> {
  readonly one: One
  readonly viewer: Viewer
}

const rolesText = ({ one: { roles }, viewer }: OneProps<{ roles: readonly string[] }>): string =>
  roles.map((role) => optionText(viewer, role)).join(', ')

const Person = ({ one, viewer }: OneProps<Colleague>) => {
  const { req, texts } = viewer
  return (
    <li className="cl-row" data-person={one.email}>
      <div className="cl-row__main">
        <a href={adminPath(req, `/collections/${slugs.memberships}/${one.membership}`)}>
          <strong>{one.name}</strong>
        </a>
        <p className="cl-muted">
          {one.email} · {rolesText({ one, viewer })}
        </p>
      </div>
      <div className="cl-row__end">
        {one.isActive ? null : <span className="cl-pill">{texts('team:inactive')}</span>}
        {one.hasMfa ? (
          <span className="cl-pill cl-pill--good">{texts('team:mfa')}</span>
        ) : (
          <span className="cl-pill">{texts('team:noMfa')}</span>
        )}
        {one.canResetMfa ? <ResetDialog name={one.name} user={one.user} /> : null}
      </div>
    </li>
  )
}

const Asked = ({ one, viewer }: OneProps<Invited>) => (
  <li className="cl-row" data-invited={one.email}>
    <div className="cl-row__main">
      <strong>{one.name}</strong>
      <p className="cl-muted">
        {one.email} · {rolesText({ one, viewer })}
      </p>
    </div>
    <div className="cl-row__end cl-muted">
      {viewer.texts('team:until', { time: viewer.formats.dateTime(one.expiresAt) })}
    </div>
  </li>
)

/** Who works in the clinic, who was invited, and what helps somebody who lost their codes. @rule USR-5 USR-6 */
export const Team = async (page: AdminViewServerProps) => {
  const viewer = await viewerOf(page.initPageResult.req, 'team')
  const { colleagues, invited, locations } = await readTeam(viewer.req, viewer.clinic.id)
  const { texts } = viewer
  const roles = ROLES.map((id) => ({ id, name: optionText(viewer, id) }))
  return (
    <Screen
      actions={<InviteDialog locations={locations} roles={roles} />}
      lead={<p>{texts('team:lead')}</p>}
      page={page}
      title={texts('team:title')}
      viewer={viewer}
    >
      <div className="cl-grid">
        {invited.length === 0 ? null : (
          <section aria-labelledby="cl-invited" className="cl-card" data-part="invited">
            <div className="cl-card__head">
              <h2 id="cl-invited">{texts('team:invited')}</h2>
            </div>
            <ul className="cl-list">
              {invited.map((one) => (
                <Asked key={one.id} one={one} viewer={viewer} />
              ))}
            </ul>
          </section>
        )}
        <section aria-labelledby="cl-people" className="cl-card" data-part="people">
          <div className="cl-card__head">
            <h2 id="cl-people">{texts('team:people')}</h2>
          </div>
          <ul className="cl-list">
            {colleagues.map((one) => (
              <Person key={one.membership} one={one} viewer={viewer} />
            ))}
          </ul>
        </section>
      </div>
    </Screen>
  )
}

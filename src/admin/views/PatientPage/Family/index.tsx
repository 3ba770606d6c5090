import { slugs } from '../../../../slugs.ts'
import { adminPath } from '../../../shared/adminPath.ts'
import { optionText } from '../../../shared/optionText.ts'
import type { PartProps } from '../part.ts'

const Contacts = ({ page: { family }, viewer }: PartProps) => (
  <ul className="cl-list">
    {family.contacts.map((contact) => (
      <li className="cl-row" key={contact.id}>
        <div className="cl-row__main">
          <a href={adminPath(viewer.req, `/collections/${slugs.contacts}/${contact.id}`)}>
            {contact.name}
          </a>{' '}
          <span className="cl-muted">{optionText(viewer, contact.relationship)}</span>
          <div className="cl-patient__ways">
            {contact.phone === null ? null : <a href={`tel:${contact.phone}`}>{contact.phone}</a>}
            {contact.email === null ? null : (
              <a href={`mailto:${contact.email}`}>{contact.email}</a>
            )}
          </div>
          <div className="cl-patient__tags">
            {contact.rights.map((right) => (
              <span
                className={`cl-pill${right === 'isPrimary' ? ' cl-pill--accent' : ''}`}
                key={right}
              >
                {viewer.texts(`patient:contacts:right:${right}`)}
              </span>
            ))}
          </div>
        </div>
      </li>
    ))}
  </ul>
)

/** Who belongs to the patient: contacts, others of the family, who treats. @rule PAT-5 */
export const Family = (props: PartProps) => {
  const { page, viewer } = props
  const { texts } = viewer
  const { careTeam, contacts, others } = page.family
  return (
    <section aria-labelledby="family" className="cl-card" data-part="family">
      <div className="cl-card__head">
        <h2 id="family">{texts('patient:family:title')}</h2>
      </div>
      {contacts.length === 0 ? (
        <p className="cl-empty">{texts('patient:contacts:empty')}</p>
      ) : (
        <Contacts {...props} />
      )}
      {others.length === 0 ? null : (
        <>
          <h3>{texts('patient:family:others')}</h3>
          <ul className="cl-list">
            {others.map((other) => (
              <li className="cl-row" key={other.id}>
                <a href={adminPath(viewer.req, `/patients/${other.id}`)}>{other.name}</a>
                <span className="cl-muted">{other.number}</span>
                {other.isActive ? null : (
                  <span className="cl-pill">{texts('patient:inactive')}</span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {careTeam.length === 0 ? null : (
        <p className="cl-patient__team">
          <strong>{texts('patient:careTeam')}:</strong>{' '}
          {careTeam.map(({ name }) => name).join(', ')}
        </p>
      )}
    </section>
  )
}

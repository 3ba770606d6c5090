import { slugs } from '../../../../slugs.ts'
import { adminPath } from '../../../shared/adminPath.ts'
import { isFor, PAGES } from '../../../shared/pages.ts'
import type { PartProps } from '../part.ts'

/** What the viewer may do with the patient from here. */
export const Actions = ({ page, viewer }: PartProps) => {
  const { patient } = page
  const { req, texts } = viewer
  return (
    <>
      {page.canBook && patient.active !== false && !patient.deceasedAt ? (
        <a
          className="cl-button cl-button--primary"
          href={`${adminPath(req, PAGES.board.path)}?patient=${patient.id}#booking`}
        >
          {texts('patient:actions:book')}
        </a>
      ) : null}
      {isFor('audit', viewer.roles) ? (
        <a className="cl-button" href={`${adminPath(req, PAGES.audit.path)}?patient=${patient.id}`}>
          {texts('audit:opened')}
        </a>
      ) : null}
      {page.canEdit ? (
        <a
          className="cl-button"
          href={adminPath(req, `/collections/${slugs.patients}/${patient.id}`)}
        >
          {texts('patient:actions:edit')}
        </a>
      ) : null}
    </>
  )
}

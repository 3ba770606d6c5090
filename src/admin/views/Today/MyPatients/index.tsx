import type { MyPatient } from '../../../../operations/people/readMyPatients.ts'
import { adminPath } from '../../../shared/adminPath.ts'
import { formatsOf } from '../../../shared/formats.ts'
import type { Viewer } from '../../../shared/viewer.ts'

interface MyPatientsProps {
  readonly patients: readonly MyPatient[]
  readonly viewer: Viewer
}

interface WhenProps {
  readonly label: string
  readonly viewer: Viewer
  readonly when: MyPatient['last']
}

const When = ({ label, viewer, when }: WhenProps) => {
  const { clinic, req, texts } = viewer
  return (
    <span>
      <span className="cl-muted">{label}: </span>
      {when === null ? (
        <span className="cl-muted">{texts('today:none')}</span>
      ) : (
        <a href={adminPath(req, `/sessions/${when.session}`)}>
          {formatsOf({ ...clinic, timezone: when.timezone }).dateTime(when.at)}
        </a>
      )}
    </span>
  )
}

/** The patients of the viewer's care teams with their last and next session together. @rule RPT-3 */
export const MyPatients = ({ patients, viewer }: MyPatientsProps) => {
  const { formats, req, texts } = viewer
  return (
    <section aria-labelledby="cl-patients" className="cl-card">
      <div className="cl-card__head">
        <h2 id="cl-patients">{texts('today:myPatients')}</h2>
        <span className="cl-muted">{formats.number(patients.length)}</span>
      </div>
      {patients.length === 0 ? (
        <p className="cl-empty">{texts('today:noPatients')}</p>
      ) : (
        <ul className="cl-list cl-patients">
          {patients.map((patient) => (
            <li className="cl-patients__row" key={patient.id}>
              <a className="cl-patients__name" href={adminPath(req, `/patients/${patient.id}`)}>
                {patient.name}
              </a>
              <p className="cl-patients__when">
                <When label={texts('today:nextSession')} viewer={viewer} when={patient.next} />
                <When label={texts('today:lastSession')} viewer={viewer} when={patient.last} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

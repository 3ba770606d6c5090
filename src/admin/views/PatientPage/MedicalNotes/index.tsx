import { NotesEditor } from '../../../components/NotesEditor/index.client.tsx'
import type { PartProps } from '../part.ts'

/** For whoever may read them; everybody else learns whether there are some. @rule PAT-11 */
export const MedicalNotes = ({ page: { canReadMedicalNotes, patient }, viewer }: PartProps) => {
  const { texts } = viewer
  const told = patient.hasMedicalNotes === true ? 'there' : 'empty'
  return (
    <section aria-labelledby="medical-notes" className="cl-card" data-part="medical-notes">
      <div className="cl-card__head">
        <h2 id="medical-notes">{texts('patient:medicalNotes:title')}</h2>
      </div>
      {canReadMedicalNotes ? (
        <NotesEditor
          describes={patient.fullName ?? ''}
          id={patient.id}
          kind="patients.medicalNotes"
          notes={patient.medicalNotes ?? ''}
        />
      ) : (
        <p className="cl-empty">{texts(`patient:medicalNotes:${told}`)}</p>
      )}
    </section>
  )
}

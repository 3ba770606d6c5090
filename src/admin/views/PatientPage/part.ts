import type { PatientPage } from '../../../operations/people/readPatientPage.ts'
import type { Viewer } from '../../shared/viewer.ts'

/** What every part of the patient's page gets. */
export interface PartProps {
  readonly page: PatientPage
  readonly viewer: Viewer
}

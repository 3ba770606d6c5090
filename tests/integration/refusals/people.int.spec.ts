import { describeRefusals } from '../../support/refusals.ts'
import { patientCases } from './cases/patients.ts'
import { contactCases, staffCases } from './cases/staff.ts'

describeRefusals({ Contacts: contactCases, Patients: patientCases, Staff: staffCases })

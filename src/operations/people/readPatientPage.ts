import type { PayloadRequest } from 'payload'
import { mayReadMedicalNotes } from '../../access/medicalNotes.ts'
import { may } from '../../access/permissions.ts'
import { isRefusal } from '../../domain/errors.ts'
import { wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import type { Patient } from '../../payload-types.ts'
import { slugs } from '../../slugs.ts'
import { findVisible, type Visible } from '../common/findVisible.ts'
import type { Newest } from '../common/queryNewest.ts'
import { nowMs } from '../common/services.ts'
import { tenantContext } from '../common/tenantContext.ts'
import { recordOperation } from '../operation/recordOperation.ts'
import { type PatientMessage, readPatientMessages } from '../messaging/readPatientMessages.ts'
import { type PatientPayment, readPatientPayments } from '../money/readPatientPayments.ts'
import { readStatement, type Statement } from '../money/statement.ts'
import { type PatientSessions, readPatientSessions } from './readPatientSessions.ts'
import { type PatientFamily, readPatientFamily } from './readPatientFamily.ts'

export interface PatientPage {
  readonly canBook: boolean
  readonly canEdit: boolean
  /** Else they are not part of the patient here, only whether there are some. */
  readonly canReadMedicalNotes: boolean
  readonly canRecordPayments: boolean
  readonly family: PatientFamily
  readonly messages: Newest<PatientMessage>
  readonly patient: Patient
  /** Null where amounts are hidden. */
  readonly payments: null | Newest<PatientPayment>
  readonly sessions: PatientSessions
  /** Null for who reads no statements. */
  readonly statement: null | Statement
  readonly tenant: string
  readonly todayOn: string
}

const findPatient = async (
  req: PayloadRequest,
  id: string,
): Promise<undefined | Visible<Patient>> => {
  try {
    return await findVisible(req, slugs.patients, { id })
  } catch (error) {
    if (isRefusal(error) && error.code === 'not-found') return undefined
    throw error
  }
}

/**
 * Everything about one patient that the caller may know, each part by its own right; undefined for a
 * patient who is unknown, foreign or of nobody's care team the caller is in.
 * @rule PAT-8 TEN-4
 */
export const readPatientPage = (
  req: PayloadRequest,
  of: { id: string; page: number },
): Promise<PatientPage | undefined> =>
  recordOperation(req, { action: 'read', resource: slugs.patients }, async (note) => {
    const found = await findPatient(req, of.id)
    if (found === undefined) return undefined
    const { doc: patient, tenant } = found
    const one = { patient: patient.id, tenant }
    note({ document: patient.id, patients: [patient.id], tenant })
    const { timezone } = await tenantContext(req, tenant)
    const [family, messages, payments, sessions, statement] = await Promise.all([
      readPatientFamily(req, one),
      readPatientMessages(req, one),
      readPatientPayments(req, one),
      readPatientSessions(req, { ...one, page: of.page }),
      may(req, 'statements.read', tenant) ? readStatement(req, patient.id) : null,
    ])
    note({ patients: family.others.map(({ id }) => id) })
    return {
      canBook: may(req, 'sessions.create', tenant),
      canEdit: may(req, 'patients.update', tenant),
      canReadMedicalNotes: await mayReadMedicalNotes(req, patient),
      canRecordPayments: may(req, 'payments.record', tenant),
      family,
      messages,
      patient,
      payments,
      sessions,
      statement,
      tenant,
      todayOn: wallTimeAt(nowMs(req), timezone).on,
    }
  })

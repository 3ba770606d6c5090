import type { PayloadRequest } from 'payload'
import { mayReadMedicalNotes } from '../../access/medicalNotes.ts'
import { isWithoutUser, membershipIn } from '../../access/rights.ts'
import { query, queryOne } from '../../db/query.ts'
import { forbidden, staleDocument } from '../../domain/errors.ts'
import { slugs } from '../../slugs.ts'
import { findVisible } from '../common/findVisible.ts'
import type { Place } from '../operation/envelope.ts'
import { openText, sealText } from '../operation/protectedTexts.ts'
import { inOperation } from '../operation/recordOperation.ts'

export interface MedicalNotesInput {
  /** Empty: there are none any more. */
  readonly medicalNotes: string
  /** The notes as the writer read them: others since then are not overwritten. */
  readonly replaces?: string | undefined
}

interface Stored {
  readonly sealed: null | string
  readonly updatedAt: Date
}

const ensureStillThere = async (
  req: PayloadRequest,
  place: Place,
  { input, stored }: { input: MedicalNotesInput; stored: Stored },
): Promise<void> => {
  if (input.replaces === undefined) return
  const text = stored.sealed === null ? '' : await openText(req, place, stored.sealed)
  if (text !== input.replaces && text !== input.medicalNotes) {
    const updatedAt = new Date(stored.updatedAt).toISOString()
    throw staleDocument({ by: '–', fields: ['medicalNotes'], updatedAt })
  }
}

/**
 * The medical notes of a patient, by whoever may read them: admins and the care team.
 * Refuses `not-found`, `forbidden`, `stale-document`.
 * @rule PAT-11 SEC-8
 */
export const writeMedicalNotes = (
  req: PayloadRequest,
  id: string,
  input: MedicalNotesInput,
): Promise<{ hasMedicalNotes: boolean }> =>
  inOperation(req, { action: 'update', document: id, resource: slugs.patients }, async (note) => {
    const { doc, tenant } = await findVisible(req, slugs.patients, { id })
    note({ facts: { fields: ['medicalNotes'] }, patients: [id], tenant })
    // The platform's look into a clinic is for reading.
    const isOfClinic = isWithoutUser(req) || membershipIn(req, tenant) !== undefined
    if (!isOfClinic || !(await mayReadMedicalNotes(req, doc))) {
      throw forbidden({ action: 'patients.read-medical-notes' })
    }
    const stored = await queryOne<{ sealed: null | string; updatedAt: Date }>(
      req,
      `select medical_notes as sealed, updated_at as "updatedAt" from patients where id = $1 for update`,
      [id],
    )
    const place = { collection: slugs.patients, document: id, field: 'medicalNotes', owner: tenant }
    await ensureStillThere(req, place, { input, stored })
    const hasMedicalNotes = input.medicalNotes !== ''
    const sealed = hasMedicalNotes ? await sealText(req, place, input.medicalNotes) : null
    await query(
      req,
      `update patients set medical_notes = $2::text, has_medical_notes = $2::text is not null, updated_at = now()
        where id = $1`,
      [id, sealed],
    )
    return { hasMedicalNotes }
  })

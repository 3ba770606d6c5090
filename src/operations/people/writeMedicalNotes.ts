import type { PayloadRequest } from 'payload'
import { mayReadMedicalNotes } from '../../access/medicalNotes.ts'
import { inTransaction, query, queryOne } from '../../db/query.ts'
import { forbidden, staleDocument } from '../../domain/errors.ts'
import { slugs } from '../../slugs.ts'
import { findVisible } from '../common/findVisible.ts'
import type { Place } from '../operation/envelope.ts'
import { openText, sealText } from '../operation/protectedTexts.ts'
import { recordEvent } from '../operation/recordEvent.ts'

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
    throw staleDocument({ updatedAt: new Date(stored.updatedAt).toISOString() })
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
  inTransaction(req, async () => {
    const { doc, tenant } = await findVisible(req, slugs.patients, { id })
    if (!(await mayReadMedicalNotes(req, doc))) {
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
    await recordEvent(req, {
      action: 'update',
      document: id,
      facts: { fields: ['medicalNotes'] },
      patients: [id],
      resource: slugs.patients,
      tenant,
    })
    return { hasMedicalNotes }
  })

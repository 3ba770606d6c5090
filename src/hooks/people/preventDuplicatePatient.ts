import type { CollectionBeforeChangeHook } from 'payload'
import { idOf } from '../../domain/ids.ts'
import { possibleDuplicate } from '../../domain/people/errors.ts'
import { findDuplicates } from '../../operations/people/findDuplicates.ts'
import type { Patient } from '../../payload-types.ts'

/** Likely duplicates are shown before saving; saving anyway is allowed and recorded. @rule PAT-12 */
export const preventDuplicatePatient: CollectionBeforeChangeHook<Patient> = async ({
  data,
  operation,
  req,
}) => {
  if (operation !== 'create') return data
  const found = await findDuplicates(req, idOf(data.tenant) ?? '', {
    ...data,
    contact: idOf(data.primaryContact),
  })
  if (found.length === 0) return data
  const candidates = found.map(({ firstName, id, lastName, number }) => ({
    firstName,
    id,
    lastName,
    number,
  }))
  if (data.acceptDuplicate !== true) throw possibleDuplicate({ candidates })
  return { ...data, duplicateOf: candidates.map(({ number }) => number) }
}

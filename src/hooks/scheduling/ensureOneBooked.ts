import type { CollectionBeforeChangeHook } from 'payload'
import { userIdOf } from '../../access/rights.ts'
import { readOnlyField } from '../../domain/errors.ts'
import { idOf } from '../../domain/ids.ts'
import { patientOrGroup } from '../../domain/scheduling/errors.ts'
import type { Session } from '../../payload-types.ts'

/** A session is for one patient, and stays theirs. @rule SES-1 */
export const ensureOneBooked: CollectionBeforeChangeHook<Session> = ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const next: Partial<Session> = { ...originalDoc, ...data }
  const patient = idOf(next.patient)
  if (patient === undefined) throw patientOrGroup({})
  const before = idOf(originalDoc?.patient)
  if (operation === 'update' && before !== undefined && before !== patient) {
    throw readOnlyField({ field: 'patient' })
  }
  return operation === 'create' ? { ...data, bookedBy: userIdOf(req) ?? null } : data
}

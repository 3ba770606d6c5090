import type { CollectionBeforeChangeHook } from 'payload'
import { isTimezone } from '../../domain/tenancy/places.ts'
import { invalidTimezone } from '../../domain/tenancy/errors.ts'
import { MIN_NAME_LENGTH } from '../../domain/people/patients.ts'
import { fullNameOf } from '../../domain/people/contacts.ts'
import { nameTooShort, primaryContactRequired } from '../../domain/people/errors.ts'
import { query } from '../../db/query.ts'
import type { Contact } from '../../payload-types.ts'

/** A contact has a name, and keeps its phone while it is somebody's primary one. @rule PAT-2 */
export const ensureContactIsValid: CollectionBeforeChangeHook<Contact> = async ({
  data,
  operation,
  originalDoc,
  req,
}) => {
  const next = { ...originalDoc, ...data }
  if (fullNameOf(next).length < MIN_NAME_LENGTH) {
    throw nameTooShort({ field: 'firstName', minLength: MIN_NAME_LENGTH })
  }
  const timezone = next.timezone ?? ''
  if (timezone !== '' && !isTimezone(timezone)) throw invalidTimezone({ field: 'timezone' })
  if (operation === 'update' && !next.phone && originalDoc?.phone) {
    const rows = await query(
      req,
      'select 1 from patients_guardians where contact_id = $1 and is_primary limit 1',
      [originalDoc.id],
    )
    if (rows.length > 0) throw primaryContactRequired({ field: 'phone' })
  }
  return data
}

import type { CollectionBeforeChangeHook } from 'payload'
import { query } from '../../db/query.ts'
import { idOf } from '../../domain/ids.ts'
import { ageOn } from '../../domain/people/patients.ts'
import {
  primaryContactRequired,
  selfContactUnderage,
  twoPrimaryContacts,
} from '../../domain/people/errors.ts'
import { wallTimeAt } from '../../domain/scheduling/wallClock.ts'
import { nowMs } from '../../operations/common/services.ts'
import { tenantContext } from '../../operations/common/tenantContext.ts'
import type { Patient } from '../../payload-types.ts'

/** Exactly one primary contact, with a phone; nobody under age is their own. @rule PAT-2 PAT-5 */
export const ensureGuardiansAreValid: CollectionBeforeChangeHook<Patient> = async ({
  data,
  originalDoc,
  req,
}) => {
  const next: Partial<Patient> = { ...originalDoc, ...data }
  const guardians = next.guardians ?? []
  const primaries = guardians.filter(({ isPrimary }) => isPrimary === true)
  if (primaries.length > 1) throw twoPrimaryContacts({})
  const primaryContact = idOf(primaries[0]?.contact)
  if (primaryContact === undefined) throw primaryContactRequired({})
  const [contact] = await query<{ phone: string | null }>(
    req,
    'select phone from contacts where id = $1',
    [primaryContact],
  )
  if ((contact?.phone ?? '') === '') throw primaryContactRequired({})
  const isOwnContact = guardians.some(({ relationship }) => relationship === 'self')
  if (isOwnContact && next.kind !== 'animal') {
    const { settings, timezone } = await tenantContext(req, idOf(next.tenant) ?? '')
    const { adultAgeYears } = settings.people
    const today = wallTimeAt(nowMs(req), timezone).on
    if (ageOn(next.bornOn ?? today, today) < adultAgeYears) {
      throw selfContactUnderage({ adultAge: adultAgeYears })
    }
  }
  return { ...data, primaryContact }
}

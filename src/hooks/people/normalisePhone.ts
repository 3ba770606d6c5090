import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js'
import type { CollectionBeforeValidateHook } from 'payload'
import { idOf } from '../../domain/ids.ts'
import { PHONE_INPUT, stripPhone } from '../../domain/people/patients.ts'
import { invalidPhone } from '../../domain/people/errors.ts'
import { tenantContext } from '../../operations/common/tenantContext.ts'

/** `98765 43210` in India → `+919876543210`. Undefined where that is no number. */
const toE164 = (text: string, country: string): string | undefined => {
  const stripped = stripPhone(text)
  if (!PHONE_INPUT.test(stripped)) return undefined
  const parsed = parsePhoneNumberFromString(stripped, country as CountryCode)
  return parsed?.isPossible() === true ? parsed.number : undefined
}

/** Phones are read with the tenant's country and stored as E.164. @rule PAT-3 */
export const normalisePhone: CollectionBeforeValidateHook<{
  id: string
  phone?: string | null
  tenant: unknown
}> = async ({ data, originalDoc, req }) => {
  const text = data?.phone?.trim()
  if (data === undefined || text === undefined || text === originalDoc?.phone) return data
  if (text === '') return { ...data, phone: null }
  const tenant = idOf(data.tenant) ?? idOf(originalDoc?.tenant)
  if (tenant === undefined) return data
  const phone = toE164(text, (await tenantContext(req, tenant)).country)
  if (phone === undefined) throw invalidPhone({ field: 'phone' })
  return { ...data, phone }
}

import type { CollectionBeforeChangeHook } from 'payload'
import { isPreset, PRESETS } from '../../domain/tenancy/presets.ts'
import {
  invalidCurrency,
  invalidSetting,
  invalidSlug,
  invalidTimezone,
  unknownPreset,
} from '../../domain/tenancy/errors.ts'
import { isCountry, isCurrency, isLocale, isSlug, isTimezone } from '../../domain/tenancy/places.ts'
import type { Tenant } from '../../payload-types.ts'

/** @rule TEN-8 TEN-9 */
export const ensureTenantIsValid: CollectionBeforeChangeHook<Tenant> = ({ data, originalDoc }) => {
  const next = { ...originalDoc, ...data }
  if (!isPreset(next.preset)) throw unknownPreset({ presets: PRESETS })
  if (!isSlug(next.slug)) throw invalidSlug({})
  if (!isTimezone(next.timezone)) throw invalidTimezone({ field: 'timezone' })
  if (!isCurrency(next.currency)) throw invalidCurrency({ field: 'currency' })
  if (!isLocale(next.locale)) throw invalidSetting({ field: 'locale' })
  if (!isCountry(next.country)) throw invalidSetting({ field: 'country' })
  return data
}

import type { CollectionBeforeValidateHook } from 'payload'
import { LABEL_NAMES, PRESET_VALUES, isPreset } from '../../domain/tenancy/presets.ts'
import { toSlug } from '../../domain/tenancy/places.ts'
import type { Tenant } from '../../payload-types.ts'

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === ''

/** First values of a tenant; the preset's words are its own from then on. @rule TEN-8 TEN-9 */
export const fillTenantDefaults: CollectionBeforeValidateHook<Tenant> = ({ data, operation }) => {
  if (operation !== 'create' || data === undefined) return data
  const words = isPreset(data.preset) ? PRESET_VALUES[data.preset].labels : undefined
  const labels = Object.fromEntries(
    LABEL_NAMES.map((name) => [
      name,
      isBlank(data.labels?.[name]) ? words?.[name] : data.labels?.[name],
    ]),
  )
  return {
    ...data,
    country: isBlank(data.country) ? 'IN' : data.country,
    currency: isBlank(data.currency) ? 'INR' : data.currency,
    labels,
    locale: isBlank(data.locale) ? 'en-IN' : data.locale,
    slug: isBlank(data.slug) ? toSlug(data.name ?? '') : data.slug,
    timezone: isBlank(data.timezone) ? 'Asia/Kolkata' : data.timezone,
  }
}

const zoneCache = new Map<string, boolean>()

/** True for an IANA zone this runtime knows. @rule TEN-8 */
export const isTimezone = (value: unknown): value is string => {
  if (typeof value !== 'string' || value.length === 0) return false
  const known = zoneCache.get(value)
  if (known !== undefined) return known
  // Offsets such as "+05:30" are accepted by Intl but are not IANA zones.
  const valid = /^[A-Za-z]/.test(value) && isKnownZone(value)
  zoneCache.set(value, valid)
  return valid
}

const isKnownZone = (value: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).format(0) !== ''
  } catch {
    return false
  }
}

/** True for an ISO 4217 code in use. @rule TEN-8 */
export const isCurrency = (value: unknown): value is string =>
  typeof value === 'string' && Intl.supportedValuesOf('currency').includes(value)

export const isCountry = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Z]{2}$/.test(value)

export const isLocale = (value: unknown): value is string => {
  if (typeof value !== 'string') return false
  try {
    return Intl.getCanonicalLocales(value).length === 1
  } catch {
    return false
  }
}

/** `Sunrise Therapy & Care` → `sunrise-therapy-care`. */
export const toSlug = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')

export const isSlug = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value) && value.length <= 60

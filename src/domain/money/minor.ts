const decimalsCache = new Map<string, number>()

/** How many decimals the currency is written with: ₹ two, ¥ none. */
export const currencyDecimals = (currency: string): number => {
  const known = decimalsCache.get(currency)
  if (known !== undefined) return known
  const decimals =
    new Intl.NumberFormat('en', { currency, style: 'currency' }).resolvedOptions()
      .maximumFractionDigits ?? 2
  decimalsCache.set(currency, decimals)
  return decimals
}

/** `125000`, INR, en-IN → `₹1,250.00`. @rule MON-1 */
export const formatMinor = (amountMinor: number, currency: string, locale: string): string =>
  new Intl.NumberFormat(locale, { currency, style: 'currency' }).format(
    amountMinor / 10 ** currencyDecimals(currency),
  )

/** `1,250.5`, INR → `125050`. Undefined where the text is no amount or has too many decimals. */
export const parseMajor = (text: string, currency: string): number | undefined => {
  const decimals = currencyDecimals(currency)
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text.replaceAll(/[,\s]/g, ''))
  if (match === null) return undefined
  const fraction = match[3] ?? ''
  if (fraction.length > decimals) return undefined
  const minor = Number(`${match[2] ?? '0'}${fraction.padEnd(decimals, '0')}`)
  if (!Number.isSafeInteger(minor)) return undefined
  return match[1] === '-' ? 0 - minor : minor
}

/** The amount as it stands in an input: `125050`, INR → `1250.50`. */
export const toMajorText = (amountMinor: number, currency: string): string =>
  (amountMinor / 10 ** currencyDecimals(currency)).toFixed(currencyDecimals(currency))

/** A percentage of an amount, rounded half up once. @rule MON-1 */
export const percentOf = (amountMinor: number, percent: number): number =>
  // Hundredths of a percent keep the product an exact integer.
  Math.floor((amountMinor * Math.round(percent * 100)) / 10_000 + 0.5)

/** No single amount is larger, so that sums of thousands of them stay exact. */
export const MAX_MINOR = 1_000_000_000_000

export const isMinor = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= MAX_MINOR

export const CATEGORIES = ['individual', 'group', 'family', 'couples', 'assessment'] as const
export const DAY_LIMIT_SCOPES = ['therapist', 'location', 'tenant'] as const
export type DayLimitScope = (typeof DAY_LIMIT_SCOPES)[number]

export const DURATION_LIMITS = { max: 480, min: 5 } as const
export const MAX_BUFFER_MINUTES = 120

export const PRICE_SOURCES = [
  'therapist',
  'type',
  'group',
  'package',
  'follow-up',
  'manual',
] as const
export type PriceSource = (typeof PRICE_SOURCES)[number]

/** One line of why a price is what it is, in order (PRC-6). Screens turn `step` into words. */
export interface PriceLine {
  readonly amountMinor: number
  readonly note?: string
  readonly step: 'base' | 'fallback' | 'manual' | 'not-billable'
}

/** The price as it is frozen on a session. @rule PRC-3 */
export interface PriceSnapshot {
  readonly currency: string
  readonly durationMinutes: number
  readonly explanation: readonly PriceLine[]
  readonly priceMinor: number
  readonly source: PriceSource
}

export interface PriceInput {
  readonly currency: string
  readonly manual?: { readonly priceMinor: number; readonly reason: string } | undefined
  /** The therapist's active row for this type, if there is one. */
  readonly therapistRow: { readonly durationMinutes: number; readonly priceMinor: number } | null
  readonly type: {
    readonly defaultDurationMinutes: number
    readonly defaultPriceMinor: number
    readonly isBillable: boolean
  }
}

/**
 * The therapist's active row, else the type's defaults, for both length and price. The same input
 * always gives the same explanation.
 * @rule PRC-2 PRC-3 PRC-4 PRC-6
 */
export const resolvePrice = (input: PriceInput): PriceSnapshot => {
  const { currency, manual, therapistRow, type } = input
  const durationMinutes = therapistRow?.durationMinutes ?? type.defaultDurationMinutes
  const base: PriceLine =
    therapistRow === null
      ? { amountMinor: type.defaultPriceMinor, step: 'fallback' }
      : { amountMinor: therapistRow.priceMinor, step: 'base' }
  const lines: PriceLine[] = [base]
  let priceMinor = base.amountMinor
  let source: PriceSource = therapistRow === null ? 'type' : 'therapist'
  if (manual !== undefined) {
    lines.push({
      amountMinor: manual.priceMinor - priceMinor,
      note: manual.reason,
      step: 'manual',
    })
    priceMinor = manual.priceMinor
    source = 'manual'
  }
  if (!type.isBillable && priceMinor !== 0) {
    lines.push({ amountMinor: -priceMinor, step: 'not-billable' })
    priceMinor = 0
  }
  return { currency, durationMinutes, explanation: lines, priceMinor, source }
}

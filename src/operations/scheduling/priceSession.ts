import type { PayloadRequest } from 'payload'
import { may } from '../../access/permissions.ts'
import { invalidDuration, negativePrice } from '../../domain/catalog/errors.ts'
import { DURATION_LIMITS, type PriceSnapshot, resolvePrice } from '../../domain/catalog/price.ts'
import { forbidden, notFound, reasonRequired } from '../../domain/errors.ts'
import { isMinor } from '../../domain/money/minor.ts'
import { tenantContext } from '../common/tenantContext.ts'
import { readPriceFacts, type TypeFacts } from './bookingFacts.ts'

export interface ManualPrice {
  readonly priceMinor: number
  readonly reason: string
}

/** The manual price of a body, checked; undefined where none was given. @rule PRC-4 */
export const manualPriceOf = (
  req: PayloadRequest,
  tenant: string,
  given: { priceMinor?: number | null; reason?: string | null } | null | undefined,
): ManualPrice | undefined => {
  const priceMinor = given?.priceMinor
  if (priceMinor === null || priceMinor === undefined) return undefined
  if (req.user !== null && !may(req, 'sessions.override-price', tenant)) {
    throw forbidden({ action: 'sessions.override-price', field: 'manualPrice.priceMinor' })
  }
  if (!isMinor(priceMinor) || priceMinor < 0) {
    throw negativePrice({ field: 'manualPrice.priceMinor' })
  }
  const reason = given?.reason?.trim() ?? ''
  if (reason === '') throw reasonRequired({ field: 'manualPrice.reason' })
  return { priceMinor, reason }
}

/** Staff may set another length than the price says, within TYP-2. */
export const ensureDuration = (durationMinutes: number, field: string): void => {
  const { max, min } = DURATION_LIMITS
  if (!Number.isInteger(durationMinutes) || durationMinutes < min || durationMinutes > max) {
    throw invalidDuration({ field, max, min })
  }
}

/**
 * The price of a therapist and a type as it is now, with its explanation and the type's buffers.
 * @rule PRC-2 PRC-3 PRC-6
 */
export const priceFor = async (
  req: PayloadRequest,
  of: { manual?: ManualPrice | undefined; tenant: string; therapist: string; therapyType: string },
): Promise<{ price: PriceSnapshot; type: TypeFacts }> => {
  const [context, facts] = await Promise.all([
    tenantContext(req, of.tenant),
    readPriceFacts(req, of),
  ])
  if (facts.type === null) throw notFound({ field: 'therapyType' })
  const price = resolvePrice({
    currency: context.currency,
    manual: of.manual,
    therapistRow: facts.price,
    type: facts.type,
  })
  return { price, type: facts.type }
}

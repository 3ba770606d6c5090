import type { CollectionBeforeChangeHook } from 'payload'
import { userIdOf } from '../../access/rights.ts'
import { amountNotPositive, receivedInFuture, tooManyDecimals } from '../../domain/money/errors.ts'
import { validationError } from '../../domain/errors.ts'
import { idOf } from '../../domain/ids.ts'
import { isMinor, MAX_MINOR } from '../../domain/money/minor.ts'
import { invalidInstant } from '../../domain/scheduling/errors.ts'
import { readInstant } from '../../domain/scheduling/wallClock.ts'
import { nowMs } from '../../operations/common/services.ts'
import { tenantContext } from '../../operations/common/tenantContext.ts'
import { payerOf } from '../../operations/money/recordPayment.ts'
import type { Payment } from '../../payload-types.ts'

const ensureAmount = (amount: unknown, field: string): void => {
  if (typeof amount !== 'number' || amount <= 0) throw amountNotPositive({ field })
  if (amount > MAX_MINOR) throw validationError({ faults: [{ code: 'too_big', field }] })
  if (!isMinor(amount)) throw tooManyDecimals({ field })
}

/** A recorded payment is complete, in whole minor units, and not from the future. @rule MON-1 MON-10 */
export const ensurePaymentIsValid: CollectionBeforeChangeHook<Payment> = async ({
  data,
  operation,
  req,
}) => {
  if (operation !== 'create') return data
  ensureAmount(data.amountMinor, 'amountMinor')
  for (const [index, part] of (data.allocations ?? []).entries()) {
    ensureAmount(part.amountMinor, `allocations.${index}.amountMinor`)
  }
  const { timezone } = await tenantContext(req, idOf(data.tenant) ?? '')
  const now = nowMs(req)
  const receivedMs = data.receivedAt ? readInstant(data.receivedAt, timezone) : now
  if (receivedMs === undefined) throw invalidInstant({ field: 'receivedAt' })
  if (receivedMs > now) throw receivedInFuture({})
  return {
    ...data,
    contact: idOf(data.contact) ?? (await payerOf(req, idOf(data.patient) ?? '')),
    receivedAt: new Date(receivedMs).toISOString(),
    recordedBy: userIdOf(req) ?? null,
    status: 'completed',
  }
}

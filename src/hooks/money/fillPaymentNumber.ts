import type { CollectionAfterChangeHook } from 'payload'
import { giveNumber } from '../../operations/common/giveNumber.ts'
import type { Payment } from '../../payload-types.ts'

/** `PAY-000001`, without gaps in a tenant; the counter is the last lock of the transaction. @rule MON-10 */
export const fillPaymentNumber: CollectionAfterChangeHook<Payment> = async ({
  doc,
  operation,
  req,
}) =>
  operation === 'create'
    ? { ...doc, number: await giveNumber(req, { doc, prefix: 'PAY', table: 'payments' }) }
    : doc

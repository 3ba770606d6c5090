import type { CollectionBeforeDeleteHook } from 'payload'
import { paymentFinal } from '../../domain/money/errors.ts'
import type { Payment } from '../../payload-types.ts'
import { slugs } from '../../slugs.ts'

/** A payment that counted keeps its number for ever; a mistyped one is voided. @rule MON-10 MON-14 */
export const preventPaymentDeletion: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const payment = await req.payload.db.findOne<Payment>({
    collection: slugs.payments,
    req,
    where: { id: { equals: id } },
  })
  throw paymentFinal({ status: String(payment?.status) })
}

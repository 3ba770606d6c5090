import type { CollectionAfterChangeHook } from 'payload'
import { postPayment } from '../../operations/money/recordPayment.ts'
import type { Payment } from '../../payload-types.ts'

/** A completed payment posts once, in its own transaction, whoever made it. @rule MON-8 */
export const recordPaymentPosting: CollectionAfterChangeHook<Payment> = async ({
  doc,
  operation,
  req,
}) => {
  if (operation === 'create' && doc.status === 'completed') await postPayment(req, doc)
  return doc
}

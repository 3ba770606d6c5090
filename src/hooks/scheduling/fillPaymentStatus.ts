import type { CollectionAfterChangeHook } from 'payload'
import { readPaymentStatus } from '../../operations/money/readPaymentStatus.ts'
import type { Session } from '../../payload-types.ts'

/** The answer of a booking shows its money as it is after the charge. @rule SES-24 */
export const fillPaymentStatus: CollectionAfterChangeHook<Session> = async ({ doc, req }) => ({
  ...doc,
  paymentStatus: (await readPaymentStatus(req, doc.id)) ?? null,
})

import type { FieldHook } from 'payload'
import { readPaymentStatus } from '../../operations/money/readPaymentStatus.ts'
import type { Session } from '../../payload-types.ts'

/** Derived from the charges, read for a whole page at once. @rule SES-24 */
export const computePaymentStatus: FieldHook<Session> = ({ data, originalDoc, req }) => {
  const id = data?.id ?? originalDoc?.id
  return id === undefined ? undefined : readPaymentStatus(req, id)
}

import { type Charge, openMinor } from './ledger.ts'

export const PAYMENT_STATUSES = [
  'not-billed',
  'pending',
  'partially-paid',
  'paid',
  'refunded',
  'waived',
] as const
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number]

type Amounts = Pick<Charge, 'costMinor' | 'refundedMinor' | 'settledMinor' | 'waivedMinor'>

/** What a session shows of its money. @rule SES-24 */
export const paymentStatusOf = (charges: readonly Amounts[]): PaymentStatus => {
  const sum = charges.reduce(
    (all, charge) => ({
      cost: all.cost + charge.costMinor,
      open: all.open + openMinor(charge as Charge),
      refunded: all.refunded + charge.refundedMinor,
      settled: all.settled + charge.settledMinor,
    }),
    { cost: 0, open: 0, refunded: 0, settled: 0 },
  )
  if (sum.cost === 0) return 'not-billed'
  if (sum.open > 0) return sum.settled > 0 ? 'partially-paid' : 'pending'
  if (sum.settled === 0) return 'waived'
  return sum.refunded === sum.settled ? 'refunded' : 'paid'
}

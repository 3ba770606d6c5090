import {
  type AllocationChange,
  type Charge,
  type ChargeChange,
  type ChargeSource,
  credit,
  movingLegs,
  openMinor,
  type Posting,
  receivable,
  tenantAccount,
} from './ledger.ts'

export const PAYMENT_METHODS = ['cash', 'upi', 'card', 'bank-transfer', 'cheque', 'other'] as const
export type PaymentMethod = (typeof PAYMENT_METHODS)[number]

/** Where the money of a method lies until the bank says otherwise. @rule MON-8 */
export const MONEY_ACCOUNT = {
  'bank-transfer': 'bank',
  card: 'clearing',
  cash: 'cash',
  cheque: 'bank',
  other: 'clearing',
  upi: 'bank',
} as const satisfies Record<PaymentMethod, 'bank' | 'cash' | 'clearing'>

export interface Source {
  readonly sourceId: string
  readonly sourceKind: ChargeSource
}

/** The part of a charge that names it. */
export const source = (charge: Source): Source => ({
  sourceId: charge.sourceId,
  sourceKind: charge.sourceKind,
})

/** A new charge. @rule MON-5 */
export const chargePosting = (of: {
  costMinor: number
  patient: string
  source: Source
}): Posting => ({
  allocations: [],
  charges: [{ ...of.source, costMinor: of.costMinor }],
  kind: 'charge',
  legs: movingLegs(receivable(of.patient, of.costMinor), tenantAccount('revenue', -of.costMinor)),
})

export interface Settlement {
  readonly amountMinor: number
  readonly charge: Charge
}

/** Spreads an amount over open charges, the oldest date first; what is left over stays unspread. */
export const spreadOldestFirst = (
  charges: readonly Charge[],
  amountMinor: number,
): { leftMinor: number; settlements: Settlement[] } => {
  let leftMinor = amountMinor
  const settlements: Settlement[] = []
  const byAge = charges.toSorted(
    (a, b) => a.dueOn.localeCompare(b.dueOn) || a.id.localeCompare(b.id),
  )
  for (const charge of byAge) {
    const part = Math.min(leftMinor, openMinor(charge))
    if (part <= 0) continue
    settlements.push({ amountMinor: part, charge })
    leftMinor -= part
  }
  return { leftMinor, settlements }
}

export const total = (settlements: readonly { amountMinor: number }[]): number =>
  settlements.reduce((sum, { amountMinor }) => sum + amountMinor, 0)

const settles = (settlements: readonly Settlement[], sign: 1 | -1): ChargeChange[] =>
  settlements.map(({ amountMinor, charge }) => ({
    ...source(charge),
    settledMinor: sign * amountMinor,
  }))

const allocates = (
  settlements: readonly Settlement[],
  payment: string | null,
  sign: 1 | -1,
): AllocationChange[] =>
  settlements.map(({ amountMinor, charge }) => ({
    ...source(charge),
    amountMinor: sign * amountMinor,
    payment,
  }))

/** Debits the money account, credits dues for what it settles and credit for the rest. @rule MON-8 */
export const paymentPosting = (of: {
  amountMinor: number
  method: PaymentMethod
  patient: string
  payment: string
  settlements: readonly Settlement[]
}): Posting => {
  const settled = total(of.settlements)
  return {
    allocations: allocates(of.settlements, of.payment, 1),
    charges: settles(of.settlements, 1),
    kind: 'payment',
    legs: movingLegs(
      tenantAccount(MONEY_ACCOUNT[of.method], of.amountMinor),
      receivable(of.patient, -settled),
      credit(of.patient, settled - of.amountMinor),
    ),
  }
}

/** Free credit settles charges. @rule MON-7 */
export const creditPosting = (of: {
  patient: string
  settlements: readonly Settlement[]
}): Posting => {
  const settled = total(of.settlements)
  return {
    allocations: allocates(of.settlements, null, 1),
    charges: settles(of.settlements, 1),
    kind: 'credit-used',
    legs: movingLegs(credit(of.patient, settled), receivable(of.patient, -settled)),
  }
}

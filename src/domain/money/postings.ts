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

interface Source {
  readonly sourceId: string
  readonly sourceKind: ChargeSource
}

const source = (charge: Source): Source => ({
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

const total = (settlements: readonly { amountMinor: number }[]): number =>
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

/** What currently settles a charge, newest first: the order in which it is undone. */
export interface Allocation {
  readonly amountMinor: number
  readonly charge: Charge
  readonly payment: string | null
}

const undoNewestFirst = (allocations: readonly Allocation[], amountMinor: number): Allocation[] => {
  let leftMinor = amountMinor
  const undone: Allocation[] = []
  for (const allocation of allocations) {
    const part = Math.min(leftMinor, allocation.amountMinor)
    if (part <= 0) continue
    undone.push({ ...allocation, amountMinor: part })
    leftMinor -= part
  }
  return undone
}

const undoes = (undone: readonly Allocation[]): AllocationChange[] =>
  undone.map(({ amountMinor, charge, payment }) => ({
    ...source(charge),
    amountMinor: 0 - amountMinor,
    payment,
  }))

/**
 * Brings a charge to another cost: a cancellation to its fee, a changed therapist or type to the new
 * price. What was unpaid is reversed, what was paid above the new cost returns to credit, a waiver
 * falls last.
 * @rule PRC-4 MON-12
 */
export const costChangePosting = (of: {
  /** Newest first. */
  allocations: readonly Allocation[]
  charge: Charge
  kind: 'cancellation' | 'charge-changed'
  newCostMinor: number
}): Posting | undefined => {
  const { charge } = of
  const change = of.newCostMinor - charge.costMinor
  if (change === 0) return undefined
  if (change > 0) {
    return {
      allocations: [],
      charges: [{ ...source(charge), costMinor: change }],
      kind: of.kind,
      legs: movingLegs(receivable(charge.patient, change), tenantAccount('revenue', -change)),
    }
  }
  const fall = -change
  const unpaid = Math.min(fall, openMinor(charge))
  const paid = Math.min(fall - unpaid, charge.settledMinor)
  const waived = fall - unpaid - paid
  const refundedFall = Math.max(0, charge.refundedMinor - (charge.settledMinor - paid))
  return {
    allocations: undoes(undoNewestFirst(of.allocations, paid)),
    charges: [
      {
        ...source(charge),
        costMinor: 0 - fall,
        refundedMinor: 0 - refundedFall,
        settledMinor: 0 - paid,
        waivedMinor: 0 - waived,
      },
    ],
    kind: of.kind,
    legs: movingLegs(
      // What was refunded before has already left revenue.
      tenantAccount('revenue', fall - refundedFall),
      receivable(charge.patient, 0 - unpaid),
      credit(charge.patient, refundedFall - paid),
      tenantAccount('discount', 0 - waived),
    ),
  }
}

/**
 * Takes a mistyped payment back. Its allocations fall and become dues again; what it had put into
 * credit leaves credit, and where that credit was spent meanwhile, the newest spendings are undone.
 * @rule MON-14
 */
export const voidPosting = (of: {
  amountMinor: number
  /** Of this payment. */
  allocations: readonly Allocation[]
  creditMinor: number
  method: PaymentMethod
  patient: string
  /** Credit spent on charges, newest first. */
  spentCredit: readonly Allocation[]
}): Posting => {
  const own = of.allocations.filter(({ amountMinor }) => amountMinor > 0)
  const settled = total(own)
  const fromCredit = of.amountMinor - settled
  const undone = undoNewestFirst(of.spentCredit, Math.max(0, fromCredit - of.creditMinor))
  const all = [...own, ...undone]
  return {
    allocations: undoes(all),
    charges: all.map(({ amountMinor, charge }) => ({
      ...source(charge),
      settledMinor: 0 - amountMinor,
    })),
    kind: 'payment-voided',
    legs: movingLegs(
      tenantAccount(MONEY_ACCOUNT[of.method], 0 - of.amountMinor),
      receivable(of.patient, total(all)),
      credit(of.patient, fromCredit - total(undone)),
    ),
  }
}

/** Lets go of what a charge still asks: a waiver, or dues written off. @rule MON-14 */
export const forgivePosting = (of: {
  kind: 'waiver' | 'write-off'
  patient: string
  settlements: readonly Settlement[]
}): Posting => {
  const forgiven = total(of.settlements)
  return {
    allocations: [],
    charges: of.settlements.map(({ amountMinor, charge }) => ({
      ...source(charge),
      waivedMinor: amountMinor,
    })),
    kind: of.kind,
    legs: movingLegs(
      tenantAccount(of.kind === 'waiver' ? 'discount' : 'write-off', forgiven),
      receivable(of.patient, -forgiven),
    ),
  }
}

/** What a patient owes or has in credit from before. @rule MON-4 */
export const openingPosting = (of: {
  creditMinor: number
  duesMinor: number
  patient: string
  source: Source
}): Posting =>
  of.duesMinor > 0
    ? {
        allocations: [],
        charges: [{ ...of.source, costMinor: of.duesMinor }],
        kind: 'opening-dues',
        legs: movingLegs(
          receivable(of.patient, of.duesMinor),
          tenantAccount('opening-balance', -of.duesMinor),
        ),
      }
    : {
        allocations: [],
        charges: [],
        kind: 'opening-credit',
        legs: movingLegs(
          tenantAccount('opening-balance', of.creditMinor),
          credit(of.patient, -of.creditMinor),
        ),
      }

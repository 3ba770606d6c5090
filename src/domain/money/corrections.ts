import {
  type AllocationChange,
  type Charge,
  credit,
  movingLegs,
  openMinor,
  type Posting,
  receivable,
  tenantAccount,
} from './ledger.ts'
import {
  MONEY_ACCOUNT,
  type PaymentMethod,
  type Settlement,
  source,
  type Source,
  total,
} from './postings.ts'

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

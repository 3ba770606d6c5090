/** Accounts of the ledger, debit-positive (MON-3). `sub` tells gateways and categories apart. */
export const ACCOUNT_KINDS = [
  'patient-receivable',
  'patient-credit',
  'cash',
  'bank',
  'clearing',
  'revenue',
  'discount',
  'write-off',
  'opening-balance',
] as const
export type AccountKind = (typeof ACCOUNT_KINDS)[number]

/** The accounts that a tenant is born with; patients bring their own two. */
export const TENANT_ACCOUNT_KINDS = [
  'cash',
  'bank',
  'clearing',
  'revenue',
  'discount',
  'write-off',
  'opening-balance',
] as const satisfies readonly AccountKind[]

export const TRANSFER_KINDS = [
  'charge',
  'charge-changed',
  'payment',
  'payment-voided',
  'credit-used',
  'cancellation',
  'waiver',
  'waiver-reversed',
  'write-off',
  'write-off-reversed',
  'opening-dues',
  'opening-credit',
] as const
export type TransferKind = (typeof TRANSFER_KINDS)[number]

export interface AccountRef {
  readonly kind: AccountKind
  readonly patient?: string
  readonly sub?: string
}

export interface Leg {
  readonly account: AccountRef
  /** Debit above 0, credit below. */
  readonly amountMinor: number
}

/** A charge as the database holds it. settled + waived ≤ cost; refunded ≤ settled. */
export interface Charge {
  readonly costMinor: number
  /** Local date it belongs to; payments settle the oldest first. */
  readonly dueOn: string
  readonly id: string
  readonly patient: string
  readonly refundedMinor: number
  readonly session: string | null
  readonly settledMinor: number
  readonly sourceId: string
  readonly sourceKind: ChargeSource
  readonly waivedMinor: number
}

export type ChargeSource = 'attendance' | 'opening-balance'

/** What one posting changes on one charge; deltas. A charge that does not exist yet starts at zero. */
export interface ChargeChange {
  readonly costMinor?: number
  readonly refundedMinor?: number
  readonly settledMinor?: number
  readonly sourceId: string
  readonly sourceKind: ChargeSource
  readonly waivedMinor?: number
}

/** Money that settles a charge: from a payment or, where `payment` is null, from credit. */
export interface AllocationChange {
  readonly amountMinor: number
  readonly payment: string | null
  readonly sourceId: string
  readonly sourceKind: ChargeSource
}

/** One balanced event of the ledger with everything that must happen in the same breath. */
export interface Posting {
  readonly allocations: readonly AllocationChange[]
  readonly charges: readonly ChargeChange[]
  readonly kind: TransferKind
  readonly legs: readonly Leg[]
}

export const openMinor = (charge: Charge): number =>
  charge.costMinor - charge.settledMinor - charge.waivedMinor

export const receivable = (patient: string, amountMinor: number): Leg => ({
  account: { kind: 'patient-receivable', patient },
  amountMinor,
})
export const credit = (patient: string, amountMinor: number): Leg => ({
  account: { kind: 'patient-credit', patient },
  amountMinor,
})
export const tenantAccount = (
  kind: (typeof TENANT_ACCOUNT_KINDS)[number],
  amountMinor: number,
): Leg => ({ account: { kind }, amountMinor })

/** Drops empty legs, so that a posting says only what moves. */
export const movingLegs = (...legs: readonly Leg[]): Leg[] =>
  legs.filter((leg) => leg.amountMinor !== 0)

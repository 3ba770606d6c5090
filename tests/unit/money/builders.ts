import type { Allocation } from '../../../src/domain/money/corrections.ts'
import type { AccountKind, Charge, Posting } from '../../../src/domain/money/ledger.ts'
import type { Settlement } from '../../../src/domain/money/postings.ts'

export const PATIENT = 'patient-1'

/** An unpaid charge of a session for 1,000.00. */
export const charge = (over: Partial<Charge> = {}): Charge => {
  const id = over.id ?? 'charge-1'
  return {
    costMinor: 100_000,
    dueOn: '2026-06-02',
    id,
    patient: PATIENT,
    refundedMinor: 0,
    session: `session of ${id}`,
    settledMinor: 0,
    sourceId: `source of ${id}`,
    sourceKind: 'attendance',
    waivedMinor: 0,
    ...over,
  }
}

export const settlement = (of: Charge, amountMinor: number): Settlement => ({
  amountMinor,
  charge: of,
})

/** From a payment, or from credit where `payment` is null. */
export const allocation = (
  of: Charge,
  payment: string | null,
  amountMinor: number,
): Allocation => ({ amountMinor, charge: of, payment })

/** The legs as `kind: amount`; debit above 0. */
export const legsOf = (posting: Posting | undefined): Partial<Record<AccountKind, number>> =>
  Object.fromEntries(
    (posting?.legs ?? []).map(({ account, amountMinor }) => [account.kind, amountMinor]),
  )

const sum = (amounts: readonly number[]): number => amounts.reduce((all, next) => all + next, 0)

/**
 * What the database asks of a posting (MON-2, MON-5): its legs, what it changes in dues against what it
 * changes on charges, and what it settles against what it allocates; each difference is 0.
 */
export const imbalanceOf = ({ allocations, charges, legs }: Posting) => ({
  allocated:
    sum(charges.map(({ settledMinor = 0 }) => settledMinor)) -
    sum(allocations.map(({ amountMinor }) => amountMinor)),
  dues:
    sum(
      legs
        .filter(({ account }) => account.kind === 'patient-receivable')
        .map(({ amountMinor }) => amountMinor),
    ) -
    sum(
      charges.map(
        ({ costMinor = 0, settledMinor = 0, waivedMinor = 0 }) =>
          costMinor - settledMinor - waivedMinor,
      ),
    ),
  legs: sum(legs.map(({ amountMinor }) => amountMinor)),
})
export const BALANCED = { allocated: 0, dues: 0, legs: 0 }

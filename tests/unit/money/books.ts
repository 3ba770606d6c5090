import {
  type Allocation,
  costChangePosting,
  forgivePosting,
  openingPosting,
  voidPosting,
} from '../../../src/domain/money/corrections.ts'
import {
  type AccountKind,
  type AllocationChange,
  type Charge,
  type ChargeChange,
  openMinor,
  type Posting,
} from '../../../src/domain/money/ledger.ts'
import {
  chargePosting,
  creditPosting,
  type PaymentMethod,
  paymentPosting,
  spreadOldestFirst,
} from '../../../src/domain/money/postings.ts'
import { charge, PATIENT } from './builders.ts'

interface Paid {
  readonly amountMinor: number
  readonly id: string
  isVoid: boolean
  readonly method: PaymentMethod
}

const plus = (of: Charge, change: ChargeChange): Charge => ({
  ...of,
  costMinor: of.costMinor + (change.costMinor ?? 0),
  refundedMinor: of.refundedMinor + (change.refundedMinor ?? 0),
  settledMinor: of.settledMinor + (change.settledMinor ?? 0),
  waivedMinor: of.waivedMinor + (change.waivedMinor ?? 0),
})

/** As the ledger shows accounts: credit and income positive, although the books are debit-positive. */
const shownMinor = (kind: AccountKind, balanceMinor: number): number =>
  kind === 'patient-credit' || kind === 'revenue' || kind === 'opening-balance'
    ? 0 - balanceMinor
    : balanceMinor

/** The books of one patient in memory: what the ledger does with postings, without a database. */
export class Books {
  readonly allocated: AllocationChange[] = []
  charges: Charge[] = []
  openingCreditMinor = 0
  openingDuesMinor = 0
  readonly payments: Paid[] = []
  readonly postings: Posting[] = []
  private readonly balances = new Map<AccountKind, number>()

  /** As people see it: credit and revenue above 0. */
  shown(kind: AccountKind): number {
    return shownMinor(kind, this.balances.get(kind) ?? 0)
  }

  /** A session is booked; free credit pays what it can (MON-7). */
  book(costMinor: number, dueOn: string): void {
    const id = `charge-${this.charges.length}`
    const source = { sourceId: id, sourceKind: 'attendance' as const }
    this.charges.push(charge({ costMinor: 0, dueOn, id, ...source }))
    this.post(chargePosting({ costMinor, patient: PATIENT, source }))
    this.useCredit(id)
  }

  changeCost(of: Charge, newCostMinor: number): void {
    this.post(
      costChangePosting({
        allocations: this.current().filter((row) => row.charge.id === of.id),
        charge: of,
        kind: 'cancellation',
        newCostMinor,
      }),
    )
    this.useCredit(of.id)
  }

  forgive(kind: 'waiver' | 'write-off', charges: readonly Charge[], amountMinor: number): void {
    const { settlements } = spreadOldestFirst(charges, amountMinor)
    this.post(forgivePosting({ kind, patient: PATIENT, settlements }))
  }

  open(creditMinor: number, duesMinor: number): void {
    const id = `opening-${this.charges.length}`
    const source = { sourceId: id, sourceKind: 'opening-balance' as const }
    this.charges.push(charge({ costMinor: 0, id, session: null, ...source }))
    this.post(openingPosting({ creditMinor, duesMinor: 0, patient: PATIENT, source }))
    this.post(openingPosting({ creditMinor: 0, duesMinor, patient: PATIENT, source }))
    this.openingCreditMinor += creditMinor
    this.openingDuesMinor += duesMinor
  }

  pay(amountMinor: number, method: PaymentMethod): void {
    const payment = `payment-${this.payments.length}`
    const { settlements } = spreadOldestFirst(this.charges, amountMinor)
    this.post(paymentPosting({ amountMinor, method, patient: PATIENT, payment, settlements }))
    this.payments.push({ amountMinor, id: payment, isVoid: false, method })
  }

  void(payment: Paid): void {
    const rows = this.current()
    this.post(
      voidPosting({
        allocations: rows.filter((row) => row.payment === payment.id),
        amountMinor: payment.amountMinor,
        creditMinor: this.shown('patient-credit'),
        method: payment.method,
        patient: PATIENT,
        spentCredit: rows.filter((row) => row.payment === null),
      }),
    )
    payment.isVoid = true
  }

  /** What settles the charges now, newest first, one row for each charge and payment. */
  private current(): Allocation[] {
    const newestFirst = [...new Set(this.allocated.map(keyOf).reverse())]
    return newestFirst
      .map((key) => this.allocated.filter((row) => keyOf(row) === key))
      .flatMap((rows) => {
        const of = this.charges.find(({ sourceId }) => sourceId === rows[0]?.sourceId)
        const amountMinor = rows.reduce((sum, row) => sum + row.amountMinor, 0)
        return of === undefined
          ? []
          : [{ amountMinor, charge: of, payment: rows[0]?.payment ?? null }]
      })
      .filter(({ amountMinor }) => amountMinor > 0)
  }

  private post(posting: Posting | undefined): void {
    this.postings.push(...(posting === undefined ? [] : [posting]))
    for (const { account, amountMinor } of posting?.legs ?? []) {
      this.balances.set(account.kind, (this.balances.get(account.kind) ?? 0) + amountMinor)
    }
    for (const change of posting?.charges ?? []) {
      this.charges = this.charges.map((of) =>
        of.sourceId === change.sourceId ? plus(of, change) : of,
      )
    }
    this.allocated.push(...(posting?.allocations ?? []))
  }

  private useCredit(id: string): void {
    const open = this.charges.filter((of) => of.id === id && openMinor(of) > 0)
    const { settlements } = spreadOldestFirst(open, this.shown('patient-credit'))
    this.post(creditPosting({ patient: PATIENT, settlements }))
  }
}

const keyOf = (row: AllocationChange): string => `${row.sourceId} ${row.payment ?? 'credit'}`

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { openMinor } from '../../../src/domain/money/ledger.ts'
import { MONEY_ACCOUNT, PAYMENT_METHODS } from '../../../src/domain/money/postings.ts'
import { BALANCED, imbalanceOf } from './builders.ts'
import { Books } from './books.ts'

type Act = (books: Books) => void

const amounts = fc.integer({ max: 200_000, min: 1 })
const picks = fc.nat(1_000)
const dates = fc
  .integer({ max: 28, min: 1 })
  .map((day) => `2026-06-${String(day).padStart(2, '0')}`)
const at = <T>(rows: readonly T[], pick: number): T[] =>
  rows.slice(pick % Math.max(1, rows.length)).slice(0, 1)

const booking = fc.tuple(amounts, dates).map(([cost, dueOn]): Act => (books) => {
  books.book(cost, dueOn)
})
const paying = fc
  .tuple(amounts, fc.constantFrom(...PAYMENT_METHODS))
  .map(([amount, method]): Act => (books) => {
    books.pay(amount, method)
  })
const costing = fc
  .tuple(picks, fc.oneof(fc.constant(0), amounts))
  .map(([pick, cost]): Act => (books) => {
    const sessions = books.charges.filter(({ sourceKind }) => sourceKind === 'attendance')
    for (const charge of at(sessions, pick)) books.changeCost(charge, cost)
  })
const voiding = picks.map((pick): Act => (books) => {
  const valid = books.payments.filter(({ isVoid }) => !isVoid)
  for (const payment of at(valid, pick)) books.void(payment)
})
const waiving = fc.tuple(picks, amounts).map(([pick, amount]): Act => (books) => {
  books.forgive('waiver', at(books.charges, pick), amount)
})
const writingOff = amounts.map((amount): Act => (books) => {
  books.forgive('write-off', books.charges, amount)
})
const opening = fc.tuple(amounts, amounts).map(([credit, dues]): Act => (books) => {
  books.open(credit, dues)
})

const sum = (numbers: readonly number[]): number => numbers.reduce((all, next) => all + next, 0)

/** Every balance of the ledger, worked out from charges and payments instead of from legs. */
const expectedBalances = (books: Books) => {
  const paid = books.payments.filter(({ isVoid }) => !isVoid)
  const inAccount = (account: string) =>
    sum(paid.filter(({ method }) => MONEY_ACCOUNT[method] === account).map((p) => p.amountMinor))
  const settled = sum(books.charges.map(({ settledMinor }) => settledMinor))
  const sessions = books.charges.filter(({ sourceKind }) => sourceKind === 'attendance')
  return {
    bank: inAccount('bank'),
    cash: inAccount('cash'),
    clearing: inAccount('clearing'),
    credit: sum(paid.map((p) => p.amountMinor)) + books.openingCreditMinor - settled,
    dues: sum(books.charges.map(openMinor)),
    forgiven: sum(books.charges.map(({ waivedMinor }) => waivedMinor)),
    opening: books.openingDuesMinor - books.openingCreditMinor,
    revenue: sum(sessions.map(({ costMinor }) => costMinor)),
  }
}
const shownBalances = (books: Books) => ({
  bank: books.shown('bank'),
  cash: books.shown('cash'),
  clearing: books.shown('clearing'),
  credit: books.shown('patient-credit'),
  dues: books.shown('patient-receivable'),
  forgiven: books.shown('discount') + books.shown('write-off'),
  opening: books.shown('opening-balance'),
  revenue: books.shown('revenue'),
})

/** Charges that break a check of the database (MON-5), or whose allocations do not add up to what is settled. */
const brokenCharges = (books: Books) =>
  books.charges.filter((charge) => {
    const allocated = books.allocated.filter(({ sourceId }) => sourceId === charge.sourceId)
    return (
      Math.min(charge.costMinor, charge.settledMinor, charge.waivedMinor, openMinor(charge)) < 0 ||
      sum(allocated.map(({ amountMinor }) => amountMinor)) !== charge.settledMinor
    )
  })

/** Payments of which more is allocated than was paid, or anything after they were voided. */
const brokenPayments = (books: Books) =>
  books.payments.filter(({ amountMinor, id, isVoid }) => {
    const allocated = sum(
      books.allocated.filter(({ payment }) => payment === id).map((row) => row.amountMinor),
    )
    return allocated < 0 || allocated > (isVoid ? 0 : amountMinor)
  })

describe('the books of a patient, through any sequence of events', () => {
  const acts = fc.array(
    fc.oneof(
      { arbitrary: booking, weight: 4 },
      { arbitrary: paying, weight: 4 },
      { arbitrary: costing, weight: 3 },
      { arbitrary: voiding, weight: 2 },
      { arbitrary: waiving, weight: 1 },
      { arbitrary: writingOff, weight: 1 },
      { arbitrary: opening, weight: 1 },
    ),
    { maxLength: 25, minLength: 1 },
  )

  it('should keep every posting, charge and balance right after each event (MON-2 to MON-14)', () => {
    fc.assert(
      fc.property(acts, (sequence) => {
        const books = new Books()
        for (const act of sequence) {
          act(books)
          expect(shownBalances(books)).toEqual(expectedBalances(books))
          expect(books.shown('patient-credit')).toBeGreaterThanOrEqual(0)
          expect(books.shown('patient-receivable')).toBeGreaterThanOrEqual(0)
          expect(brokenCharges(books)).toEqual([])
          expect(brokenPayments(books)).toEqual([])
        }
        expect(books.postings.map(imbalanceOf)).toEqual(books.postings.map(() => BALANCED))
        const moving = books.postings.filter(({ charges }) => charges.length > 0)
        expect(moving.filter(({ legs }) => legs.length < 2)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('should be empty again after everything was cancelled and voided (MON-12, MON-14)', () => {
    const events = fc.array(fc.oneof(booking, paying, costing), { maxLength: 20 })
    fc.assert(
      fc.property(events, (sequence) => {
        const books = new Books()
        for (const act of sequence) act(books)
        for (const { id } of books.charges) {
          for (const charge of books.charges.filter((of) => of.id === id))
            books.changeCost(charge, 0)
        }
        for (const payment of books.payments) books.void(payment)
        expect(Object.values(shownBalances(books)).every((balance) => balance === 0)).toBe(true)
      }),
    )
  })

  it('should follow a family through a month', () => {
    const books = new Books()
    books.pay(10_000, 'cash')
    books.book(5_000, '2026-06-01')
    expect(shownBalances(books)).toMatchObject({ cash: 10_000, credit: 5_000, dues: 0 })
    books.book(8_000, '2026-06-08')
    expect(shownBalances(books)).toMatchObject({ credit: 0, dues: 3_000, revenue: 13_000 })
    books.pay(4_000, 'upi')
    expect(shownBalances(books)).toMatchObject({ bank: 4_000, credit: 1_000, dues: 0 })
    for (const june8 of books.charges.slice(1)) books.changeCost(june8, 2_000)
    expect(shownBalances(books)).toMatchObject({ credit: 7_000, dues: 0, revenue: 7_000 })
    for (const cash of books.payments.slice(0, 1)) books.void(cash)
    expect(shownBalances(books)).toMatchObject({ cash: 0, credit: 0, dues: 3_000 })
  })
})

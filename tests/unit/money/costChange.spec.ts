import { describe, expect, it } from '@jest/globals'
import { type Allocation, costChangePosting } from '../../../src/domain/money/corrections.ts'
import type { Charge, Posting } from '../../../src/domain/money/ledger.ts'
import { allocation, BALANCED, charge, imbalanceOf, legsOf, PATIENT } from './builders.ts'

const change = (
  of: Charge,
  newCostMinor: number,
  allocations: readonly Allocation[] = [],
): Posting | undefined =>
  costChangePosting({ allocations, charge: of, kind: 'cancellation', newCostMinor })

describe('a charge that comes to cost more', () => {
  it('should post the difference to dues and revenue (PRC-4, MON-5)', () => {
    expect(
      costChangePosting({
        allocations: [],
        charge: charge({ settledMinor: 100_000 }),
        kind: 'charge-changed',
        newCostMinor: 120_000,
      }),
    ).toEqual({
      allocations: [],
      charges: [{ costMinor: 20_000, sourceId: 'source of charge-1', sourceKind: 'attendance' }],
      kind: 'charge-changed',
      legs: [
        { account: { kind: 'patient-receivable', patient: PATIENT }, amountMinor: 20_000 },
        { account: { kind: 'revenue' }, amountMinor: -20_000 },
      ],
    })
  })

  it('should post a difference of one minor unit, up or down', () => {
    expect(legsOf(change(charge(), 100_001))).toEqual({ 'patient-receivable': 1, revenue: -1 })
    expect(legsOf(change(charge(), 99_999))).toEqual({ 'patient-receivable': -1, revenue: 1 })
  })

  it('should post nothing where the cost stays', () => {
    expect(change(charge(), 100_000)).toBeUndefined()
    expect(change(charge({ costMinor: 0 }), 0)).toBeUndefined()
  })
})

describe('a charge that comes to cost less', () => {
  it('should reverse what nobody has paid (MON-12)', () => {
    const posting = change(charge(), 0)
    expect(legsOf(posting)).toEqual({ 'patient-receivable': -100_000, revenue: 100_000 })
    expect(posting).toMatchObject({
      allocations: [],
      charges: [{ costMinor: -100_000, refundedMinor: 0, settledMinor: 0, waivedMinor: 0 }],
      kind: 'cancellation',
    })
  })

  it('should give back to credit what was paid (MON-12)', () => {
    const paid = charge({ settledMinor: 100_000 })
    const posting = change(paid, 0, [allocation(paid, 'payment-1', 100_000)])
    expect(legsOf(posting)).toEqual({ 'patient-credit': -100_000, revenue: 100_000 })
    expect(posting?.charges).toMatchObject([{ costMinor: -100_000, settledMinor: -100_000 }])
    expect(posting?.allocations).toEqual([
      {
        amountMinor: -100_000,
        payment: 'payment-1',
        sourceId: 'source of charge-1',
        sourceKind: 'attendance',
      },
    ])
  })

  it('should keep the fee of what was paid and give back the rest (MON-12)', () => {
    const paid = charge({ settledMinor: 100_000 })
    const posting = change(paid, 25_000, [allocation(paid, 'payment-1', 100_000)])
    expect(legsOf(posting)).toEqual({ 'patient-credit': -75_000, revenue: 75_000 })
    expect(posting?.charges).toMatchObject([{ costMinor: -75_000, settledMinor: -75_000 }])
  })

  it('should reverse the unpaid part first and touch the paid part only above the fee', () => {
    const partly = charge({ settledMinor: 40_000 })
    const rows = [allocation(partly, 'payment-1', 40_000)]
    expect(legsOf(change(partly, 0, rows))).toEqual({
      'patient-credit': -40_000,
      'patient-receivable': -60_000,
      revenue: 100_000,
    })
    expect(legsOf(change(partly, 30_000, rows))).toEqual({
      'patient-credit': -10_000,
      'patient-receivable': -60_000,
      revenue: 70_000,
    })
    expect(legsOf(change(partly, 40_000, rows))).toEqual({
      'patient-receivable': -60_000,
      revenue: 60_000,
    })
    expect(change(partly, 40_000, rows)?.allocations).toEqual([])
    expect(legsOf(change(partly, 70_000, rows))).toEqual({
      'patient-receivable': -30_000,
      revenue: 30_000,
    })
  })

  it('should undo the newest money first, each payment by its own row', () => {
    const paid = charge({ settledMinor: 100_000 })
    const newestFirst = [
      allocation(paid, 'payment-2', 30_000),
      allocation(paid, null, 50_000),
      allocation(paid, 'payment-1', 20_000),
    ]
    const undone = (newCost: number) =>
      change(paid, newCost, newestFirst)?.allocations.map(({ amountMinor, payment }) => [
        payment,
        amountMinor,
      ])
    expect(undone(80_000)).toEqual([['payment-2', -20_000]])
    expect(undone(70_000)).toEqual([['payment-2', -30_000]])
    expect(undone(45_000)).toEqual([
      ['payment-2', -30_000],
      [null, -25_000],
    ])
    expect(undone(0)).toEqual([
      ['payment-2', -30_000],
      [null, -50_000],
      ['payment-1', -20_000],
    ])
  })

  it('should let a waiver fall last, back from the discount (MON-14)', () => {
    const waived = charge({ settledMinor: 30_000, waivedMinor: 50_000 })
    const rows = [allocation(waived, 'payment-1', 30_000)]
    expect(legsOf(change(waived, 0, rows))).toEqual({
      discount: -50_000,
      'patient-credit': -30_000,
      'patient-receivable': -20_000,
      revenue: 100_000,
    })
    expect(legsOf(change(waived, 60_000, rows))).toEqual({
      'patient-credit': -20_000,
      'patient-receivable': -20_000,
      revenue: 40_000,
    })
    expect(change(waived, 0, rows)?.charges).toMatchObject([
      { costMinor: -100_000, settledMinor: -30_000, waivedMinor: -50_000 },
    ])
  })

  it('should not give back what was refunded already (MON-12, MON-13)', () => {
    const refunded = charge({ refundedMinor: 40_000, settledMinor: 100_000 })
    const rows = [allocation(refunded, 'payment-1', 100_000)]
    const cancelled = change(refunded, 0, rows)
    expect(legsOf(cancelled)).toEqual({ 'patient-credit': -60_000, revenue: 60_000 })
    expect(cancelled?.charges).toMatchObject([
      { costMinor: -100_000, refundedMinor: -40_000, settledMinor: -100_000 },
    ])
    const withFee = change(refunded, 50_000, rows)
    expect(legsOf(withFee)).toEqual({ 'patient-credit': -50_000, revenue: 50_000 })
    expect(withFee?.charges).toMatchObject([{ refundedMinor: 0, settledMinor: -50_000 }])
    const smallFee = change(refunded, 10_000, rows)
    expect(legsOf(smallFee)).toEqual({ 'patient-credit': -60_000, revenue: 60_000 })
    expect(smallFee?.charges).toMatchObject([{ refundedMinor: -30_000, settledMinor: -90_000 }])
  })

  it.each([0, 1, 9_999, 10_000, 45_000, 60_000, 99_999, 100_001, 250_000])(
    'should balance at a new cost of %i (MON-2)',
    (newCostMinor) => {
      const of = charge({ refundedMinor: 10_000, settledMinor: 50_000, waivedMinor: 20_000 })
      const posting = change(of, newCostMinor, [
        allocation(of, null, 20_000),
        allocation(of, 'payment-1', 30_000),
      ])
      expect(posting && imbalanceOf(posting)).toEqual(BALANCED)
    },
  )
})

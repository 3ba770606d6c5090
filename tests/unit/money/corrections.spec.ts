import { describe, expect, it } from '@jest/globals'
import {
  type Allocation,
  forgivePosting,
  openingPosting,
  voidPosting,
} from '../../../src/domain/money/corrections.ts'
import type { PaymentMethod } from '../../../src/domain/money/postings.ts'
import { allocation, charge, legsOf, PATIENT, settlement } from './builders.ts'

const voided = (of: {
  allocations?: readonly Allocation[]
  amountMinor: number
  creditMinor?: number
  method?: PaymentMethod
  spentCredit?: readonly Allocation[]
}) =>
  voidPosting({
    allocations: of.allocations ?? [],
    amountMinor: of.amountMinor,
    creditMinor: of.creditMinor ?? 0,
    method: of.method ?? 'cash',
    patient: PATIENT,
    spentCredit: of.spentCredit ?? [],
  })

describe('a voided payment', () => {
  const a = charge({ id: 'a', settledMinor: 100_000 })
  const b = charge({ id: 'b', settledMinor: 100_000 })

  it('should make what it settled dues again (MON-14)', () => {
    expect(
      voided({ allocations: [allocation(a, 'payment-1', 100_000)], amountMinor: 100_000 }),
    ).toEqual({
      allocations: [
        {
          amountMinor: -100_000,
          payment: 'payment-1',
          sourceId: 'source of a',
          sourceKind: 'attendance',
        },
      ],
      charges: [{ settledMinor: -100_000, sourceId: 'source of a', sourceKind: 'attendance' }],
      kind: 'payment-voided',
      legs: [
        { account: { kind: 'cash' }, amountMinor: -100_000 },
        { account: { kind: 'patient-receivable', patient: PATIENT }, amountMinor: 100_000 },
      ],
    })
  })

  it('should take the money from the account of its method', () => {
    expect(legsOf(voided({ amountMinor: 7, creditMinor: 7, method: 'upi' }))).toEqual({
      bank: -7,
      'patient-credit': 7,
    })
    expect(legsOf(voided({ amountMinor: 7, creditMinor: 7, method: 'other' }))).toEqual({
      clearing: -7,
      'patient-credit': 7,
    })
  })

  it('should take from credit what it had put there (MON-14)', () => {
    const posting = voided({
      allocations: [allocation(a, 'payment-1', 100_000)],
      amountMinor: 130_000,
      creditMinor: 45_000,
    })
    expect(legsOf(posting)).toEqual({
      cash: -130_000,
      'patient-credit': 30_000,
      'patient-receivable': 100_000,
    })
  })

  it('should undo the newest spendings where its credit was spent meanwhile (MON-14)', () => {
    const posting = voided({
      amountMinor: 150_000,
      creditMinor: 20_000,
      spentCredit: [allocation(b, null, 100_000), allocation(a, null, 60_000)],
    })
    expect(legsOf(posting)).toEqual({
      cash: -150_000,
      'patient-credit': 20_000,
      'patient-receivable': 130_000,
    })
    expect(
      posting.allocations.map(({ amountMinor, payment, sourceId }) => [
        sourceId,
        payment,
        amountMinor,
      ]),
    ).toEqual([
      ['source of b', null, -100_000],
      ['source of a', null, -30_000],
    ])
    expect(posting.charges.map(({ settledMinor }) => settledMinor)).toEqual([-100_000, -30_000])
  })

  it('should not undo spendings that other credit still covers', () => {
    const posting = voided({
      amountMinor: 50_000,
      creditMinor: 50_000,
      spentCredit: [allocation(b, null, 100_000)],
    })
    expect(posting.allocations).toEqual([])
    expect(legsOf(posting)).toEqual({ cash: -50_000, 'patient-credit': 50_000 })
  })

  it('should undo its own settlements and spent credit together', () => {
    const posting = voided({
      allocations: [allocation(a, 'payment-1', 40_000)],
      amountMinor: 100_000,
      creditMinor: 0,
      spentCredit: [allocation(a, null, 60_000)],
    })
    expect(legsOf(posting)).toEqual({ cash: -100_000, 'patient-receivable': 100_000 })
    expect(posting.allocations.map(({ amountMinor, payment }) => [payment, amountMinor])).toEqual([
      ['payment-1', -40_000],
      [null, -60_000],
    ])
  })

  it('should pass over allocations that have fallen already', () => {
    const posting = voided({
      allocations: [allocation(a, 'payment-1', 0), allocation(b, 'payment-1', 30_000)],
      amountMinor: 100_000,
      creditMinor: 70_000,
    })
    expect(posting.charges.map(({ sourceId }) => sourceId)).toEqual(['source of b'])
    expect(legsOf(posting)).toEqual({
      cash: -100_000,
      'patient-credit': 70_000,
      'patient-receivable': 30_000,
    })
  })
})

describe('dues let go', () => {
  const a = charge({ id: 'a' })
  const b = charge({ id: 'b' })

  it('should waive a charge against discount, in a column of its own (MON-14)', () => {
    expect(
      forgivePosting({ kind: 'waiver', patient: PATIENT, settlements: [settlement(a, 30_000)] }),
    ).toEqual({
      allocations: [],
      charges: [{ sourceId: 'source of a', sourceKind: 'attendance', waivedMinor: 30_000 }],
      kind: 'waiver',
      legs: [
        { account: { kind: 'discount' }, amountMinor: 30_000 },
        { account: { kind: 'patient-receivable', patient: PATIENT }, amountMinor: -30_000 },
      ],
    })
  })

  it('should write dues of several charges off against write-off (MON-14)', () => {
    const posting = forgivePosting({
      kind: 'write-off',
      patient: PATIENT,
      settlements: [settlement(a, 100_000), settlement(b, 1)],
    })
    expect(legsOf(posting)).toEqual({ 'patient-receivable': -100_001, 'write-off': 100_001 })
    expect(posting.charges.map(({ waivedMinor }) => waivedMinor)).toEqual([100_000, 1])
  })
})

describe('opening balances', () => {
  const source = { sourceId: PATIENT, sourceKind: 'opening-balance' } as const

  it('should bring dues as a charge against opening-balance (MON-4)', () => {
    expect(openingPosting({ creditMinor: 0, duesMinor: 70_000, patient: PATIENT, source })).toEqual(
      {
        allocations: [],
        charges: [{ ...source, costMinor: 70_000 }],
        kind: 'opening-dues',
        legs: [
          { account: { kind: 'patient-receivable', patient: PATIENT }, amountMinor: 70_000 },
          { account: { kind: 'opening-balance' }, amountMinor: -70_000 },
        ],
      },
    )
  })

  it('should bring credit without a charge (MON-4)', () => {
    expect(openingPosting({ creditMinor: 70_000, duesMinor: 0, patient: PATIENT, source })).toEqual(
      {
        allocations: [],
        charges: [],
        kind: 'opening-credit',
        legs: [
          { account: { kind: 'opening-balance' }, amountMinor: 70_000 },
          { account: { kind: 'patient-credit', patient: PATIENT }, amountMinor: -70_000 },
        ],
      },
    )
  })
})

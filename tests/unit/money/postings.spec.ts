import { describe, expect, it } from '@jest/globals'
import {
  chargePosting,
  creditPosting,
  MONEY_ACCOUNT,
  PAYMENT_METHODS,
  paymentPosting,
  spreadOldestFirst,
  total,
} from '../../../src/domain/money/postings.ts'
import { ACCOUNT_KINDS, openMinor, TENANT_ACCOUNT_KINDS } from '../../../src/domain/money/ledger.ts'
import { charge, legsOf, PATIENT, settlement } from './builders.ts'

const source = { sourceId: 'attendance-1', sourceKind: 'attendance' } as const

describe('a charge', () => {
  it('should debit the patient and credit revenue (MON-5)', () => {
    expect(chargePosting({ costMinor: 80_000, patient: PATIENT, source })).toEqual({
      allocations: [],
      charges: [{ ...source, costMinor: 80_000 }],
      kind: 'charge',
      legs: [
        { account: { kind: 'patient-receivable', patient: PATIENT }, amountMinor: 80_000 },
        { account: { kind: 'revenue' }, amountMinor: -80_000 },
      ],
    })
  })

  it('should move nothing where it costs nothing (MON-5)', () => {
    expect(chargePosting({ costMinor: 0, patient: PATIENT, source }).legs).toEqual([])
  })

  it.each([
    ['nothing paid', charge(), 100_000],
    ['a part paid', charge({ settledMinor: 30_000 }), 70_000],
    ['a part waived', charge({ settledMinor: 30_000, waivedMinor: 50_000 }), 20_000],
    ['all paid and refunded', charge({ refundedMinor: 100_000, settledMinor: 100_000 }), 0],
  ])('should be open for what is neither settled nor waived: %s (MON-9)', (_, of, expected) => {
    expect(openMinor(of)).toBe(expected)
  })
})

describe('a payment', () => {
  it('should settle charges and turn the rest into credit (MON-8)', () => {
    const a = charge({ id: 'a' })
    const b = charge({ id: 'b' })
    expect(
      paymentPosting({
        amountMinor: 150_000,
        method: 'cash',
        patient: PATIENT,
        payment: 'payment-1',
        settlements: [settlement(a, 100_000), settlement(b, 20_000)],
      }),
    ).toEqual({
      allocations: [
        {
          amountMinor: 100_000,
          payment: 'payment-1',
          sourceId: 'source of a',
          sourceKind: 'attendance',
        },
        {
          amountMinor: 20_000,
          payment: 'payment-1',
          sourceId: 'source of b',
          sourceKind: 'attendance',
        },
      ],
      charges: [
        { settledMinor: 100_000, sourceId: 'source of a', sourceKind: 'attendance' },
        { settledMinor: 20_000, sourceId: 'source of b', sourceKind: 'attendance' },
      ],
      kind: 'payment',
      legs: [
        { account: { kind: 'cash' }, amountMinor: 150_000 },
        { account: { kind: 'patient-receivable', patient: PATIENT }, amountMinor: -120_000 },
        { account: { kind: 'patient-credit', patient: PATIENT }, amountMinor: -30_000 },
      ],
    })
  })

  it('should be a purchase of credit where it settles nothing (MON-8)', () => {
    const posting = paymentPosting({
      amountMinor: 50_000,
      method: 'upi',
      patient: PATIENT,
      payment: 'payment-1',
      settlements: [],
    })
    expect(legsOf(posting)).toEqual({ bank: 50_000, 'patient-credit': -50_000 })
    expect(posting.allocations).toEqual([])
  })

  it('should leave credit alone where it settles all it brings', () => {
    const posting = paymentPosting({
      amountMinor: 50_000,
      method: 'card',
      patient: PATIENT,
      payment: 'payment-1',
      settlements: [settlement(charge(), 50_000)],
    })
    expect(legsOf(posting)).toEqual({ clearing: 50_000, 'patient-receivable': -50_000 })
  })

  it('should know an account for the money of each method (MON-8, MON-11)', () => {
    expect(PAYMENT_METHODS).toEqual(['cash', 'upi', 'card', 'bank-transfer', 'cheque', 'other'])
    expect(MONEY_ACCOUNT).toEqual({
      'bank-transfer': 'bank',
      card: 'clearing',
      cash: 'cash',
      cheque: 'bank',
      other: 'clearing',
      upi: 'bank',
    })
  })
})

describe('credit', () => {
  it('should settle a session of 50.00 from credit 100.00 (MON-7)', () => {
    const session = charge({ costMinor: 5_000 })
    const { leftMinor, settlements } = spreadOldestFirst([session], 10_000)
    expect(leftMinor).toBe(5_000)
    expect(creditPosting({ patient: PATIENT, settlements })).toEqual({
      allocations: [
        {
          amountMinor: 5_000,
          payment: null,
          sourceId: 'source of charge-1',
          sourceKind: 'attendance',
        },
      ],
      charges: [{ settledMinor: 5_000, sourceId: 'source of charge-1', sourceKind: 'attendance' }],
      kind: 'credit-used',
      legs: [
        { account: { kind: 'patient-credit', patient: PATIENT }, amountMinor: 5_000 },
        { account: { kind: 'patient-receivable', patient: PATIENT }, amountMinor: -5_000 },
      ],
    })
  })
})

describe('spreading an amount', () => {
  const may = charge({ dueOn: '2026-05-30', id: 'z' })
  const june = charge({ dueOn: '2026-06-02', id: 'b' })
  const juneToo = charge({ dueOn: '2026-06-02', id: 'c' })
  const july = charge({ dueOn: '2026-07-01', id: 'a' })
  const spread = (amountMinor: number, charges = [july, juneToo, may, june]) => {
    const { leftMinor, settlements } = spreadOldestFirst(charges, amountMinor)
    return [settlements.map(({ amountMinor: part, charge: of }) => [of.id, part]), leftMinor]
  }

  it('should begin with the oldest date, then the lowest id (MON-8)', () => {
    expect(spread(400_000)).toEqual([
      [
        ['z', 100_000],
        ['b', 100_000],
        ['c', 100_000],
        ['a', 100_000],
      ],
      0,
    ])
  })

  it('should spread the smallest amount', () => {
    expect(spread(1)).toEqual([[['z', 1]], 0])
    expect(spread(100_001)).toEqual([
      [
        ['z', 100_000],
        ['b', 1],
      ],
      0,
    ])
  })

  it('should settle the last one in part', () => {
    expect(spread(150_000)).toEqual([
      [
        ['z', 100_000],
        ['b', 50_000],
      ],
      0,
    ])
  })

  it('should leave over what nothing asks for', () => {
    expect(spread(450_001)[1]).toBe(50_001)
    expect(spread(70_000, [])).toEqual([[], 70_000])
    expect(spread(0)).toEqual([[], 0])
  })

  it('should pass over what is paid or waived and take only what is open', () => {
    const paid = charge({ dueOn: '2026-01-01', id: 'paid', settledMinor: 100_000 })
    const waived = charge({ dueOn: '2026-01-02', id: 'waived', waivedMinor: 100_000 })
    const half = charge({
      dueOn: '2026-01-03',
      id: 'half',
      settledMinor: 20_000,
      waivedMinor: 30_000,
    })
    expect(spread(60_000, [june, half, waived, paid])).toEqual([
      [
        ['half', 50_000],
        ['b', 10_000],
      ],
      0,
    ])
  })

  it('should leave the order of the charges alone and add up', () => {
    const charges = [july, may]
    const { settlements } = spreadOldestFirst(charges, 123_456)
    expect(charges.map(({ id }) => id)).toEqual(['a', 'z'])
    expect(total(settlements)).toBe(123_456)
    expect(total([])).toBe(0)
  })
})

describe('accounts', () => {
  it('should give the tenant every account but the two of a patient (MON-3)', () => {
    expect(ACCOUNT_KINDS.filter((kind) => !TENANT_ACCOUNT_KINDS.includes(kind as 'cash'))).toEqual([
      'patient-receivable',
      'patient-credit',
    ])
  })
})

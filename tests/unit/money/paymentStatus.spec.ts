import { describe, expect, it } from '@jest/globals'
import { PAYMENT_STATES } from '../../../src/domain/money/payments.ts'
import { PAYMENT_STATUSES, paymentStatusOf } from '../../../src/domain/money/paymentStatus.ts'

/** cost, settled, waived, refunded */
const charge = (
  costMinor: number,
  settledMinor = 0,
  rest: { refunded?: number; waived?: number } = {},
) => ({
  costMinor,
  refundedMinor: rest.refunded ?? 0,
  settledMinor,
  waivedMinor: rest.waived ?? 0,
})

describe('paymentStatusOf', () => {
  it.each([
    ['no charge', [], 'not-billed'],
    ['a charge that fell to 0', [charge(0)], 'not-billed'],
    ['a charge nobody has paid', [charge(100)], 'pending'],
    ['a charge partly waived and not paid', [charge(100, 0, { waived: 40 })], 'pending'],
    ['a charge partly paid', [charge(100, 1)], 'partially-paid'],
    ['a charge partly paid and partly waived', [charge(100, 40, { waived: 40 })], 'partially-paid'],
    ['a charge paid but for one minor unit', [charge(100, 99)], 'partially-paid'],
    ['a charge of one minor unit', [charge(1)], 'pending'],
    ['a charge paid in full', [charge(100, 100)], 'paid'],
    ['a charge paid but for what was waived', [charge(100, 60, { waived: 40 })], 'paid'],
    ['a charge waived in full', [charge(100, 0, { waived: 100 })], 'waived'],
    ['a charge paid and partly refunded', [charge(100, 100, { refunded: 40 })], 'paid'],
    ['a charge paid and refunded in full', [charge(100, 100, { refunded: 100 })], 'refunded'],
    [
      'what was paid refunded, the rest waived',
      [charge(100, 60, { refunded: 60, waived: 40 })],
      'refunded',
    ],
    ['one of two charges paid', [charge(100, 100), charge(50)], 'partially-paid'],
    ['two charges paid', [charge(100, 100), charge(50, 50)], 'paid'],
    ['two charges, one fallen to 0', [charge(0), charge(50)], 'pending'],
    [
      'one charge paid, the other waived',
      [charge(100, 100), charge(50, 0, { waived: 50 })],
      'paid',
    ],
  ])('should sum up %s (SES-24)', (_, charges, expected) => {
    expect(paymentStatusOf(charges)).toBe(expected)
  })

  it('should know the six statuses of a session and the five states of a payment', () => {
    expect(PAYMENT_STATUSES).toEqual([
      'not-billed',
      'pending',
      'partially-paid',
      'paid',
      'refunded',
      'waived',
    ])
    expect(PAYMENT_STATES).toEqual(['pending', 'claimed', 'completed', 'failed', 'cancelled'])
  })
})

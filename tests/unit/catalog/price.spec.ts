import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  CATEGORIES,
  DAY_LIMIT_SCOPES,
  DURATION_LIMITS,
  MAX_BUFFER_MINUTES,
  PRICE_SOURCES,
  type PriceInput,
  resolvePrice,
} from '../../../src/domain/catalog/price.ts'

const type = { defaultDurationMinutes: 45, defaultPriceMinor: 80_000, isBillable: true }
const therapistRow = { durationMinutes: 60, priceMinor: 95_000 }
const manual = { priceMinor: 50_000, reason: 'hardship' }

describe('resolvePrice', () => {
  it('should take length and price of the therapist’s own row (PRC-2)', () => {
    expect(resolvePrice({ currency: 'INR', therapistRow, type })).toEqual({
      currency: 'INR',
      durationMinutes: 60,
      explanation: [{ amountMinor: 95_000, step: 'base' }],
      priceMinor: 95_000,
      source: 'therapist',
    })
  })

  it('should fall back to the type’s defaults for both, and say so (PRC-2)', () => {
    expect(resolvePrice({ currency: 'INR', therapistRow: null, type })).toEqual({
      currency: 'INR',
      durationMinutes: 45,
      explanation: [{ amountMinor: 80_000, step: 'fallback' }],
      priceMinor: 80_000,
      source: 'type',
    })
  })

  it('should take a therapist’s price of 0 for a price (PRC-1)', () => {
    const free = resolvePrice({
      currency: 'INR',
      therapistRow: { durationMinutes: 30, priceMinor: 0 },
      type,
    })
    expect(free).toMatchObject({ durationMinutes: 30, priceMinor: 0, source: 'therapist' })
  })

  it('should let a manual price win and explain the difference with its reason (PRC-4)', () => {
    expect(resolvePrice({ currency: 'INR', manual, therapistRow, type })).toEqual({
      currency: 'INR',
      durationMinutes: 60,
      explanation: [
        { amountMinor: 95_000, step: 'base' },
        { amountMinor: -45_000, note: 'hardship', step: 'manual' },
      ],
      priceMinor: 50_000,
      source: 'manual',
    })
  })

  it('should let a manual price raise the fallback, or make it free (PRC-4)', () => {
    const price = (priceMinor: number) =>
      resolvePrice({ currency: 'INR', manual: { ...manual, priceMinor }, therapistRow: null, type })
    expect(price(100_000).explanation).toEqual([
      { amountMinor: 80_000, step: 'fallback' },
      { amountMinor: 20_000, note: 'hardship', step: 'manual' },
    ])
    expect(price(0)).toMatchObject({ priceMinor: 0, source: 'manual' })
  })

  it('should cost nothing where the type is not billable (MON-5)', () => {
    const notBillable = { ...type, isBillable: false }
    expect(resolvePrice({ currency: 'INR', therapistRow, type: notBillable })).toMatchObject({
      durationMinutes: 60,
      explanation: [
        { amountMinor: 95_000, step: 'base' },
        { amountMinor: -95_000, step: 'not-billable' },
      ],
      priceMinor: 0,
    })
    expect(
      resolvePrice({ currency: 'INR', manual, therapistRow, type: notBillable }),
    ).toMatchObject({ priceMinor: 0 })
  })

  it('should not explain away what costs nothing anyway, but the smallest price (PRC-6)', () => {
    const steps = (defaultPriceMinor: number) =>
      resolvePrice({
        currency: 'INR',
        therapistRow: null,
        type: { ...type, defaultPriceMinor, isBillable: false },
      }).explanation.map(({ amountMinor, step }) => [step, amountMinor])
    expect(steps(0)).toEqual([['fallback', 0]])
    expect(steps(1)).toEqual([
      ['fallback', 1],
      ['not-billable', -1],
    ])
  })

  it('should explain every price to the last minor unit, the same way each time (PRC-6)', () => {
    const amounts = fc.nat(10_000_000)
    const inputs: fc.Arbitrary<PriceInput> = fc.record({
      currency: fc.constantFrom('INR', 'JPY', 'KWD'),
      manual: fc.option(fc.record({ priceMinor: amounts, reason: fc.string() }), {
        nil: undefined,
      }),
      therapistRow: fc.option(fc.record({ durationMinutes: fc.nat(480), priceMinor: amounts })),
      type: fc.record({
        defaultDurationMinutes: fc.nat(480),
        defaultPriceMinor: amounts,
        isBillable: fc.boolean(),
      }),
    })
    fc.assert(
      fc.property(inputs, (input) => {
        const price = resolvePrice(input)
        const sum = price.explanation.reduce((all, { amountMinor }) => all + amountMinor, 0)
        expect(sum).toBe(price.priceMinor)
        expect(resolvePrice(structuredClone(input))).toEqual(price)
        expect(price.currency).toBe(input.currency)
      }),
    )
  })
})

describe('the limits of the catalogue', () => {
  it('should let a length be 5 to 480 minutes and a buffer up to 120 (TYP-2)', () => {
    expect(DURATION_LIMITS).toEqual({ max: 480, min: 5 })
    expect(MAX_BUFFER_MINUTES).toBe(120)
  })

  it('should know categories, scopes and sources (TYP-1, TYP-4, PRC-3)', () => {
    expect(CATEGORIES).toEqual(['individual', 'group', 'family', 'couples', 'assessment'])
    expect(DAY_LIMIT_SCOPES).toEqual(['therapist', 'location', 'tenant'])
    expect(PRICE_SOURCES).toEqual(['therapist', 'type', 'group', 'package', 'follow-up', 'manual'])
  })
})

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  currencyDecimals,
  formatMinor,
  isMinor,
  parseMajor,
  percentOf,
  toMajorText,
} from '../../../src/domain/money/minor.ts'

describe('currencyDecimals', () => {
  it.each([
    ['INR', 2],
    ['EUR', 2],
    ['JPY', 0],
    ['KWD', 3],
  ])('should write %s with %i decimals (MON-1)', (currency, decimals) => {
    expect(currencyDecimals(currency)).toBe(decimals)
    expect(currencyDecimals(currency)).toBe(decimals)
  })
})

describe('formatMinor', () => {
  it.each([
    ['₹1,250.00', { amountMinor: 125_000, currency: 'INR', locale: 'en-IN' }],
    ['₹12,50,000.50', { amountMinor: 125_000_050, currency: 'INR', locale: 'en-IN' }],
    ['₹0.05', { amountMinor: 5, currency: 'INR', locale: 'en-IN' }],
    ['-₹80.00', { amountMinor: -8_000, currency: 'INR', locale: 'en-IN' }],
    ['¥1,250', { amountMinor: 1_250, currency: 'JPY', locale: 'en' }],
    ['KWD 1.250', { amountMinor: 1_250, currency: 'KWD', locale: 'en' }],
    ['1.250,00 €', { amountMinor: 125_000, currency: 'EUR', locale: 'de-DE' }],
  ])('should write %s (MON-1, DUE-3)', (expected, { amountMinor, currency, locale }) => {
    // Intl sets no-break spaces between number and sign.
    expect(formatMinor(amountMinor, currency, locale).replaceAll(/\s/gu, ' ')).toBe(expected)
  })
})

describe('parseMajor', () => {
  it.each([
    ['1,250.5', { currency: 'INR' }, 125_050],
    ['1250', { currency: 'INR' }, 125_000],
    ['12,50,000.05', { currency: 'INR' }, 125_000_005],
    [' 80 ', { currency: 'INR' }, 8_000],
    ['80.', { currency: 'INR' }, 8_000],
    ['-80.10', { currency: 'INR' }, -8_010],
    ['0', { currency: 'INR' }, 0],
    ['-0.00', { currency: 'INR' }, 0],
    ['1250', { currency: 'JPY' }, 1_250],
    ['1.25', { currency: 'KWD' }, 1_250],
    ['1.255', { currency: 'KWD' }, 1_255],
    ['0.29', { currency: 'INR' }, 29],
    ['1.15', { currency: 'INR' }, 115],
  ])('should read %p in %o', (text, { currency }, expected) => {
    expect(parseMajor(text, currency)).toBe(expected)
  })

  it.each([
    ['1.255', 'INR'],
    ['1.5', 'JPY'],
    ['1.2555', 'KWD'],
    ['', 'INR'],
    ['.5', 'INR'],
    ['abc', 'INR'],
    ['1.2.3', 'INR'],
    ['--5', 'INR'],
    ['+5', 'INR'],
    ['1e3', 'INR'],
    ['₹5', 'INR'],
    ['90071992547410.00', 'INR'],
    ['99999999999999999999', 'JPY'],
  ])('should not take %p for an amount of %s', (text, currency) => {
    expect(parseMajor(text, currency)).toBeUndefined()
  })
})

describe('toMajorText', () => {
  it.each([
    [125_050, 'INR', '1250.50'],
    [5, 'INR', '0.05'],
    [0, 'INR', '0.00'],
    [-8_010, 'INR', '-80.10'],
    [1_250, 'JPY', '1250'],
    [1_255, 'KWD', '1.255'],
    [7, 'KWD', '0.007'],
  ])('should write %i of %s as %s', (amountMinor, currency, expected) => {
    expect(toMajorText(amountMinor, currency)).toBe(expected)
  })

  it('should be read back as the same amount, in every currency (MON-1)', () => {
    const amounts = fc.integer({ max: 10 ** 12, min: -(10 ** 12) })
    fc.assert(
      fc.property(amounts, fc.constantFrom('INR', 'JPY', 'KWD', 'EUR'), (amount, currency) => {
        expect(parseMajor(toMajorText(amount, currency), currency)).toBe(amount)
      }),
    )
  })
})

describe('percentOf', () => {
  it.each([
    [50, 80_000, 40_000],
    [50, 1, 1],
    [25, 1, 0],
    [25, 2, 1],
    [12.5, 100, 13],
    [12.5, 99, 12],
    [33.33, 10_000, 3_333],
    [0.5, 100, 1],
    [0.49, 100, 0],
    [0, 80_000, 0],
    [100, 79_999, 79_999],
    [50, -1, 0],
    [50, -3, -1],
  ])('should find that %f percent of %i are %i, half up (MON-1)', (percent, amount, expected) => {
    expect(percentOf(amount, percent)).toBe(expected)
  })

  it('should agree with exact arithmetic (MON-1)', () => {
    const hundredths = fc.integer({ max: 20_000, min: 0 })
    fc.assert(
      fc.property(fc.nat(10 ** 9), hundredths, (amount, rate) => {
        const exact = (BigInt(amount) * BigInt(rate) + 5_000n) / 10_000n
        expect(BigInt(percentOf(amount, rate / 100))).toBe(exact)
      }),
    )
  })
})

describe('isMinor', () => {
  it.each([0, 1, -1, 125_000, 1_000_000_000_000])('should take %p for minor units', (value) => {
    expect(isMinor(value)).toBe(true)
  })

  it.each([0.5, Number.NaN, Infinity, 1_000_000_000_001, 2 ** 53, '5', null, undefined, 5n])(
    'should not take %p for minor units (MON-1)',
    (value) => {
      expect(isMinor(value)).toBe(false)
    },
  )
})

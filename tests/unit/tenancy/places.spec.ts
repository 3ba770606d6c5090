import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  isCountry,
  isCurrency,
  isLocale,
  isSlug,
  isTimezone,
  toSlug,
} from '../../../src/domain/tenancy/places.ts'

describe('time zones', () => {
  it.each(['Asia/Kolkata', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+5'])(
    'should take %s (TEN-8)',
    (zone) => {
      expect(isTimezone(zone)).toBe(true)
      expect(isTimezone(zone)).toBe(true)
    },
  )

  it.each(['+05:30', '-08:00', 'Mars/Olympus', 'Asia/Kolkata ', '', '5', null, undefined, 330])(
    'should not take %p for a zone (TEN-8)',
    (zone) => {
      expect(isTimezone(zone)).toBe(false)
      expect(isTimezone(zone)).toBe(false)
    },
  )
})

describe('currencies, countries and locales', () => {
  it.each(['INR', 'EUR', 'JPY', 'KWD'])('should take the currency %s (TEN-8)', (code) => {
    expect(isCurrency(code)).toBe(true)
  })

  it.each(['inr', 'IN', 'RUPEE', 'ZZZ', '', null, 356])('should refuse the currency %p', (code) => {
    expect(isCurrency(code)).toBe(false)
  })

  it('should take countries of two capital letters (TEN-8)', () => {
    const values = ['IN', 'DE', 'in', 'IND', 'I', '', null, 91]
    expect(values.filter(isCountry)).toEqual(['IN', 'DE'])
  })

  it('should take locales of BCP 47 (TEN-8)', () => {
    const values = ['en-IN', 'hi', 'zh-Hant-TW', 'en_IN', 'english language', '', null, 7]
    expect(values.filter(isLocale)).toEqual(['en-IN', 'hi', 'zh-Hant-TW'])
  })
})

describe('slugs', () => {
  it.each([
    ['Sunrise Therapy & Care', 'sunrise-therapy-care'],
    ['  Dr. Müller’s Praxis  ', 'dr-muller-s-praxis'],
    ['Crèche 24/7', 'creche-24-7'],
    ['--a--b--', 'a-b'],
    ['स्वास्थ्य', ''],
    ['', ''],
  ])('should make of %p the slug %p', (text, slug) => {
    expect(toSlug(text)).toBe(slug)
  })

  it('should take kebab-case of at most 60 characters (TEN-8)', () => {
    const good = ['a', 'sunrise', 'sunrise-2', '24-7', 'a'.repeat(60)]
    const bad = ['', '-a', 'a-', 'a--b', 'Sunrise', 'a b', 'a_b', 'é', 'a'.repeat(61), null, 5]
    expect([...good, ...bad].filter(isSlug)).toEqual(good)
  })

  it('should make a slug of any text that has a letter or digit', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 50 }), (text) => {
        const slug = toSlug(`a${text}`)
        expect(toSlug(slug)).toBe(slug)
        expect(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)).toBe(true)
      }),
    )
  })
})

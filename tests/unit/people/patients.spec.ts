import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  ageOn,
  formatNumber,
  type GuardianLink,
  LINK_RIGHTS,
  MIN_NAME_LENGTH,
  PATIENT_KINDS,
  PHONE_INPUT,
  RELATIONSHIPS,
  SPECIES,
  stripPhone,
  withLinkRights,
} from '../../../src/domain/people/patients.ts'
import { isRole, PLATFORM_ROLES, ROLES } from '../../../src/domain/people/roles.ts'

const ALL = {
  canBook: true,
  canSeeClinical: true,
  isPrimary: true,
  pays: true,
  receivesReminders: true,
}
const NONE = {
  canBook: false,
  canSeeClinical: false,
  isPrimary: false,
  pays: false,
  receivesReminders: false,
}
const link = (contact: string, over: Partial<GuardianLink> = {}): GuardianLink => ({
  contact,
  relationship: 'mother',
  ...over,
})

describe('the rights of contacts', () => {
  it('should be all for the first contact and none for each later one (PAT-4)', () => {
    const father = { relationship: 'father' } as const
    expect(withLinkRights([link('a'), link('b', father), link('c')])).toEqual([
      { contact: 'a', relationship: 'mother', ...ALL },
      { contact: 'b', relationship: 'father', ...NONE },
      { contact: 'c', relationship: 'mother', ...NONE },
    ])
  })

  it('should keep what was said, true or false (PAT-4)', () => {
    expect(
      withLinkRights([
        link('a', { canSeeClinical: false, pays: false }),
        link('b', { pays: true }),
      ]),
    ).toEqual([
      { contact: 'a', relationship: 'mother', ...ALL, canSeeClinical: false, pays: false },
      { contact: 'b', relationship: 'mother', ...NONE, pays: true },
    ])
  })

  it('should take null for not said', () => {
    const silent = { canBook: null, canSeeClinical: null, isPrimary: null, pays: null }
    expect(withLinkRights([link('a', silent), link('b', silent)])).toMatchObject([ALL, NONE])
  })

  it('should be nobody’s where there is nobody, and leave its input alone', () => {
    const links = [link('a')]
    withLinkRights(links)
    expect(links).toEqual([{ contact: 'a', relationship: 'mother' }])
    expect(withLinkRights([])).toEqual([])
  })

  it('should be these five, for these relationships (PAT-4)', () => {
    expect([...LINK_RIGHTS].sort()).toEqual(Object.keys(ALL).sort())
    expect(RELATIONSHIPS).toEqual([
      'mother',
      'father',
      'guardian',
      'owner',
      'self',
      'spouse',
      'sibling',
      'grandparent',
      'organisation',
      'other',
    ])
  })
})

describe('ageOn', () => {
  it.each([
    ['2008-06-02', '2026-06-01', 17],
    ['2008-06-02', '2026-06-02', 18],
    ['2008-06-02', '2026-06-03', 18],
    ['2008-12-31', '2026-01-01', 17],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2028-02-29', 20],
    ['2026-06-02', '2026-06-02', 0],
    ['1999-12-31', '2000-01-01', 0],
  ])('should say that who was born on %s is on %s %i (PAT-2)', (bornOn, on, years) => {
    expect(ageOn(bornOn, on)).toBe(years)
  })

  it('should grow by one with each birthday', () => {
    const births = fc.date({
      max: new Date('2019-12-31'),
      min: new Date('1920-01-01'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(births, fc.nat(100), (born, years) => {
        const bornOn = born.toISOString().slice(0, 10)
        const birthday = `${born.getUTCFullYear() + years}${bornOn.slice(4)}`
        expect(ageOn(bornOn, birthday)).toBe(years)
      }),
    )
  })
})

describe('phone numbers', () => {
  it.each(['+919876543210', '9876543210', '919876543210123', '1234567890'])(
    'should take %s (PAT-3)',
    (text) => {
      expect(PHONE_INPUT.test(text)).toBe(true)
    },
  )

  it.each([
    '0987654321',
    '+0987654321',
    '987654321',
    '9876543210123456',
    '++919876543210',
    '98765 43210',
    '98765-43210',
    'phone',
    '',
    '9876543210\n',
    '९८७६५४३२१०',
  ])('should not take %p (PAT-3)', (text) => {
    expect(PHONE_INPUT.test(text)).toBe(false)
  })

  it.each([
    ['+91 98765-43210', '+919876543210'],
    ['(080) 1234 5678', '08012345678'],
    ['+49 (30) 1234-5678', '+493012345678'],
    ['\t98765\u00a043210 ', '9876543210'],
  ])('should lose spaces, dashes and brackets: %s becomes %s (PAT-3)', (text, stripped) => {
    expect(stripPhone(text)).toBe(stripped)
  })
})

describe('names and kinds', () => {
  it.each([
    ['PT', 1, 'PT-000001'],
    ['S', 123_456, 'S-123456'],
    ['PAY', 1_234_567, 'PAY-1234567'],
  ])('should number %s %i as %s (PAT-10, SES-6, MON-10)', (prefix, value, expected) => {
    expect(formatNumber(prefix, value)).toBe(expected)
  })

  it('should ask names of 2 characters and know two kinds and eight species (PAT-1, ANI-1)', () => {
    expect(MIN_NAME_LENGTH).toBe(2)
    expect(PATIENT_KINDS).toEqual(['person', 'animal'])
    expect(SPECIES).toEqual(['dog', 'cat', 'rabbit', 'bird', 'horse', 'cattle', 'reptile', 'other'])
  })

  it('should know four roles of a membership and one outside (USR-2)', () => {
    expect(ROLES).toEqual(['admin', 'operator', 'therapist', 'accountant'])
    expect(PLATFORM_ROLES).toEqual(['super-admin'])
    expect(['admin', 'super-admin', 'guardian', 'Admin', '', null].filter(isRole)).toEqual([
      'admin',
    ])
  })
})

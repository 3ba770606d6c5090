import { describe, expect, it } from '@jest/globals'
import {
  defineError,
  forbidden,
  inUse,
  isRefusal,
  notFound,
  readOnlyField,
  Refusal,
  validationError,
} from '../../../src/domain/errors.ts'

const tooTall = defineError<{ heightCm: number }>({
  code: 'too-tall',
  message: ({ heightCm }) => `${heightCm} cm is too tall.`,
  status: 422,
})

describe('a refusal', () => {
  it('should carry code, status, facts and a sentence (API-2)', () => {
    const refusal = tooTall({ heightCm: 210 })
    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal).toBeInstanceOf(Error)
    expect(refusal).toMatchObject({
      code: 'too-tall',
      data: { code: 'too-tall', facts: { heightCm: 210 } },
      facts: { heightCm: 210 },
      field: undefined,
      isPublic: true,
      message: '210 cm is too tall.',
      name: 'Refusal',
      status: 422,
    })
    expect(refusal.data).not.toHaveProperty('errors')
  })

  it('should tell its code and status before it is made', () => {
    expect([tooTall.code, tooTall.status]).toEqual(['too-tall', 422])
  })

  it('should mark a field that is always the same (API-2)', () => {
    const make = defineError({
      code: 'name-taken',
      field: 'name',
      message: () => 'Taken.',
      status: 409,
    })
    expect(make({}).field).toBe('name')
    expect(make({}).data).toEqual({
      code: 'name-taken',
      errors: [{ message: 'Taken.', path: 'name' }],
      facts: {},
    })
  })

  it('should mark the field that the facts name, or none (API-2)', () => {
    expect(notFound({ field: 'therapist' }).data.errors).toEqual([
      { message: 'The requested resource was not found.', path: 'therapist' },
    ])
    expect(notFound({}).data.errors).toBeUndefined()
    expect(readOnlyField({ field: 'duesMinor' }).message).toContain('duesMinor')
  })

  it('should say of an unknown and a foreign id the same (TEN-4)', () => {
    expect(notFound({}).data).toEqual({ code: 'not-found', facts: {} })
    expect(notFound({}).status).toBe(404)
  })

  it('should keep what it knows about an action without saying why (USR-4)', () => {
    expect(forbidden({ action: 'sessions.cancel' })).toMatchObject({
      data: { facts: { action: 'sessions.cancel' } },
      message: 'Your role does not allow this.',
      status: 403,
    })
  })

  it('should offer deactivating where there is history', () => {
    expect(inUse({ deactivate: true }).message).toContain('Deactivate')
    expect(inUse({ deactivate: false }).message).not.toContain('Deactivate')
  })

  it('should name every field at fault (API-3)', () => {
    const faults = [
      { code: 'name-too-short', field: 'firstName' },
      { code: 'invalid-phone', field: 'phone' },
    ]
    expect(validationError({ faults })).toMatchObject({
      data: { facts: { faults } },
      message: 'Please check: firstName, phone.',
      status: 422,
    })
  })
})

describe('isRefusal', () => {
  it('should know a refusal made by another copy of the module', () => {
    const fromElsewhere = Object.assign(new Error('no'), {
      [Symbol.for('caseload.refusal')]: true,
      code: 'slot-taken',
      status: 409,
    })
    expect(fromElsewhere).not.toBeInstanceOf(Refusal)
    expect(isRefusal(fromElsewhere)).toBe(true)
  })

  it('should know our own', () => {
    expect(isRefusal(notFound({}))).toBe(true)
  })

  it.each([
    ['another error', new Error('no')],
    ['something that only looks alike', { code: 'not-found', isPublic: true, name: 'Refusal' }],
    ['another symbol', { [Symbol('caseload.refusal')]: true }],
    ['a text', 'not-found'],
    ['null', null],
    ['nothing', undefined],
    ['a function', notFound],
  ])('should not take %s for one', (_, value) => {
    expect(isRefusal(value)).toBe(false)
  })
})

import { describe, expect, it } from '@jest/globals'
import * as catalog from '../../../src/domain/catalog/errors.ts'
import * as general from '../../../src/domain/errors.ts'
import * as messaging from '../../../src/domain/messaging/errors.ts'
import * as money from '../../../src/domain/money/errors.ts'
import * as people from '../../../src/domain/people/errors.ts'
import * as scheduling from '../../../src/domain/scheduling/errors.ts'
import * as tenancy from '../../../src/domain/tenancy/errors.ts'

interface Maker {
  readonly code: string
  readonly status: number
}
const isMaker = (value: unknown): value is Maker => typeof value === 'function' && 'code' in value

const makers = [catalog, general, messaging, money, people, scheduling, tenancy]
  .flatMap((module) => Object.entries<unknown>({ ...module }))
  .filter((entry): entry is [string, Maker] => isMaker(entry[1]))
const statusOf = new Map(makers.map(([, { code, status }]) => [code, status]))

/** Codes of docs/rules.md by status; the domain may not know each of them yet. */
const RULES = {
  400: ['bad-json', 'unknown-parameter'],
  401: ['unauthenticated'],
  403: [
    'cancel-by-phone',
    'forbidden',
    'overbook-not-allowed',
    'own-role-change',
    'tenant-suspended',
  ],
  404: ['not-found'],
  409: [
    'already-charged',
    'availability-overlap',
    'busy-try-again',
    'conflict',
    'currency-fixed',
    'email-taken',
    'last-admin',
    'location-in-use',
    'move-not-allowed',
    'patient-busy',
    'patient-inactive',
    'payment-final',
    'possible-duplicate',
    'pricing-exists',
    'request-in-progress',
    'room-in-use',
    'room-taken',
    'session-started',
    'sessions-outside',
    'slot-taken',
    'slug-taken',
    'two-primary-contacts',
    'type-day-limit',
    'type-in-use',
    'type-inactive',
    'type-name-taken',
    'window-full',
  ],
  412: ['stale-document'],
  422: [
    'amount-not-positive',
    'attendance-missing',
    'beyond-horizon',
    'born-in-future',
    'currency-mismatch',
    'end-before-start',
    'idempotency-key-reused',
    'in-past',
    'invalid-buffer',
    'invalid-colour',
    'invalid-currency',
    'invalid-day',
    'invalid-duration',
    'invalid-email',
    'invalid-offset',
    'invalid-phone',
    'invalid-setting',
    'invalid-time',
    'invalid-timezone',
    'invalid-window',
    'name-too-short',
    'negative-price',
    'outside-availability',
    'over-allocated',
    'page-size-too-large',
    'patient-or-group',
    'primary-contact-required',
    'range-too-long',
    'read-only-field',
    'reason-required',
    'received-in-future',
    'self-contact-underage',
    'tenant-mismatch',
    'time-does-not-exist',
    'too-early-for-check-in',
    'too-early-for-no-show',
    'too-many-decimals',
    'type-not-offered',
    'unknown-field',
    'unknown-preset',
    'unknown-role',
    'validation-error',
  ],
  503: ['unavailable'],
} as const

const ruled = Object.entries(RULES).flatMap(([status, codes]) =>
  codes.filter((code) => statusOf.has(code)).map((code) => [code, Number(status)] as const),
)

describe('the codes of the domain', () => {
  it.each(ruled)('should answer %s with %i, as the rules say (API-3)', (code, status) => {
    expect(statusOf.get(code)).toBe(status)
  })

  it('should be many of those that the rules name', () => {
    expect(ruled.length).toBeGreaterThan(60)
  })

  it('should each be defined once', () => {
    expect(makers.length).toBe(statusOf.size)
  })

  it('should be the name of their maker in kebab-case (API-2)', () => {
    const kebab = (name: string) =>
      name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    expect(makers.map(([, { code }]) => code)).toEqual(makers.map(([name]) => kebab(name)))
  })

  it('should answer with a status that the rules know', () => {
    const known = [400, 401, 402, 403, 404, 405, 409, 410, 412, 413, 415, 422, 423, 429, 503]
    expect(makers.filter(([, { status }]) => !known.includes(status))).toEqual([])
  })
})

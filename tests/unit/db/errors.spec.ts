import { describe, expect, it } from '@jest/globals'
import {
  isWorthRetrying,
  refusalOf,
  sqlStateOf,
  toldTo,
  withoutValues,
} from '../../../src/db/errors.ts'
import { isRefusal, notFound } from '../../../src/domain/errors.ts'

/** An error as the driver gives it; its detail holds other people's values. */
const databaseError = (code: string, constraint?: string): Error =>
  Object.assign(new Error('duplicate key value violates …'), {
    code,
    detail: 'Key (email)=(asha@example.org) already exists.',
    severity: 'ERROR',
    ...(constraint === undefined ? {} : { constraint }),
  })
/** As Drizzle wraps it: statement and parameters in its message. */
const fromDrizzle = (cause?: unknown): Error =>
  new Error('Failed query: insert into "patients" values ($1)\nparams: Asha Rao', { cause })

describe('the refusal of a constraint', () => {
  it.each([
    ['attendances_one_per_session_and_patient', 'conflict', 409],
    ['availability_no_overlap', 'availability-overlap', 409],
    ['booking_claims_no_overlap', 'slot-taken', 409],
    ['booking_claims_patient', 'patient-busy', 409],
    ['booking_claims_room', 'room-taken', 409],
    ['booking_claims_therapist', 'slot-taken', 409],
    ['charges_one_per_session_and_patient', 'already-charged', 409],
    ['charges_one_per_source', 'already-charged', 409],
    ['charges_settled_within_cost', 'over-allocated', 422],
    ['history_append_only', 'append-only', 405],
    ['ledger_accounts_above_floor', 'over-allocated', 422],
    ['ledger_accounts_below_ceil', 'credit-spent', 409],
    ['ledger_currency_fixed', 'currency-fixed', 409],
    ['ledger_transfers_reversed_once', 'transfer-reversed', 409],
    ['ledger_transfers_same_key_same_body', 'idempotency-key-reused', 422],
    ['memberships_last_admin', 'last-admin', 409],
    ['memberships_one_per_user', 'already-member', 409],
    ['patients_guardians_one_primary', 'two-primary-contacts', 409],
    ['patients_microchip_unique', 'microchip-taken', 409],
    ['idempotency_records_once', 'request-in-progress', 409],
    ['pricing_one_per_therapist_and_type', 'pricing-exists', 409],
    ['tenants_slug_idx', 'slug-taken', 409],
    ['therapy_types_name_unique', 'type-name-taken', 409],
    ['users_email_idx', 'email-taken', 409],
  ])('should be for %s: %s (API-8)', (constraint, code, status) => {
    expect(refusalOf(databaseError('23514', constraint))).toMatchObject({ code, status })
    expect(refusalOf(databaseError('23505', constraint))).toMatchObject({ code, status })
  })
})

describe('the refusal of an SQLSTATE', () => {
  it.each([
    ['40001', 'busy-try-again', 409],
    ['40P01', 'busy-try-again', 409],
    ['55P03', 'busy-try-again', 409],
    ['23503', 'not-found', 404],
    ['22P02', 'not-found', 404],
    ['42501', 'not-found', 404],
    ['23P01', 'conflict', 409],
  ])('should be for %s: %s (SES-4, TEN-4)', (state, code, status) => {
    expect(refusalOf(databaseError(state))).toMatchObject({ code, status })
    expect(refusalOf(databaseError(state, 'some_other_constraint'))).toMatchObject({ code, status })
  })

  it('should be a validation error naming the constraint for another check', () => {
    expect(refusalOf(databaseError('23514', 'pricing_amounts'))).toMatchObject({
      code: 'validation-error',
      facts: { faults: [{ code: 'pricing_amounts', field: '' }] },
      status: 422,
    })
  })

  it('should leave another unique index to Payload’s own field fault', () => {
    expect(refusalOf(databaseError('23505', 'users_name_idx'))).toBeUndefined()
    expect(refusalOf(databaseError('23505'))).toBeUndefined()
  })

  it.each(['57014', '42P01', '08006', 'XX000'])('should be none for %s: that is a bug', (state) => {
    expect(refusalOf(databaseError(state))).toBeUndefined()
  })

  it.each([
    ['an error of the network', Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
    ['an object that is no error', { code: '40001', severity: 'ERROR' }],
    ['an error without code', Object.assign(new Error('x'), { severity: 'ERROR' })],
    ['null', null],
    ['nothing', undefined],
    ['a text', '40001'],
  ])('should be none for %s', (_, error) => {
    expect(refusalOf(error)).toBeUndefined()
  })

  it('should carry no value of the database in its text or facts (SEC-10)', () => {
    const refusal = refusalOf(databaseError('23505', 'users_email_idx'))
    expect(JSON.stringify([refusal?.message, refusal?.data])).not.toContain('asha@example.org')
  })
})

describe('what is worth another try', () => {
  it.each([
    ['40001', true],
    ['40P01', true],
    ['55P03', false],
    ['23P01', false],
    ['23503', false],
  ])('should say of %s: %p', (state, expected) => {
    const refusal = refusalOf(databaseError(state))
    expect(isWorthRetrying(refusal)).toBe(expected)
    expect(sqlStateOf(refusal)).toBe(state)
  })

  it('should be nothing that the database did not refuse', () => {
    expect(isWorthRetrying(notFound({}))).toBe(false)
    expect(isWorthRetrying(databaseError('40001'))).toBe(false)
    expect([sqlStateOf(notFound({})), sqlStateOf(null), sqlStateOf('40001')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('should not show the SQLSTATE to callers', () => {
    expect(Object.keys(refusalOf(databaseError('40001')) ?? {})).not.toContain('sqlState')
  })
})

describe('withoutValues', () => {
  const textOf = (error: unknown): string =>
    error instanceof Error
      ? [error.message, error.stack, JSON.stringify(error), String(error.cause)].join('\n')
      : String(error)

  it('should turn what Drizzle wraps into the refusal it stands for', () => {
    const refusal = withoutValues(fromDrizzle(databaseError('23P01', 'booking_claims_room')))
    expect(refusal).toMatchObject({ code: 'room-taken' })
    expect(isRefusal(refusal)).toBe(true)
    expect(withoutValues(databaseError('40001'))).toMatchObject({ code: 'busy-try-again' })
  })

  it('should strip statement, parameters and details from every other error (SEC-10)', () => {
    const told = textOf(withoutValues(fromDrizzle(databaseError('42P01', 'some_constraint'))))
    expect(told).toContain('database error 42P01 (some_constraint)')
    expect(told).not.toMatch(/Asha|insert into|params|example\.org|Failed query/)
  })

  it('should strip what Drizzle says without a cause as well (SEC-10)', () => {
    const told = textOf(withoutValues(fromDrizzle()))
    expect(told).toContain('database error unknown')
    expect(told).not.toMatch(/Asha|insert into|Failed query/)
  })

  it('should strip what the driver says itself (SEC-10)', () => {
    const told = textOf(withoutValues(databaseError('57014')))
    expect(told).toContain('database error 57014')
    expect(told).not.toMatch(/duplicate key|example\.org/)
  })

  it('should keep the lines of the stack, so that the bug is found', () => {
    const stripped = withoutValues(fromDrizzle(databaseError('42P01'))) as Error
    const [first, ...lines] = stripped.stack?.split('\n') ?? []
    expect(first).toBe('database error 42P01')
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.filter((line) => !line.trim().startsWith('at '))).toEqual([])
  })

  it('should let refusals through, wrapped or not', () => {
    const refusal = notFound({ field: 'patient' })
    expect(withoutValues(refusal)).toBe(refusal)
    expect(withoutValues(fromDrizzle(refusal))).toBe(refusal)
  })

  it('should leave alone what does not come from the database', () => {
    const bug = new TypeError('x is not a function')
    expect(withoutValues(bug)).toBe(bug)
    expect([withoutValues(null), withoutValues(undefined), withoutValues('no')]).toEqual([
      null,
      undefined,
      'no',
    ])
  })
})

describe('toldTo', () => {
  const logged = (error: unknown) => {
    const entries: unknown[] = []
    const logger = { warn: (entry: unknown) => entries.push(entry) }
    return { entries, told: toldTo({ logger } as never, error, 'create') }
  }

  it('should tell the watchers of the log that the database denied access (TEN-2)', () => {
    const { entries, told } = logged(fromDrizzle(databaseError('42501')))
    expect(told).toMatchObject({ code: 'not-found' })
    expect(entries).toEqual([
      { method: 'create', msg: 'the database denied access', security: true },
    ])
  })

  it('should stay silent about every other error', () => {
    const bug = new TypeError('x is not a function')
    expect(logged(bug)).toEqual({ entries: [], told: bug })
    expect(logged(databaseError('23503')).entries).toEqual([])
  })
})

import type { Payload } from 'payload'
import { availabilityOverlap, pricingExists, typeNameTaken } from '../domain/catalog/errors.ts'
import {
  appendOnly,
  badRequest,
  busyTryAgain,
  conflict,
  idempotencyKeyReused,
  inUse,
  isRefusal,
  notFound,
  type Refusal,
  validationError,
  requestInProgress,
} from '../domain/errors.ts'
import {
  alreadyCharged,
  creditSpent,
  overAllocated,
  transferReversed,
} from '../domain/money/errors.ts'
import {
  alreadyMember,
  emailTaken,
  lastAdmin,
  microchipTaken,
  twoPrimaryContacts,
} from '../domain/people/errors.ts'
import { patientBusy, roomTaken, slotTaken } from '../domain/scheduling/errors.ts'
import { currencyFixed, slugTaken } from '../domain/tenancy/errors.ts'

/** What a constraint of ours means to people. Its name is the only part of a database error that is used. */
const BY_CONSTRAINT: Readonly<Record<string, () => Refusal>> = {
  attendances_one_per_session_and_patient: () => conflict({ field: 'patient' }),
  availability_no_overlap: () => availabilityOverlap({}),
  booking_claims_no_overlap: () => slotTaken({}),
  booking_claims_patient: () => patientBusy({}),
  booking_claims_room: () => roomTaken({}),
  booking_claims_therapist: () => slotTaken({}),
  charges_one_per_session_and_patient: () => alreadyCharged({}),
  charges_one_per_source: () => alreadyCharged({}),
  charges_settled_within_cost: () => overAllocated({ availableMinor: 0, field: 'amountMinor' }),
  history_append_only: () => appendOnly({}),
  idempotency_records_once: () => requestInProgress({}),
  ledger_accounts_above_floor: () => overAllocated({ availableMinor: 0, field: 'amountMinor' }),
  ledger_accounts_below_ceil: () => creditSpent({}),
  ledger_currency_fixed: () => currencyFixed({}),
  ledger_transfers_reversed_once: () => transferReversed({}),
  ledger_transfers_same_key_same_body: () => idempotencyKeyReused({}),
  memberships_last_admin: () => lastAdmin({}),
  memberships_one_per_user: () => alreadyMember({}),
  patients_guardians_one_primary: () => twoPrimaryContacts({}),
  patients_microchip_unique: () => microchipTaken({}),
  pricing_one_per_therapist_and_type: () => pricingExists({}),
  tenants_slug_idx: () => slugTaken({}),
  therapy_types_name_unique: () => typeNameTaken({}),
  users_email_idx: () => emailTaken({}),
}

/** By SQLSTATE, where no constraint of ours speaks (integrity §1.10). */
const BY_STATE: Readonly<Record<string, () => Refusal>> = {
  // What no column of ours can hold or no operator compares: the caller's mistake.
  '22003': () => badRequest({}),
  '22007': () => badRequest({}),
  '22008': () => badRequest({}),
  '22021': () => badRequest({}),
  '22P05': () => badRequest({}),
  '2201W': () => badRequest({}),
  '2201X': () => badRequest({}),
  '42883': () => badRequest({}),
  '22P02': () => notFound({}),
  // A deletion that a relation restricts, as PostgreSQL 18 tells it.
  '23001': () => inUse({ deactivate: false }),
  '23503': () => notFound({}),
  '23505': () => conflict({}),
  '23P01': () => conflict({}),
  '40001': () => busyTryAgain({}),
  '40P01': () => busyTryAgain({}),
  '42501': () => notFound({}),
  '55P03': () => busyTryAgain({}),
}

interface DatabaseError {
  readonly code: string
  readonly constraint?: string
}

const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error &&
  typeof (error as { code?: unknown }).code === 'string' &&
  'severity' in error

/** The refusal that a database error stands for, if it stands for one. */
export const refusalOf = (error: unknown): Refusal | undefined => {
  if (!isDatabaseError(error)) return undefined
  const make =
    BY_CONSTRAINT[error.constraint ?? ''] ??
    // A uniqueness fault that is not ours stays Payload's own field fault.
    (error.code === '23505' ? undefined : BY_STATE[error.code])
  const refusal =
    make?.() ??
    (error.code === '23514'
      ? validationError({ faults: [{ code: error.constraint ?? 'check', field: '' }] })
      : undefined)
  if (refusal !== undefined) Object.defineProperty(refusal, 'sqlState', { value: error.code })
  return refusal
}

/** The SQLSTATE behind a refusal that the database gave, if it did. */
export const sqlStateOf = (error: unknown): string | undefined =>
  isRefusal(error) ? (error as { sqlState?: string }).sqlState : undefined

/** Deadlocks and serialisation faults: the same work may succeed a moment later. */
export const isWorthRetrying = (error: unknown): boolean =>
  ['40001', '40P01'].includes(sqlStateOf(error) ?? '')

/**
 * What leaves the adapter: a refusal, or an error whose text holds no statement and no value.
 * Drizzle's own message contains every parameter, which here means patients' data (SEC-10).
 */
export const withoutValues = (error: unknown): unknown => {
  if (isRefusal(error)) return error
  const cause = (error as { cause?: unknown } | null)?.cause
  if (isRefusal(cause)) return cause
  const database = isDatabaseError(cause) ? cause : isDatabaseError(error) ? error : undefined
  const isFromDrizzle = error instanceof Error && error.message.startsWith('Failed query:')
  if (database === undefined && !isFromDrizzle) return error
  const refusal = database === undefined ? undefined : refusalOf(database)
  if (refusal !== undefined) return refusal
  const told = new Error(
    `database error ${database?.code ?? 'unknown'}` +
      (database?.constraint === undefined ? '' : ` (${database.constraint})`),
  )
  if (error instanceof Error && error.stack !== undefined) {
    told.stack = `${told.message}\n${error.stack.split('\n').filter(isStackLine).join('\n')}`
  }
  return told
}

/** As `withoutValues`; and whoever watches the log learns that the database denied something. */
export const toldTo = (
  payload: Pick<Payload, 'logger'>,
  error: unknown,
  method: string,
): unknown => {
  const told = withoutValues(error)
  if (sqlStateOf(told) === '42501') {
    payload.logger.warn({ method, msg: 'the database denied access', security: true })
  }
  return told
}

const isStackLine = (line: string): boolean => /^\s+at /.test(line)

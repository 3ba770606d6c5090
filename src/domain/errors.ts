/** What a screen needs to help after a "no": ids, limits, allowed values. Never another patient's data. */
export type RefusalFacts = Readonly<Record<string, unknown>>

export interface RefusalData {
  readonly code: string
  readonly facts: RefusalFacts
  /** Present when the refusal belongs to fields, so that Payload's forms mark it. */
  readonly errors?: readonly { readonly message: string; readonly path: string }[]
}

const BRAND = Symbol.for('caseload.refusal')

/** An expected "no". Everything else that is thrown is a bug. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string
  readonly data: RefusalData
  readonly facts: RefusalFacts
  readonly field: string | undefined
  readonly isPublic = true
  readonly status: number
  readonly [BRAND] = true

  constructor(of: {
    code: string
    facts: RefusalFacts
    /** Those to mark, the first before all. */
    fields: readonly string[]
    message: string
    status: number
  }) {
    super(of.message)
    this.code = of.code
    this.facts = of.facts
    this.field = of.fields[0]
    this.status = of.status
    this.data = {
      code: of.code,
      facts: of.facts,
      ...(of.fields.length === 0
        ? {}
        : { errors: of.fields.map((path) => ({ message: of.message, path })) }),
    }
  }
}

/** True for our refusals, whichever copy of this module made them (Express and Next may hold two). */
export const isRefusal = (error: unknown): error is Refusal =>
  typeof error === 'object' && error !== null && BRAND in error

export interface ErrorDefinition<Facts extends RefusalFacts> {
  readonly code: string
  /** The form field to mark, where there is one; or several. */
  readonly field?: string | ((facts: Facts) => readonly string[] | string | undefined)
  readonly message: (facts: Facts) => string
  readonly status: number
}

export type RefusalMaker<Facts extends RefusalFacts> = ((facts: Facts) => Refusal) & {
  readonly code: string
  readonly status: number
}

/** Makes the maker of one refusal: `throw slotTaken({ … })`. */
export const defineError = <Facts extends RefusalFacts = Record<string, never>>(
  definition: ErrorDefinition<Facts>,
): RefusalMaker<Facts> => {
  const make = (facts: Facts): Refusal =>
    new Refusal({
      code: definition.code,
      facts,
      fields: [
        (typeof definition.field === 'function' ? definition.field(facts) : definition.field) ?? [],
      ].flat(),
      message: definition.message(facts),
      status: definition.status,
    })
  return Object.assign(make, { code: definition.code, status: definition.status })
}

interface FieldFact extends Record<string, unknown> {
  field?: string | undefined
}
const fieldOf = (facts: FieldFact): string | undefined => facts.field

// The general codes of API-3 and the conventions of API-4 to API-7.

export const badRequest = defineError({
  code: 'bad-request',
  message: () => 'The request cannot be understood.',
  status: 400,
})
export const badJson = defineError({
  code: 'bad-json',
  message: () => 'The body is not valid JSON.',
  status: 400,
})
export const unknownParameter = defineError<{ parameters: readonly string[] }>({
  code: 'unknown-parameter',
  message: ({ parameters }) => `Unknown query parameter: ${parameters.join(', ')}.`,
  status: 400,
})
export const unauthenticated = defineError({
  code: 'unauthenticated',
  message: () => 'Please sign in.',
  status: 401,
})
export const forbidden = defineError<{ action?: string | undefined; field?: string | undefined }>({
  code: 'forbidden',
  field: fieldOf,
  message: () => 'Your role does not allow this.',
  status: 403,
})
/** A write by cookie that another site may have sent for the person. @rule SEC-5 */
export const csrfFailed = defineError({
  code: 'csrf-failed',
  message: () => 'This request does not come from a page of this server.',
  status: 403,
})
export const methodNotAllowed = defineError<{ method: string }>({
  code: 'method-not-allowed',
  message: ({ method }) => `${method} is not answered here.`,
  status: 405,
})
/** Unknown, foreign and invisible answer alike (TEN-4): the facts name the field, never the reason. */
export const notFound = defineError<FieldFact>({
  code: 'not-found',
  field: fieldOf,
  message: () => 'The requested resource was not found.',
  status: 404,
})
export const conflict = defineError<FieldFact>({
  code: 'conflict',
  field: fieldOf,
  message: () => 'This clashes with what is already stored.',
  status: 409,
})
export const inUse = defineError<{ deactivate: boolean }>({
  code: 'in-use',
  message: ({ deactivate }) =>
    deactivate
      ? 'This has history and cannot be deleted. Deactivate it instead.'
      : 'This is still in use and cannot be deleted.',
  status: 409,
})
export const busyTryAgain = defineError({
  code: 'busy-try-again',
  message: () => 'Somebody else is changing this right now. Please try again.',
  status: 409,
})
export const requestInProgress = defineError({
  code: 'request-in-progress',
  message: () => 'The same request is still running.',
  status: 409,
})
export const idempotencyKeyReused = defineError({
  code: 'idempotency-key-reused',
  message: () => 'This idempotency key was used for a different request.',
  status: 422,
})
export const staleDocument = defineError<{
  /** Who was faster; a dash where nobody knows. */
  by: string
  /** What they changed; marked in forms. */
  fields: readonly string[]
  updatedAt: string
}>({
  code: 'stale-document',
  field: ({ fields }) => fields,
  message: ({ by, fields }) =>
    `Changed meanwhile by ${by}${fields.length === 0 ? '' : `: ${fields.join(', ')}`}. Reload it and try again.`,
  status: 412,
})
export const bodyTooLarge = defineError<{ limitBytes: number }>({
  code: 'body-too-large',
  message: () => 'The request is too large.',
  status: 413,
})
export const unknownField = defineError<{ fields: readonly string[] }>({
  code: 'unknown-field',
  message: ({ fields }) => `Unknown field: ${fields.join(', ')}.`,
  status: 422,
})
export const pageSizeTooLarge = defineError<{ limit: number; max: number }>({
  code: 'page-size-too-large',
  message: ({ max }) => `A page holds between 1 and ${max} rows.`,
  status: 422,
})
export const depthTooLarge = defineError<{ depth: number; max: number }>({
  code: 'depth-too-large',
  message: ({ max }) => `The depth is at most ${max}.`,
  status: 422,
})
/** A GraphQL document that asks for too much at once. */
export const queryTooLarge = defineError<{ max: number; of: string }>({
  code: 'query-too-large',
  message: ({ max, of }) => `The query is too large: at most ${max} ${of}.`,
  status: 422,
})
export interface FieldFault {
  readonly code: string
  readonly field: string
}
/** Several faults at once; a single fault answers with its own code. */
export const validationError = defineError<{ faults: readonly FieldFault[] }>({
  code: 'validation-error',
  field: ({ faults }) => [...new Set(faults.map(({ field }) => field).filter(Boolean))],
  message: ({ faults }) => `Please check: ${faults.map(({ field }) => field).join(', ')}.`,
  status: 422,
})
export const readOnlyField = defineError<{ field: string }>({
  code: 'read-only-field',
  field: fieldOf,
  message: ({ field }) => `${field} is kept by the system and cannot be written.`,
  status: 422,
})
export const reasonRequired = defineError<{ field: string; minLength?: number }>({
  code: 'reason-required',
  field: fieldOf,
  message: () => 'Please give a reason.',
  status: 422,
})
export const appendOnly = defineError({
  code: 'append-only',
  message: () => 'This is history: it is never changed or deleted.',
  status: 405,
})
/** @rule SEC-7 */
export const rateLimited = defineError<{ limit: number; retryAfterSeconds: number }>({
  code: 'rate-limited',
  message: ({ retryAfterSeconds }) =>
    `Too many requests. Please try again in ${retryAfterSeconds} seconds.`,
  status: 429,
})
export const unavailable = defineError<{ missing?: readonly string[] }>({
  code: 'unavailable',
  message: () => 'The service is not ready.',
  status: 503,
})

import { addDataAndFileToRequest, type PayloadRequest } from 'payload'
import * as z from 'zod'
import { userIdOf } from '../../access/rights.ts'
import { type Doc, isDoc } from '../../domain/documents.ts'
import {
  badRequest,
  unauthenticated,
  unknownField,
  unknownParameter,
  validationError,
} from '../../domain/errors.ts'
import { isUuid } from '../../domain/ids.ts'

const unknownKeys = (error: z.ZodError): string[] =>
  error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))

const faultsOf = (error: z.ZodError) =>
  error.issues.map((issue) => ({
    code: issue.code === 'invalid_type' && issue.input === undefined ? 'required' : issue.code,
    field: issue.path.join('.'),
  }))

/** Signed-in staff, or 401: nobody, and nobody of a host's own accounts. Custom endpoints are open unless they ask. */
export const ensureSignedIn = (req: PayloadRequest): void => {
  if (userIdOf(req) === undefined) throw unauthenticated({})
}

/** The JSON body, which is an object; an empty one where none was sent. Refuses `bad-request`. */
export const readBody = async (req: PayloadRequest): Promise<Doc> => {
  await addDataAndFileToRequest(req)
  const body: unknown = req.data === undefined ? {} : req.data
  if (!isDoc(body)) throw badRequest({})
  return body
}

/** The JSON body in a strict shape. Refuses `bad-request`, `unknown-field`, `validation-error`. @rule SEC-6 */
export const parseBody = async <Schema extends z.ZodType>(
  req: PayloadRequest,
  schema: Schema,
): Promise<z.output<Schema>> => {
  ensureSignedIn(req)
  return parseOpenBody(req, schema)
}

/** As `parseBody`, for what is open to everybody. */
export const parseOpenBody = async <Schema extends z.ZodType>(
  req: PayloadRequest,
  schema: Schema,
): Promise<z.output<Schema>> => {
  const parsed = schema.safeParse(await readBody(req), { reportInput: true })
  if (parsed.success) return parsed.data
  const fields = unknownKeys(parsed.error)
  if (fields.length > 0) throw unknownField({ fields })
  throw validationError({ faults: faultsOf(parsed.error) })
}

/** The query in a strict shape. Refuses `unknown-parameter`, `validation-error`. @rule API-7 */
export const parseQuery = <Schema extends z.ZodType>(
  req: PayloadRequest,
  schema: Schema,
): z.output<Schema> => {
  ensureSignedIn(req)
  return parseOpenQuery(req, schema)
}

/** As `parseQuery`, for what is open to everybody. */
export const parseOpenQuery = <Schema extends z.ZodType>(
  req: PayloadRequest,
  schema: Schema,
): z.output<Schema> => {
  // Payload leaves keys without a value behind.
  const given = Object.fromEntries(
    Object.entries(req.query).filter(([, value]) => value !== undefined),
  )
  const parsed = schema.safeParse(given, { reportInput: true })
  if (parsed.success) return parsed.data
  const parameters = unknownKeys(parsed.error)
  if (parameters.length > 0) throw unknownParameter({ parameters })
  throw validationError({ faults: faultsOf(parsed.error) })
}

/** The `:id` of the path; anything that is no id of ours answers as an unknown one. */
export const idParam = (req: PayloadRequest): string =>
  typeof req.routeParams?.id === 'string' ? req.routeParams.id : ''

const MAX_KEY = 200

/** Cut keys would be equal where the caller's differ, so longer ones are refused. @rule API-4 */
export const idempotencyKey = (req: PayloadRequest): string | undefined => {
  const key = req.headers.get('idempotency-key')?.trim() ?? ''
  if (key.length > MAX_KEY) {
    throw validationError({ faults: [{ code: 'too_big', field: 'Idempotency-Key' }] })
  }
  return key === '' ? undefined : key
}

export const uuid = z.string().refine(isUuid, { error: 'not an id' })
export const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
export const amountMinor = z.number()

import { pino, type Logger } from 'pino'
import { isRefusal } from '../domain/errors.ts'

/** What must never reach a log, wherever it stands in what is logged (SEC-9, SEC-10). */
const REDACTED = [
  'authorization',
  'body',
  'cookie',
  'data',
  'headers',
  'params',
  'password',
  'query',
  'secret',
  'token',
]

interface Fault {
  readonly cause?: unknown
  readonly code?: unknown
  readonly message: string
  readonly name: string
  readonly originalError?: unknown
  readonly stack: string
  readonly status?: unknown
}

// Not `instanceof`: Express and Next may hold two copies of a class.
const isFault = (value: unknown): value is Fault =>
  typeof value === 'object' && value !== null && 'message' in value && 'stack' in value

/** Texts of our own making, which hold no values. */
const isSafe = (fault: Fault): boolean =>
  isRefusal(fault) || fault.message.startsWith('database error ')

/**
 * What a log may know of a fault: its kind and where it happened. Its text may hold anything, and so
 * may what libraries hang on it, such as statements with their parameters.
 * @rule SEC-10 OPS-5
 */
export const tellFault = (fault: Fault): object => {
  const inner = fault.originalError ?? fault.cause
  return {
    type: fault.name,
    ...(isSafe(fault) ? { message: fault.message } : {}),
    ...(typeof fault.code === 'string' ? { code: fault.code } : {}),
    ...(typeof fault.status === 'number' ? { status: fault.status } : {}),
    ...(isFault(inner) ? { cause: tellFault(inner) } : {}),
    stack: fault.stack.split('\n').filter((line) => /^\s+at /.test(line)),
  }
}

const withoutText = (logged: unknown): unknown => {
  if (isFault(logged)) return { err: tellFault(logged) }
  const { err } = (logged ?? {}) as { err?: unknown }
  return isFault(err) ? { ...(logged as object), err: tellFault(err) } : logged
}

/** The product's log: one JSON line an event, ids and codes but no values. On standard output. */
export const createLog = (level: string, fileDescriptor = 1): Logger =>
  pino(
    {
      base: { service: 'caseload' },
      hooks: {
        // Before pino makes a message of an error's text.
        logMethod([logged, ...rest], method) {
          method.apply(this, [withoutText(logged), ...rest] as Parameters<typeof method>)
        },
      },
      level,
      redact: {
        censor: '[redacted]',
        paths: REDACTED.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    pino.destination({ dest: fileDescriptor, sync: true }),
  )

export type { Logger }

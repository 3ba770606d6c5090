import { AsyncLocalStorage } from 'node:async_hooks'
import type { PayloadRequest } from 'payload'
import { inTransaction } from '../../db/query.ts'
import { type AuditEvent, recordEvent } from './recordEvent.ts'

type Changes = NonNullable<AuditEvent['changes']>
type Facts = NonNullable<AuditEvent['facts']>

/** What an operation finds out while it runs. */
export interface Noted {
  readonly changes?: Changes
  readonly document?: string
  readonly facts?: Facts
  readonly patients?: readonly string[]
  readonly tenant?: string
}

interface Running {
  changes?: Changes
  document?: string
  facts?: Facts
  readonly patients: Set<string>
  tenant?: string
}

// Express and Next may each hold a copy of this module; both must see the same operation.
const KEY = Symbol.for('caseload.operation')
const shared = globalThis as { [KEY]?: AsyncLocalStorage<Running> }
const store = (shared[KEY] ??= new AsyncLocalStorage())

const note = (
  running: Running,
  { changes, document, facts, patients = [], tenant }: Noted,
): void => {
  if (changes !== undefined) running.changes = { ...running.changes, ...changes }
  if (facts !== undefined) running.facts = { ...running.facts, ...facts }
  for (const patient of patients) running.patients.add(patient)
  running.document ??= document
  running.tenant ??= tenant
}

/** Adds to the operation that is under way; false where there is none. */
export const noteOfOperation = (noted: Noted): boolean => {
  const running = store.getStore()
  if (running === undefined) return false
  note(running, noted)
  return true
}

type Of = Pick<AuditEvent, 'action' | 'document' | 'resource'> & { readonly tenant?: string }

/**
 * Runs what somebody asked for as one operation, which is one line of the audit log whatever it writes and
 * reads on its way; inside another one it is part of that. An operation that never learns whose clinic it
 * is about has shown nothing, and leaves no line.
 * @rule AUD-1 AUD-2
 */
export const recordOperation = async <T>(
  req: PayloadRequest,
  of: Of,
  run: (note: (noted: Noted) => void) => Promise<T>,
): Promise<T> => {
  const outer = store.getStore()
  if (outer !== undefined) {
    return run(({ patients, tenant }) => {
      note(outer, { ...(patients && { patients }), ...(tenant && { tenant }) })
    })
  }
  const running: Running = { patients: new Set(), ...of }
  const result = await store.run(running, () =>
    run((noted) => {
      note(running, noted)
    }),
  )
  const { action, resource } = of
  const { patients, tenant, changes, document, facts } = running
  if (tenant !== undefined) {
    await recordEvent(req, {
      action,
      ...(changes && { changes }),
      ...(document !== undefined && { document }),
      ...(facts && { facts }),
      patients: [...patients],
      resource,
      tenant,
    })
  }
  return result
}

/** As `recordOperation`, for one that writes: its line stands and falls with it. */
export const inOperation = <T>(
  req: PayloadRequest,
  of: Of,
  run: (note: (noted: Noted) => void) => Promise<T>,
): Promise<T> => inTransaction(req, () => recordOperation(req, of, run))

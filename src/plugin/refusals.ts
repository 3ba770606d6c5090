import type { AfterErrorHook } from 'payload'
import { userIdOf } from '../access/rights.ts'
import { onlyTenantOf } from '../operations/operation/patientsOf.ts'
import { recordEventApart } from '../operations/operation/recordEvent.ts'

interface Thrown {
  readonly data?: { readonly facts?: { readonly action?: unknown } } | null
  readonly originalError?: Thrown
  readonly status?: number
}

/** Somebody who may not do what they ask for leaves a line, which does not change the answer. @rule AUD-1 */
export const recordRefusal: AfterErrorHook = async ({ collection, error, req }) => {
  const thrown = error as Thrown
  const { data, status } = thrown.originalError ?? thrown
  if (status !== 403 || userIdOf(req) === undefined) return
  const action = data?.facts?.action
  try {
    await recordEventApart(req, {
      action: 'refused',
      facts: { method: req.method, ...(typeof action === 'string' && { asked: action }) },
      resource: collection?.slug ?? 'api',
      tenant: onlyTenantOf(req) ?? null,
    })
  } catch {
    // It is refused all the same.
  }
}

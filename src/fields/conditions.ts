import type { Condition } from 'payload'
import { may, type Permission } from '../access/permissions.ts'
import { rightsOf } from '../access/rights.ts'
import { idOf } from '../domain/ids.ts'

export const isAnimal: Condition = (data: { kind?: string }) => data.kind === 'animal'
export const isSaved: Condition = (_data, _sibling, { operation }) => operation === 'update'
export const isCancelled: Condition = (data: { status?: string }) =>
  data.status === 'cancelled' || data.status === 'late-cancelled'
export const isPercentFee: Condition = (_, sibling: { kind?: string }) => sibling.kind === 'percent'
export const isFixedFee: Condition = (_, sibling: { kind?: string }) => sibling.kind === 'fixed'
export const isVoided: Condition = (data: { voided?: { at?: string } }) =>
  typeof data.voided?.at === 'string'

/**
 * Shown to whoever holds the permission in the tenant of the form; while that is open, to whoever holds it
 * in each of theirs. What is sent all the same is judged by the hooks.
 */
export const isAllowed =
  (permission: Permission): Condition =>
  (data: { tenant?: unknown }, _sibling, { user }) => {
    const req = { user: user as never }
    const tenant = idOf(data.tenant)
    if (tenant !== undefined) return may(req, permission, tenant)
    const memberships = rightsOf(req)?.memberships ?? []
    return memberships.length > 0 && memberships.every((of) => may(req, permission, of.tenant))
  }

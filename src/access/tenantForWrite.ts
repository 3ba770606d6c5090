import type { PayloadRequest } from 'payload'
import { idOf, isUuid } from '../domain/ids.ts'
import { rightsOf } from './rights.ts'

const COOKIE = /(?:^|;\s*)payload-tenant=([^;]+)/

/**
 * The tenant that a new row of this request belongs to: the one named, else the only one the person
 * belongs to, else the one chosen in the tenant selector. Undefined where that leaves a choice, or
 * where the named tenant is not the person's own.
 * @rule TEN-1 TEN-5
 */
export const tenantForWrite = (
  req: Pick<PayloadRequest, 'user'> & { headers?: Headers },
  named: unknown,
): string | undefined => {
  const own = rightsOf(req)?.memberships.map(({ tenant }) => tenant) ?? []
  if (named !== undefined && named !== null) {
    const asked = idOf(named)
    return isUuid(asked) && own.includes(asked) ? asked : undefined
  }
  if (own.length === 1) return own[0]
  const chosen = COOKIE.exec(req.headers?.get('cookie') ?? '')?.[1]
  return chosen !== undefined && own.includes(chosen) ? chosen : undefined
}

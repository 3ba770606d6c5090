import type { CollectionBeforeOperationHook } from 'payload'
import { grantsOf, isPermission } from '../../access/permissions.ts'
import { isPlatformAdmin, userIdOf } from '../../access/rights.ts'
import { query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import { breakGlassEnded, breakGlassRequired } from '../../domain/tenancy/breakGlass.ts'

const ENDED_LATELY = `
  select 1 from break_glass_grants
   where user_id = $1 and coalesce(ended_at, expires_at) > now() - interval '24 hours' limit 1`

/**
 * Tells the platform's admin that a clinic's records open under a grant only, or that theirs has ended.
 * @rule USR-8
 */
export const ensureBreakGlass: CollectionBeforeOperationHook = async ({
  args,
  collection,
  operation,
  overrideAccess,
  req,
}) => {
  const { disableErrors } = args as { disableErrors?: boolean }
  const isAsked =
    (operation === 'read' || operation === 'readDistinct' || operation === 'count') &&
    req.payloadAPI !== 'local' &&
    overrideAccess !== true &&
    disableErrors !== true
  const permission = `${collection.slug}.read`
  if (!isAsked || !isPlatformAdmin(req) || !isPermission(permission)) return args
  if (grantsOf(req, permission).length > 0) return args
  const ended = await asSystem('break-glass', () => query(req, ENDED_LATELY, [userIdOf(req)]))
  throw ended.length > 0 ? breakGlassEnded({}) : breakGlassRequired({})
}

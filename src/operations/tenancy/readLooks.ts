import type { PayloadRequest } from 'payload'
import { grantsOf, PLATFORM } from '../../access/permissions.ts'
import { breakGlassOf, isPlatformAdmin, userIdOf } from '../../access/rights.ts'
import { query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'

/** One look of the platform into a clinic, as screens tell of it (USR-8). */
export interface Look {
  /** Who looks. */
  readonly by: string
  readonly clinic: string
  readonly endedAt: Date | null
  readonly expiresAt: Date
  readonly id: string
  readonly isOpen: boolean
  readonly isOwn: boolean
  readonly openedAt: Date
  readonly reason: string
  readonly tenant: string
  /** Of the clinic: its times are told in its own zone. */
  readonly timezone: string
}

/** `$1`: of these clinics; `$2`: of this person. */
const looks = (which: string): string => `
  select g.id, g.tenant_id as tenant, t.name as clinic, t.timezone, g.reason,
         g.opened_at as "openedAt", g.expires_at as "expiresAt", g.ended_at as "endedAt",
         g.ended_at is null and g.expires_at > now() as "isOpen",
         coalesce(g.user_id = $2, false) as "isOwn",
         (select full_name from users where id = g.user_id) as by
    from break_glass_grants g join tenants t on t.id = g.tenant_id
   where (g.tenant_id = any($1) or g.user_id = $2) and ${which}
   order by g.opened_at desc limit 100`

const RUNNING = looks('g.ended_at is null and g.expires_at > now()')
const ALL = looks('true')

/** The clinics all of whose looks the caller may see: those that they run. */
const ledBy = (req: PayloadRequest): string[] =>
  grantsOf(req, 'break-glass.read')
    .filter(({ reach, tenant }) => reach === 'all' && tenant !== PLATFORM)
    .map(({ tenant }) => tenant)

const readBy = async (
  req: PayloadRequest,
  { sql, tenants }: { sql: string; tenants: readonly string[] },
): Promise<Look[]> => {
  const own = isPlatformAdmin(req) ? userIdOf(req) : null
  return asSystem('break-glass', () =>
    query<Look & Record<string, unknown>>(req, sql, [tenants, own]),
  )
}

/** What runs at this moment: the caller's own looks, and every look into a clinic they run. @rule USR-8 */
export const readRunningLooks = async (req: PayloadRequest): Promise<Look[]> => {
  const tenants = ledBy(req)
  const isAsked = tenants.length > 0 || breakGlassOf(req).length > 0
  return isAsked ? readBy(req, { sql: RUNNING, tenants }) : []
}

/** As `readRunningLooks`, with what is over; the newest 100. @rule USR-8 */
export const readLooks = async (req: PayloadRequest): Promise<Look[]> => {
  const tenants = ledBy(req)
  return tenants.length > 0 || isPlatformAdmin(req) ? readBy(req, { sql: ALL, tenants }) : []
}

/** The clinics that the platform may choose from. Nobody else sees any. */
export const readClinicsToLookInto = async (
  req: PayloadRequest,
): Promise<{ id: string; name: string }[]> =>
  isPlatformAdmin(req)
    ? query(req, 'select id, name from tenants where suspended_at is null order by name')
    : []

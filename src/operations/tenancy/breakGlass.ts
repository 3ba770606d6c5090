import type { PayloadRequest } from 'payload'
import { grantsOf, PLATFORM } from '../../access/permissions.ts'
import { isPlatformAdmin, membershipIn, userIdOf } from '../../access/rights.ts'
import { inTransaction, query, queryOne } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import { forbidden, notFound, reasonRequired } from '../../domain/errors.ts'
import { isUuid } from '../../domain/ids.ts'
import { BREAK_GLASS_MINUTES, MIN_BREAK_GLASS_REASON } from '../../domain/tenancy/breakGlass.ts'
import { recordEvent } from '../operation/recordEvent.ts'
import { tellAdminsOfGrant } from './tellAdminsOfGrant.ts'

/** Leave to look into a clinic: who, why, until when. */
export interface Grant {
  /** Who opened it. */
  readonly by: string
  readonly endedAt: string | null
  readonly expiresAt: string
  readonly id: string
  readonly isOpen: boolean
  readonly openedAt: string
  readonly reason: string
  readonly tenant: string
}

const GRANT = `
  g.id, g.tenant_id as tenant, g.reason, g.opened_at as "openedAt", g.expires_at as "expiresAt",
  g.ended_at as "endedAt", g.ended_at is null and g.expires_at > now() as "isOpen",
  (select full_name from users where id = g.user_id) as by`

const ensureTenantExists = async (req: PayloadRequest, tenant: string): Promise<void> => {
  const rows = isUuid(tenant)
    ? await query(req, 'select 1 from tenants where id = $1', [tenant])
    : []
  if (rows.length === 0) throw notFound({})
}

/**
 * Opens a grant of 60 minutes to read one clinic, or answers the one that runs. The clinic's admins are
 * told. Refuses `forbidden`, `not-found`, `reason-required` (at least 10 characters).
 * @rule USR-8
 */
export const openBreakGlass = async (
  req: PayloadRequest,
  { reason, tenant }: { reason: string; tenant: string },
): Promise<{ grant: Grant; isRepeat: boolean }> => {
  const userId = userIdOf(req)
  // Only who may look into any clinic learns whether this one exists.
  if (!isPlatformAdmin(req) || userId === undefined) throw forbidden({ action: 'break-glass.open' })
  const text = reason.trim()
  if (text.length < MIN_BREAK_GLASS_REASON) {
    throw reasonRequired({ field: 'reason', minLength: MIN_BREAK_GLASS_REASON })
  }
  const opened = await asSystem('break-glass', () =>
    inTransaction(req, async () => {
      await ensureTenantExists(req, tenant)
      // Two tabs open one grant, not two.
      await query(req, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `break-glass:${userId}:${tenant}`,
      ])
      const [running] = await query<Grant & Record<string, unknown>>(
        req,
        `select ${GRANT} from break_glass_grants g
          where user_id = $1 and tenant_id = $2 and ended_at is null and expires_at > now()`,
        [userId, tenant],
      )
      if (running !== undefined) return { grant: running, isRepeat: true }
      const grant = await queryOne<Grant & Record<string, unknown>>(
        req,
        `with g as (insert into break_glass_grants (tenant_id, user_id, reason, expires_at)
         values ($1, $2, $3, now() + make_interval(mins => $4)) returning *)
         select ${GRANT} from g`,
        [tenant, userId, text, BREAK_GLASS_MINUTES],
      )
      await recordEvent(req, {
        action: 'break-glass.open',
        document: grant.id,
        facts: { expiresAt: grant.expiresAt, reason: text },
        resource: 'break-glass',
        tenant,
      })
      return { grant, isRepeat: false }
    }),
  )
  if (!opened.isRepeat) await tellAdminsOfGrant(req, opened.grant)
  return opened
}

/** Whose grants of a clinic the caller may see or end: all of them as its admin, else their own. */
const reachIn = (req: PayloadRequest, tenant: string, action: 'end' | 'read'): string | null => {
  const permission = `break-glass.${action}` as const
  const reaches = grantsOf(req, permission)
    .filter((grant) => grant.tenant === tenant || grant.tenant === PLATFORM)
    .map(({ reach }) => reach)
  if (reaches.length === 0) {
    throw membershipIn(req, tenant) === undefined ? notFound({}) : forbidden({ action: permission })
  }
  return reaches.includes('all') ? null : (userIdOf(req) ?? '')
}

/** The platform's admin sees grants that ran out; a clinic's own people stay behind the second wall. */
const inReach = <T>(req: PayloadRequest, run: () => Promise<T>): Promise<T> =>
  isPlatformAdmin(req) ? asSystem('break-glass', run) : run()

/**
 * Ends what runs: the platform's admin their own grant, the clinic's admin every grant on the clinic.
 * @rule USR-8
 */
export const endBreakGlass = async (req: PayloadRequest, tenant: string): Promise<number> => {
  const ofUser = reachIn(req, tenant, 'end')
  return inReach(req, () =>
    inTransaction(req, async () => {
      await ensureTenantExists(req, tenant)
      const ended = await query<{ id: string }>(
        req,
        `update break_glass_grants set ended_at = now(), ended_by_id = $3
          where tenant_id = $1 and ($2::uuid is null or user_id = $2)
            and ended_at is null and expires_at > now() returning id`,
        [tenant, ofUser, userIdOf(req)],
      )
      for (const { id } of ended) {
        await recordEvent(req, {
          action: 'break-glass.end',
          document: id,
          resource: 'break-glass',
          tenant,
        })
      }
      return ended.length
    }),
  )
}

/** Who looked into the clinic, when and why; the newest 100. @rule USR-8 */
export const readBreakGlass = async (req: PayloadRequest, tenant: string): Promise<Grant[]> => {
  const ofUser = reachIn(req, tenant, 'read')
  return inReach(req, async () => {
    await ensureTenantExists(req, tenant)
    return query<Grant & Record<string, unknown>>(
      req,
      `select ${GRANT} from break_glass_grants g
        where tenant_id = $1 and ($2::uuid is null or user_id = $2)
        order by opened_at desc limit 100`,
      [tenant, ofUser],
    )
  })
}

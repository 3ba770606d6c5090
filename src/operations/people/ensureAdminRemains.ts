import { query, queueFor } from '../../db/query.ts'
import type { DatabaseRequest } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import { lastAdmin } from '../../domain/people/errors.ts'

/** Admins at work in a tenant: the membership is active, and so is the account. */
const ADMINS = `
  select m.tenant_id, m.user_id from memberships m
    join memberships_roles r on r.parent_id = m.id and r.value = 'admin'
    join account_states a on a.user_id = m.user_id and a.active
   where m.active`

const tenantsLedBy = async (req: DatabaseRequest, user: string): Promise<string[]> => {
  const rows = await query<{ tenant_id: string }>(req, `${ADMINS} and m.user_id = $1`, [user])
  return rows.map(({ tenant_id: tenant }) => tenant)
}

/** True where somebody else, or anybody at all, is an admin at work in the tenant. */
export const hasAdmin = async (
  req: DatabaseRequest,
  tenant: string,
  exceptUser: string | null = null,
): Promise<boolean> => {
  const rows = await query(
    req,
    `${ADMINS} and m.tenant_id = $1 and m.user_id is distinct from $2::uuid limit 1`,
    [tenant, exceptUser],
  )
  return rows.length > 0
}

/** Whoever makes or unmakes an admin waits here for the others who do. */
export const queueForAdmins = (req: DatabaseRequest, tenants: readonly string[]): Promise<void> =>
  queueFor(
    req,
    tenants.map((tenant) => `${tenant}:admins`),
  )

/**
 * A tenant keeps an admin when this person stops being one, in one tenant or in all they lead. Judged
 * under a lock, so that two admins who remove each other at the same moment do not both succeed.
 * Refuses `last-admin`.
 * @rule USR-5
 */
export const ensureAdminRemains = (
  req: DatabaseRequest,
  { tenant, user }: { tenant?: string; user: string },
): Promise<void> =>
  // The platform switches accounts off without seeing the tenants that it concerns.
  asSystem('resolve-rights', async () => {
    const tenants = tenant === undefined ? await tenantsLedBy(req, user) : [tenant]
    await queueForAdmins(req, tenants)
    for (const led of tenants) {
      if (!(await hasAdmin(req, led, user))) throw lastAdmin({})
    }
  })

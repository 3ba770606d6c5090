import type { PayloadRequest } from 'payload'
import { may } from '../../access/permissions.ts'
import { userIdOf } from '../../access/rights.ts'
import { query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import { forbidden } from '../../domain/errors.ts'
import type { Role } from '../../domain/people/roles.ts'

/** One who works in the clinic. */
export interface Colleague {
  /** Their codes may be taken away here: set up, and a person of this clinic alone (USR-5). */
  readonly canResetMfa: boolean
  readonly email: string
  readonly hasMfa: boolean
  readonly isActive: boolean
  readonly membership: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly user: string
}

/** One who was asked and has not come yet. */
export interface Invited {
  readonly email: string
  readonly expiresAt: Date
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
}

export interface Team {
  readonly colleagues: readonly Colleague[]
  readonly invited: readonly Invited[]
  /** For the front desk, which may be limited to some. */
  readonly locations: readonly { id: string; name: string }[]
}

const COLLEAGUES = `
  select m.id as membership, u.id as user, u.full_name as name, u.email, m.active as "isActive",
         array(select r.value::text from memberships_roles r
                where r.parent_id = m.id order by r."order") as roles,
         c.user_id is not null as "hasMfa",
         c.user_id is not null and u.id <> $2 and a.platform_role is null
           and not exists (select from memberships o
                            where o.user_id = u.id and o.tenant_id <> $1) as "canResetMfa"
    from memberships m
    join users u on u.id = m.user_id
    left join account_states a on a.user_id = u.id
    left join user_mfa c on c.user_id = u.id and c.confirmed_at is not null
   where m.tenant_id = $1
   order by m.active desc, u.full_name`

/** The newest of each address that is still open, unless the person came otherwise. */
const INVITED = `
  select * from (
    select distinct on (i.email) i.id, i.email, i.first_name || ' ' || i.last_name as name, i.roles,
           i.expires_at as "expiresAt", i.used_at
      from invitations i where i.tenant_id = $1 order by i.email, i.created_at desc) newest
   where used_at is null and "expiresAt" > now()
     and not exists (select from memberships m join users u on u.id = m.user_id
                      where m.tenant_id = $1 and m.active and u.email = newest.email)
   order by email`

/** Who works in the clinic and who was invited; for its admins. Refuses `forbidden`. @rule USR-5 USR-6 */
export const readTeam = async (req: PayloadRequest, tenant: string): Promise<Team> => {
  if (!may(req, 'users.invite', tenant)) throw forbidden({ action: 'users.invite' })
  return asSystem('sign-in', async () => {
    const [colleagues, invited, locations] = await Promise.all([
      query<Colleague & Record<string, unknown>>(req, COLLEAGUES, [tenant, userIdOf(req)]),
      query<Invited & Record<string, unknown>>(req, INVITED, [tenant]),
      query<{ id: string; name: string }>(
        req,
        'select id, name from locations where tenant_id = $1 and active order by name',
        [tenant],
      ),
    ])
    return { colleagues, invited, locations }
  })
}

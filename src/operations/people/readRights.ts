import type { PayloadRequest } from 'payload'
import type { MembershipRights, Rights } from '../../access/rights.ts'
import { type DatabaseRequest, query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'
import { endSignIns, GRACE_SECONDS, idleSince } from '../signIn/signInRecords.ts'
import type { ReadToken } from '../signIn/signInToken.ts'

interface Row {
  readonly active: boolean
  readonly grants: Rights['grants']
  readonly memberships: readonly (MembershipRights & { readonly mfaMissing?: boolean })[]
  readonly platformRole: Rights['platformRole']
}

const NO_RIGHTS: Rights = { grants: [], memberships: [], platformRole: null }

const TOGGLES: Readonly<Record<string, string>> = {
  'billing.operatorRecordsPayments': 'billing_operator_records_payments',
  'billing.therapistSeesAmounts': 'billing_therapist_sees_amounts',
  'scheduling.operatorOverbooks': 'scheduling_operator_overbooks',
}

const toggleArray = Object.entries(TOGGLES)
  .map(([name, column]) => `case when x.${column} then '${name}' end`)
  .join(', ')

/** Of the person `$1`, whose account is `a`; `hasMfa` tells whether a second factor was given. */
const memberships = (hasMfa: string): string => `
    (select coalesce(json_agg(json_build_object(
        'id', m.id, 'tenant', m.tenant_id, 'currency', t.currency, 'locale', t.locale,
        'timezone', t.timezone,
        'roles', (select coalesce(json_agg(r.value order by r."order"), '[]')
                    from memberships_roles r where r.parent_id = m.id),
        'locations', (select coalesce(json_agg(l.locations_id), '[]')
                        from memberships_rels l
                       where l.parent_id = m.id and l.path = 'locations'),
        'toggles', to_json(array_remove(array[${toggleArray}], null)),
        'mfaMissing', not ${hasMfa} and exists (
           select from settings_security_mfa_roles f
             join memberships_roles r on r.parent_id = m.id and r.value::text = f.value::text
            where f.parent_id = x.id)) order by m.created_at),
        '[]')
       from memberships m
       join tenants t on t.id = m.tenant_id and t.suspended_at is null
       left join settings x on x.tenant_id = m.tenant_id
      where m.user_id = $1 and m.active)`

/** Of the person `$1`: the clinics that the platform lets them look into, until when. */
const GRANTS = `
    (select coalesce(json_agg(json_build_object('id', g.id, 'tenant', g.tenant_id, 'clinic', t.name,
        'expiresAt', to_char(g.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        order by g.opened_at), '[]')
       from break_glass_grants g join tenants t on t.id = g.tenant_id
      where g.user_id = $1 and a.platform_role is not null and g.ended_at is null
        and g.expires_at > now())`

const RIGHTS = `
  select a.active, a.platform_role as "platformRole",
         ${memberships('exists (select from user_mfa c where c.user_id = $1 and c.confirmed_at is not null)')} as memberships,
         ${GRANTS} as grants
    from account_states a where a.user_id = $1`

const SIGNED_IN = `
  select a.active, a.platform_role as "platformRole", ${memberships('(s.mfa_at is not null)')} as memberships,
         ${GRANTS} as grants,
         u.xmin || ':' || u.ctid as version,
         case when s.id is null or s.ended_at is not null then 'ended'
              when s.expires_at <= now() or s.last_used_at <= ${idleSince('$1')} then 'expired'
              when s.token_hash = $3 then 'live'
              when s.previous_hash = $3
                   and s.rotated_at > now() - interval '${GRACE_SECONDS} seconds' then 'live'
              else 'reused' end as state,
         s.last_used_at < now() - interval '30 seconds' as "isUseOld"
    from users u left join account_states a on a.user_id = u.id
    left join sign_in_records s on s.id = $2 and s.user_id = u.id
   where u.id = $1`

const rightsOfRow = (row: Row | undefined): Rights => {
  if (row?.active !== true) return NO_RIGHTS
  const usable = row.memberships.filter(({ mfaMissing }) => mfaMissing !== true)
  return {
    grants: row.grants,
    memberships: usable.map(({ mfaMissing: _, ...membership }) => membership),
    platformRole: row.platformRole,
    ...(usable.length < row.memberships.length ? { mfaMissing: true } : {}),
  }
}

/**
 * What a person may do at this moment: active memberships of tenants that are not suspended, and the
 * platform role. An account that is not active has no rights at all.
 * @rule USR-1 USR-5 TEN-17
 */
export const readRights = async (req: PayloadRequest, userId: string): Promise<Rights> => {
  // Before the rights are known there is no tenant in sight yet.
  const [row] = await asSystem('resolve-rights', () => query<Row>(req, RIGHTS, [userId]))
  return rightsOfRow(row)
}

/** A person as a request finds them: their rights, their sign-in, and which version of their row this is. */
export interface SignedIn {
  readonly rights: Rights
  /** `reused`: a token that was renewed long ago, so two hold tokens of one sign-in. */
  readonly state: 'ended' | 'expired' | 'live' | 'reused'
  readonly version: string
}

type SignedInRow = Row & { isUseOld: boolean; state: SignedIn['state']; version: string }

const note = async (req: DatabaseRequest, of: ReadToken, row: SignedInRow): Promise<void> => {
  if (row.state === 'live' && row.isUseOld) {
    await query(
      req,
      `update sign_in_records set last_used_at = now()
        where id = $1 and ended_at is null and last_used_at < now() - interval '30 seconds'`,
      [of.signIn],
    )
  }
  if (row.state === 'expired' || row.state === 'reused') {
    const which = { only: of.signIn }
    await endSignIns(req, { reason: row.state, user: of.user, which })
  }
}

/**
 * As `readRights`, with the sign-in that the token names; undefined for an unknown person. One statement;
 * another one where its use must be noted or it has come to its end.
 * @rule SEC-1 SEC-2 SEC-11
 */
export const readSignedIn = (req: DatabaseRequest, of: ReadToken): Promise<SignedIn | undefined> =>
  asSystem('resolve-rights', async () => {
    const [row] = await query<SignedInRow>(req, SIGNED_IN, [of.user, of.signIn, of.hash])
    if (row === undefined) return undefined
    await note(req, of, row)
    return { rights: rightsOfRow(row), state: row.state, version: row.version }
  })

import type { PayloadRequest } from 'payload'
import type { Rights } from '../../access/rights.ts'
import { type DatabaseRequest, query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'

type Row = Rights & { readonly active: boolean }

const NO_RIGHTS: Rights = { grants: [], memberships: [], platformRole: null }

const TOGGLES: Readonly<Record<string, string>> = {
  'billing.operatorRecordsPayments': 'billing_operator_records_payments',
  'billing.therapistSeesAmounts': 'billing_therapist_sees_amounts',
  'scheduling.operatorOverbooks': 'scheduling_operator_overbooks',
}

const toggleArray = Object.entries(TOGGLES)
  .map(([name, column]) => `case when x.${column} then '${name}' end`)
  .join(', ')

/** Of the person `$1`, whose account is `a`. */
const MEMBERSHIPS = `
    (select coalesce(json_agg(json_build_object(
        'id', m.id, 'tenant', m.tenant_id, 'currency', t.currency, 'locale', t.locale,
        'timezone', t.timezone,
        'roles', (select coalesce(json_agg(r.value order by r."order"), '[]')
                    from memberships_roles r where r.parent_id = m.id),
        'locations', (select coalesce(json_agg(l.locations_id), '[]')
                        from memberships_rels l
                       where l.parent_id = m.id and l.path = 'locations'),
        'toggles', to_json(array_remove(array[${toggleArray}], null))) order by m.created_at),
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
  select a.active, a.platform_role as "platformRole", ${MEMBERSHIPS} as memberships,
         ${GRANTS} as grants
    from account_states a where a.user_id = $1`

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`

const SIGNED_IN = `
  select a.active, a.platform_role as "platformRole", ${MEMBERSHIPS} as memberships,
         ${GRANTS} as grants,
         u.xmin || ':' || u.ctid as version,
         (select coalesce(json_agg(json_build_object('id', s.id,
              'createdAt', to_char(s.created_at at time zone 'UTC', ${INSTANT}),
              'expiresAt', to_char(s.expires_at at time zone 'UTC', ${INSTANT}))
              order by s._order), '[]')
            from users_sessions s where s._parent_id = u.id) as sessions
    from users u left join account_states a on a.user_id = u.id where u.id = $1`

const rightsOfRow = (row: Row | undefined): Rights =>
  row?.active === true
    ? { grants: row.grants, memberships: row.memberships, platformRole: row.platformRole }
    : NO_RIGHTS

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

export interface SignIn {
  readonly createdAt: string
  readonly expiresAt: string
  readonly id: string
}

/** A person as a request finds them: their rights, their sign-ins, and which version of their row this is. */
export interface SignedIn {
  readonly rights: Rights
  readonly sessions: readonly SignIn[]
  readonly version: string
}

type SignedInRow = { sessions: SignIn[]; version: string } & Row

/** As `readRights`, with the sign-ins; undefined for an unknown person. One statement. */
export const readSignedIn = async (
  req: DatabaseRequest,
  userId: string,
): Promise<SignedIn | undefined> => {
  const [row] = await asSystem('resolve-rights', () => query<SignedInRow>(req, SIGNED_IN, [userId]))
  if (row === undefined) return undefined
  return { rights: rightsOfRow(row), sessions: row.sessions, version: row.version }
}

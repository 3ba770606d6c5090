import type { PayloadRequest } from 'payload'
import type { Rights } from '../../access/rights.ts'
import { query } from '../../db/query.ts'
import { asSystem } from '../../db/scope.ts'

type Row = Rights & { readonly active: boolean }

const NO_RIGHTS: Rights = { memberships: [], platformRole: null }

const TOGGLES: Readonly<Record<string, string>> = {
  'billing.operatorRecordsPayments': 'billing_operator_records_payments',
  'billing.therapistSeesAmounts': 'billing_therapist_sees_amounts',
  'scheduling.operatorOverbooks': 'scheduling_operator_overbooks',
}

const toggleArray = Object.entries(TOGGLES)
  .map(([name, column]) => `case when x.${column} then '${name}' end`)
  .join(', ')

const RIGHTS = `
  select a.active, a.platform_role as "platformRole",
    (select coalesce(jsonb_agg(jsonb_build_object(
        'id', m.id, 'tenant', m.tenant_id, 'currency', t.currency, 'locale', t.locale,
        'timezone', t.timezone,
        'roles', (select coalesce(jsonb_agg(r.value order by r."order"), '[]'::jsonb)
                    from memberships_roles r where r.parent_id = m.id),
        'locations', (select coalesce(jsonb_agg(l.locations_id), '[]'::jsonb)
                        from memberships_rels l
                       where l.parent_id = m.id and l.path = 'locations'),
        'toggles', to_jsonb(array_remove(array[${toggleArray}], null))) order by m.created_at),
        '[]'::jsonb)
       from memberships m
       join tenants t on t.id = m.tenant_id and t.suspended_at is null
       left join settings x on x.tenant_id = m.tenant_id
      where m.user_id = $1 and m.active) as memberships
    from account_states a where a.user_id = $1`

/**
 * What a person may do at this moment: active memberships of tenants that are not suspended, and the
 * platform role. An account that is not active has no rights at all.
 * @rule USR-1 USR-5 TEN-17
 */
export const readRights = async (req: PayloadRequest, userId: string): Promise<Rights> => {
  // Before the rights are known there is no tenant in sight yet.
  const [row] = await asSystem('resolve-rights', () => query<Row>(req, RIGHTS, [userId]))
  if (row?.active !== true) return NO_RIGHTS
  return {
    memberships: row.memberships,
    platformRole: row.platformRole,
  }
}

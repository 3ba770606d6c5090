import type { QueryResult } from 'pg'
import { EXPECTED_GUARDS } from './expected.ts'

/**
 * Every object of this database that could be a guard, with its definition: constraints, unique
 * indexes, enabled triggers, functions, views, columns that are never empty, partitions, and what the
 * runtime role is denied.
 */
export const CURRENT_GUARDS = `
  select 'constraint ' || c.relname || '.' || k.conname as guard,
         pg_get_constraintdef(k.oid)
           || case when k.convalidated then '' else ' not validated' end
           || case when exists (select from pg_trigger t where t.tgconstraint = k.oid and t.tgenabled <> 'O')
                   then ' switched off' else '' end as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
   where c.relnamespace = 'public'::regnamespace
  union all
  select 'index ' || i.relname, pg_get_indexdef(x.indexrelid)
    from pg_index x join pg_class i on i.oid = x.indexrelid
   where i.relnamespace = 'public'::regnamespace and x.indisunique and x.indisvalid
  union all
  select 'trigger ' || c.relname || '.' || t.tgname, pg_get_triggerdef(t.oid)
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
   where c.relnamespace = 'public'::regnamespace and not t.tgisinternal and t.tgenabled = 'O'
  union all
  select 'function ' || n.nspname || '.' || p.proname,
         md5(p.prosrc) || ' ' || p.prosecdef || ' ' || coalesce(array_to_string(p.proconfig, ','), '')
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where n.nspname in ('guards', 'claims', 'counters', 'fin', 'audit')
  union all
  select 'view ' || schemaname || '.' || viewname, md5(definition) from pg_views where schemaname = 'fin'
  union all
  select 'wall ' || c.relname,
         (select string_agg(concat_ws(' ', p.polname, p.polpermissive, p.polcmd, p.polroles::text,
                                      pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)),
                            '; ' order by p.polname) from pg_policy p where p.polrelid = c.oid)
    from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relrowsecurity and c.relforcerowsecurity
  union all
  select 'not-null ' || c.relname || '.' || a.attname, 'not null'
    from pg_attribute a join pg_class c on c.oid = a.attrelid
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnotnull and a.attname = 'tenant_id'
  union all
  select 'denied ' || c.relname || '.' || lower(p.privilege), 'denied'
    from pg_class c cross join (values ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE')) p (privilege)
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
     and not has_table_privilege('caseload_runtime', c.oid, p.privilege)
     and (p.privilege in ('DELETE', 'TRUNCATE')
          or not has_any_column_privilege('caseload_runtime', c.oid, p.privilege))
  union all
  select 'denied ' || n.nspname || '.' || p.proname || '.execute', 'denied'
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where n.nspname in ('guards', 'claims', 'counters', 'fin', 'audit')
     and not has_function_privilege('caseload_runtime', p.oid, 'EXECUTE')
  union all
  select 'partitions ' || c.relname, 'append-only, none for the runtime role'
    from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'p'
     and not exists (
       select from pg_inherits i cross join (values ('keep_history'), ('keep_all_history')) k (name)
        where i.inhparent = c.oid
          and (has_table_privilege('caseload_runtime', i.inhrelid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
               or not exists (select from pg_trigger t where t.tgrelid = i.inhrelid and t.tgname = k.name
                                 and t.tgenabled = 'O' and t.tgfoid = to_regproc('guards.refuse_change'))))
  union all
  select 'role caseload_runtime', 'no rights of its own, owns nothing, is nobody else'
    from pg_roles r
   where r.rolname = 'caseload_runtime'
     and not (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication)
     and not exists (select from pg_class c where c.relowner = r.oid)
     and not exists (select from pg_proc p where p.proowner = r.oid)
     and not exists (select from pg_namespace n where n.nspowner = r.oid)
     and not exists (select from pg_auth_members m where m.member = r.oid)`

const MISSING = `
  select e.guard, c.guard is null as gone
    from unnest($1::text[]) as e (guard)
    left join (${CURRENT_GUARDS}) c on c.guard = e.guard
    left join guard_inventory i on i.guard = e.guard
   where c.guard is null or c.definition is distinct from i.definition
   order by e.guard`

interface Queryable {
  query: (sql: string, values?: unknown[]) => Promise<Pick<QueryResult, 'rows'>>
}

/** The guards that are gone, switched off, or not what was put in place. Empty: all is well. */
export const findMissingGuards = async (client: Queryable): Promise<string[]> => {
  const { rows } = await client.query(MISSING, [[...EXPECTED_GUARDS]])
  return (rows as { gone: boolean; guard: string }[]).map(({ gone, guard }) =>
    gone ? guard : `${guard} (changed)`,
  )
}

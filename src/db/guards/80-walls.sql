-- TEN-2, TEN-3: the second wall. Whatever statement is sent, a connection reads and writes only rows of the
-- tenants it works for: `app.tenants` lists them, `*` is the system's own work, nothing is none. It binds the
-- owner of the tables too, and with it every function that runs in its name.
create or replace function guards.raise_wall(p_table regclass, p_condition text) returns void
language plpgsql set search_path = pg_catalog, public as $$
declare
  v_policy name;
begin
  for v_policy in select polname from pg_policy where polrelid = p_table loop
    execute format('drop policy %I on %s', v_policy, p_table);
  end loop;
  execute format('alter table %s enable row level security', p_table);
  execute format('alter table %s force row level security', p_table);
  execute format('create policy tenant_wall on %s using (%s) with check (%s)', p_table, p_condition, p_condition);
end
$$;

-- Works on the catalog, so that a new table stands behind the wall the moment it is migrated.
do $$
declare
  -- Asked once a statement, not once a row.
  v_system text := '(select current_setting(''app.tenants'', true) = ''*'')';
  v_sight text := '(select string_to_array(nullif(current_setting(''app.tenants'', true), ''*''), '','')::uuid[])';
  v_table regclass;
begin
  for v_table in
    select c.oid::regclass
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
  loop
    perform guards.raise_wall(v_table, format('tenant_id = any (%s::uuid[]) or %s', v_sight, v_system)
      -- The platform, which is no tenant, sees who works where.
      || case when v_table::text like 'memberships%'
              then format(' or %L = any (%s::uuid[])', '00000000-0000-0000-0000-000000000000', v_sight)
              else '' end);
  end loop;
end
$$;

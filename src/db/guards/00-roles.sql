-- The role that serves requests: it owns nothing, cannot bypass policies, and logs in only through
-- logins that are members of it.
do $$
begin
  if not exists (select from pg_roles where rolname = 'caseload_runtime') then
    create role caseload_runtime nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
exception
  when duplicate_object or unique_violation then null; -- another database of the cluster made it
end
$$;

-- Whoever migrates may also serve: with a single login the server switches to the runtime role. Where
-- another login of the cluster made the role, its grant comes from there.
do $$
declare
  v_new boolean := current_setting('server_version_num')::int >= 160000;
begin
  if not pg_has_role(current_user, 'caseload_runtime', case when v_new then 'SET' else 'MEMBER' end) then
    execute format('grant caseload_runtime to %I', current_user)
      || case when v_new then ' with inherit false, set true' else '' end;
  end if;
end
$$;

create extension if not exists btree_gist;
create schema if not exists guards;
create schema if not exists claims;
create schema if not exists counters;
create schema if not exists fin;

-- What was put in place, as the catalog tells it: the server compares, and apply puts back what is gone.
create table if not exists guard_inventory (guard text primary key, definition text not null);

-- True where the connection's scope holds the tenant: `app.tenants` is set by the adapter (integrity §1.8).
create or replace function guards.in_scope(p_tenant uuid) returns boolean
language sql stable parallel safe set search_path = pg_catalog as $$
  select case coalesce(current_setting('app.tenants', true), '')
           when '*' then true
           when '' then false
           else p_tenant::text = any (string_to_array(current_setting('app.tenants', true), ','))
         end
$$;

-- Ids that grow with time (RFC 9562, version 7), so that rows of one moment keep their order and new rows
-- lie side by side in an index. PostgreSQL has its own from 18 on.
do $$
begin
  if current_setting('server_version_num')::int >= 180000 then
    create or replace function guards.new_id() returns uuid language sql volatile parallel safe
      set search_path = pg_catalog
      as 'select uuidv7()';
  else
    create or replace function guards.new_id() returns uuid language sql volatile parallel safe
      set search_path = pg_catalog as $f$
      select encode(substring(int8send(floor(ms)::bigint) from 3)
                    || int2send((28672 + floor((ms - floor(ms)) * 4096))::int2)
                    || substring(uuid_send(gen_random_uuid()) from 9), 'hex')::uuid
        from (select extract(epoch from clock_timestamp()) * 1000 as ms) as now $f$;
  end if;
end
$$;

-- Adds a constraint that is not there yet.
create or replace function guards.ensure_constraint(p_table regclass, p_name text, p_definition text)
returns void language plpgsql set search_path = pg_catalog, public as $$
begin
  if not exists (select from pg_constraint where conrelid = p_table and conname = p_name::name) then
    execute format('alter table %s add constraint %I %s', p_table, p_name, p_definition);
  end if;
end
$$;

-- Refuses, under a name that the adapter turns into an answer for people.
create or replace function guards.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'append-only' using errcode = '23514', constraint = 'history_append_only';
end
$$;

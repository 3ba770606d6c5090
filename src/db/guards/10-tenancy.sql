-- TEN-1, TEN-3: every tenant row has a tenant for ever, and no two tenants are ever linked. Works on the
-- catalog, so that a new table or relation is guarded the moment it is migrated.

-- Child rows (arrays, lists, hasMany relations, versions) carry the tenant of their parent.
create or replace function guards.give_child_tenant(p_child regclass, p_parent regclass, p_column text)
returns void language plpgsql set search_path = pg_catalog, public as $$
declare
  v_name text := (select relname from pg_class where oid = p_child);
begin
  execute format('alter table %s add column if not exists tenant_id uuid', p_child);
  execute format(
    'create or replace function guards.%I() returns trigger language plpgsql security definer '
    'set search_path = pg_catalog, public as $f$ begin '
    'new.tenant_id := (select tenant_id from %s where id = new.%I); return new; end $f$',
    'fill_tenant_of_' || v_name, p_parent, p_column);
  execute format('revoke execute on function guards.%I() from public', 'fill_tenant_of_' || v_name);
  execute format(
    'create or replace trigger fill_tenant before insert or update on %s '
    'for each row execute function guards.%I()', p_child, 'fill_tenant_of_' || v_name);
  execute format(
    'update %s c set tenant_id = p.tenant_id from %s p where p.id = c.%I and c.tenant_id is null',
    p_child, p_parent, p_column);
end
$$;

create or replace function guards.keep_tenant() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  raise exception 'the tenant of a row never changes' using errcode = '23514', constraint = 'tenant_fixed';
end
$$;

create or replace function guards.apply_tenancy() returns void
language plpgsql set search_path = pg_catalog, public as $$
declare
  r record;
  v_done oid[] := '{}';
begin
  -- Children of tenant tables, and their children, until there are no more.
  loop
    select c.oid, c.oid::regclass as child, k.confrelid::regclass as parent, a.attname as col into r
      from pg_constraint k
      join pg_class c on c.oid = k.conrelid and c.relkind = 'r'
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[cardinality(k.conkey)]
     where k.contype = 'f' and c.relnamespace = 'public'::regnamespace
       and a.attname in ('_parent_id', 'parent_id') and c.oid <> all (v_done)
       and exists (select from pg_attribute
                    where attrelid = k.confrelid and attname = 'tenant_id' and not attisdropped)
     limit 1;
    exit when not found;
    perform guards.give_child_tenant(r.child, r.parent, r.col);
    v_done := v_done || r.oid;
  end loop;

  -- The tenant is never empty and never changes.
  for r in
    select c.oid::regclass as tab
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
  loop
    execute format('alter table %s alter column tenant_id set not null', r.tab);
    execute format(
      'create or replace trigger keep_tenant before update on %s for each row '
      'when (old.tenant_id is distinct from new.tenant_id) execute function guards.keep_tenant()', r.tab);
  end loop;

  -- It leads a unique key that relations can point at.
  for r in
    select c.oid::regclass as tab, c.relname as name
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
      join pg_attribute i on i.attrelid = c.oid and i.attname = 'id'
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
  loop
    perform guards.ensure_constraint(r.tab, r.name || '_tenant_id_id_key', 'unique (tenant_id, id)');
  end loop;

  -- Rows made by SQL have an id too.
  for r in
    select c.oid::regclass as tab
      from pg_class c
      join pg_attribute i on i.attrelid = c.oid and i.attname = 'id' and i.atttypid = 'uuid'::regtype
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = i.attnum
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and (d.oid is null or pg_get_expr(d.adbin, d.adrelid) = 'gen_random_uuid()')
  loop
    execute format('alter table %s alter column id set default guards.new_id()', r.tab);
  end loop;

  -- Relations between tenant rows: (tenant, id) → (tenant, id), under the name that Payload gave them.
  -- History is not cut: only a child goes with its parent.
  for r in
    select k.conname, k.conrelid::regclass as tab, k.confrelid::regclass as target, a.attname as col,
           case when a.attname in ('_parent_id', 'parent_id') then 'cascade' else 'restrict' end as on_delete
      from pg_constraint k
      join pg_class c on c.oid = k.conrelid and c.relnamespace = 'public'::regnamespace
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
     where k.contype = 'f' and cardinality(k.conkey) = 1 and a.attname <> 'tenant_id'
       and exists (select from pg_attribute
                    where attrelid = k.conrelid and attname = 'tenant_id' and not attisdropped)
       and exists (select from pg_attribute
                    where attrelid = k.confrelid and attname = 'tenant_id' and not attisdropped)
  loop
    execute format('alter table %s drop constraint %I', r.tab, r.conname);
    execute format(
      'alter table %s add constraint %I foreign key (tenant_id, %I) references %s (tenant_id, id) on delete %s',
      r.tab, r.conname, r.col, r.target, r.on_delete);
  end loop;

  -- Relations to the tenant and to people: Payload would set them to null when those are deleted.
  for r in
    select k.conname, k.conrelid::regclass as tab, k.confrelid::regclass as target, a.attname as col
      from pg_constraint k
      join pg_class c on c.oid = k.conrelid and c.relnamespace = 'public'::regnamespace
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
     where k.contype = 'f' and cardinality(k.conkey) = 1 and k.confdeltype = 'n'
       and k.confrelid in ('public.tenants'::regclass, 'public.users'::regclass)
       and c.relname not like 'payload\_%'
  loop
    execute format('alter table %s drop constraint %I', r.tab, r.conname);
    execute format(
      'alter table %s add constraint %I foreign key (%I) references %s (id) on delete restrict',
      r.tab, r.conname, r.col, r.target);
  end loop;
end
$$;

select guards.apply_tenancy();

-- A therapist works in the tenant of the row: people are bound by their membership.
select guards.ensure_constraint('memberships', 'memberships_one_per_user', 'unique (tenant_id, user_id)');
select guards.ensure_constraint(tab::regclass, tab || '_' || col || '_works_here',
         format('foreign key (tenant_id, %I) references memberships (tenant_id, user_id) on delete restrict', col))
  from (values ('availability', 'therapist_id'), ('pricing', 'therapist_id'),
               ('sessions', 'therapist_id'), ('sessions', 'co_therapist_id'),
               ('patients_rels', 'users_id')) as relation (tab, col);

-- Speed, not promises: the way from a parent to its lists, and the newest rows of one tenant first, so
-- that a page of a list reads a page and not the table.
do $$
declare
  r record;
begin
  for r in
    select c.relname as name, c.oid::regclass as tab, a.attname as col
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname in ('parent_id', '_parent_id') and not a.attisdropped
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and not exists (select from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum)
  loop
    execute format('create index if not exists %I on %s (%I)', left(r.name, 50) || '_of_parent', r.tab, r.col);
  end loop;
  for r in
    select c.relname as name, c.oid::regclass as tab
      from pg_class c
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
       and 2 = (select count(*) from pg_attribute a
                 where a.attrelid = c.oid and a.attname in ('tenant_id', 'created_at') and not a.attisdropped)
  loop
    execute format('create index if not exists %I on %s (tenant_id, created_at desc)',
                   left(r.name, 50) || '_newest', r.tab);
  end loop;
end
$$;
create index if not exists sessions_by_start on sessions (tenant_id, starts_at desc);
create index if not exists sessions_of_therapist on sessions (tenant_id, therapist_id, starts_at);
create index if not exists sessions_of_patient on sessions (tenant_id, patient_id, starts_at);

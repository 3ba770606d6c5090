-- USR-8: the platform looks into a clinic only under a grant, which names who, why and until when. A grant is
-- history: it can be ended once, and nothing else of it ever changes.
create table if not exists break_glass_grants (
  id uuid primary key default guards.new_id(),
  tenant_id uuid not null references tenants (id) on delete restrict,
  user_id uuid not null references users (id) on delete restrict,
  reason text not null,
  opened_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_by_id uuid references users (id) on delete restrict
);
select guards.ensure_constraint('break_glass_grants', 'break_glass_grants_has_a_reason',
  'check (length(btrim(reason)) >= 10)');
select guards.ensure_constraint('break_glass_grants', 'break_glass_grants_ends',
  'check (expires_at > opened_at and expires_at <= opened_at + interval ''24 hours'')');
create index if not exists break_glass_grants_user on break_glass_grants (user_id, expires_at desc);

create or replace function guards.keep_grant() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.ended_at is not null
     or row(new.id, new.tenant_id, new.user_id, new.reason, new.opened_at, new.expires_at)
        is distinct from row(old.id, old.tenant_id, old.user_id, old.reason, old.opened_at, old.expires_at) then
    raise exception 'append-only' using errcode = '23514', constraint = 'history_append_only';
  end if;
  return new;
end
$$;
create or replace trigger keep_grant before update on break_glass_grants
  for each row execute function guards.keep_grant();
create or replace trigger keep_history before delete on break_glass_grants
  for each row execute function guards.refuse_change();
create or replace trigger keep_all_history before truncate on break_glass_grants
  execute function guards.refuse_change();

-- SEC-1 to SEC-4, USR-6: who is signed in, how often a password was wrong, second factors, invitations.
-- None of it is a collection: no request reads or writes it but through operations of the system.

-- Rises with every change that ends sign-ins, so that a sign-in which began before the change and is
-- recorded after it does not count.
create table if not exists sign_in_epochs (
  user_id uuid constraint sign_in_epochs_one_each primary key
    constraint sign_in_epochs_of_user references users (id) on delete cascade,
  epoch bigint not null default 0,
  changed_in xid8
);

create table if not exists sign_in_records (
  id uuid primary key default guards.new_id(),
  user_id uuid not null constraint sign_in_records_of_user references users (id) on delete cascade,
  token_hash text not null,
  previous_hash text,
  -- When the present token was made, in milliseconds of the server that made it: the token is made of it.
  issued_ms bigint not null,
  rotated_at timestamptz,
  device text,
  address text,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text,
  -- When a second factor was given.
  mfa_at timestamptz
);
create index if not exists sign_in_records_user_idx on sign_in_records (user_id);

-- Failures of one typed address from one place; the address as a keyed hash, for people type passwords there.
create table if not exists sign_in_failures (
  email_hash text not null,
  address text not null,
  failed_at timestamptz[] not null,
  last_failed_at timestamptz not null,
  waits_until timestamptz,
  constraint sign_in_failures_one_each primary key (email_hash, address)
);
create index if not exists sign_in_failures_age_idx on sign_in_failures (last_failed_at);

create table if not exists user_mfa (
  user_id uuid constraint user_mfa_one_each primary key
    constraint user_mfa_of_user references users (id) on delete cascade,
  secret text not null,
  confirmed_at timestamptz,
  -- The time step of the last code that was taken: none is taken twice.
  last_step bigint not null default 0,
  created_at timestamptz not null default now()
);

create table if not exists user_mfa_backup_codes (
  user_id uuid not null constraint user_mfa_backup_codes_of_user references users (id) on delete cascade,
  code_hash text not null,
  used_at timestamptz,
  constraint user_mfa_backup_codes_one_each primary key (user_id, code_hash)
);

create table if not exists invitations (
  id uuid primary key default guards.new_id(),
  tenant_id uuid not null constraint invitations_of_tenant references tenants (id) on delete restrict,
  email text not null,
  first_name text not null,
  last_name text not null,
  roles text[] not null,
  locations uuid[] not null default '{}',
  token_hash text not null constraint invitations_token_once unique,
  language text not null default 'en',
  expires_at timestamptz not null,
  used_at timestamptz,
  invited_by uuid constraint invitations_by_user references users (id) on delete restrict,
  created_at timestamptz not null default now()
);

-- Whoever is sent away does not come back by a link that was open meanwhile.
create or replace function guards.close_invitations() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update invitations set expires_at = now()
   where tenant_id = new.tenant_id and used_at is null and expires_at > now()
     and email = (select email from users where id = new.user_id);
  return null;
end
$$;
create or replace trigger close_invitations after update on memberships for each row
  when (old.active and not new.active) execute function guards.close_invitations();

-- What a membership meant when it was written last: Payload writes its roles anew with every change.
create table if not exists membership_powers (
  membership uuid constraint membership_powers_one_each primary key,
  powers text not null
);

-- Only the system's own work sees these. What has a tenant stands behind the wall of all tenants.
do $$
declare
  v_system text := '(select current_setting(''app.tenants'', true) = ''*'')';
  v_table text;
  v_policy name;
begin
  foreach v_table in array array['sign_in_epochs', 'sign_in_records', 'sign_in_failures', 'user_mfa',
                                 'user_mfa_backup_codes', 'membership_powers'] loop
    for v_policy in select polname from pg_policy where polrelid = v_table::regclass loop
      execute format('drop policy %I on %I', v_policy, v_table);
    end loop;
    execute format('alter table %I enable row level security', v_table);
    execute format('alter table %I force row level security', v_table);
    execute format('create policy tenant_wall on %I using (%s) with check (%s)', v_table, v_system, v_system);
  end loop;
end
$$;

-- SEC-2: ends the sign-ins of a person in the transaction that gives the reason; one of them is spared
-- where the transaction says so (one's own new password).
create or replace function guards.end_sign_ins(p_user uuid, p_reason text) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_spared text := nullif(current_setting('app.spared_sign_in', true), '');
  v_sight text := coalesce(current_setting('app.tenants', true), '');
begin
  -- An owner who is no superuser cannot bind this setting to the function: it is lent, and given back.
  perform set_config('app.tenants', '*', true);
  -- At the end of a transaction the person may be gone too.
  insert into sign_in_epochs (user_id, epoch, changed_in)
  select id, 1, pg_current_xact_id() from users where id = p_user
    on conflict (user_id) do update set epoch = sign_in_epochs.epoch + 1, changed_in = excluded.changed_in;
  update sign_in_records set ended_at = now(), end_reason = p_reason
   where user_id = p_user and ended_at is null and id::text is distinct from v_spared;
  perform set_config('app.tenants', v_sight, true);
end
$$;

create or replace function guards.end_sign_ins_of_account() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform guards.end_sign_ins(new.user_id, 'account-changed');
  return null;
end
$$;
create or replace trigger end_sign_ins after update on account_states for each row
  when (old.active is distinct from new.active or old.platform_role is distinct from new.platform_role)
  execute function guards.end_sign_ins_of_account();

create or replace function guards.end_sign_ins_of_password() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform guards.end_sign_ins(new.id, 'password-changed');
  return null;
end
$$;
create or replace trigger end_sign_ins after update on users for each row
  when (old.hash is distinct from new.hash)
  execute function guards.end_sign_ins_of_password();

create or replace function guards.powers_of(p_membership uuid) returns text
language sql stable set search_path = pg_catalog, public as $$
  select m.user_id || ' ' || m.tenant_id || ' ' || coalesce(m.active, false) || ' '
         || coalesce((select string_agg(distinct r.value::text, ',' order by r.value::text)
                        from memberships_roles r where r.parent_id = m.id), '')
    from memberships m where m.id = p_membership
$$;

-- At the end of the transaction, when the roles stand as they will be: unchanged ones end nothing.
create or replace function guards.note_powers(p_membership uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_now text := guards.powers_of(p_membership);
  v_before text;
begin
  select powers into v_before from membership_powers where membership = p_membership for update;
  if v_before is not distinct from v_now then
    return;
  end if;
  if v_before is not null then
    perform guards.end_sign_ins(split_part(v_before, ' ', 1)::uuid, 'membership-changed');
  end if;
  if v_now is null then
    delete from membership_powers where membership = p_membership;
  else
    insert into membership_powers (membership, powers) values (p_membership, v_now)
      on conflict (membership) do update set powers = excluded.powers;
  end if;
end
$$;

create or replace function guards.end_sign_ins_of_membership() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_row jsonb := to_jsonb(coalesce(new, old));
  v_sight text := coalesce(current_setting('app.tenants', true), '');
begin
  perform set_config('app.tenants', '*', true);
  perform guards.note_powers(
    (case tg_table_name when 'memberships' then v_row->>'id' else v_row->>'parent_id' end)::uuid);
  perform set_config('app.tenants', v_sight, true);
  return null;
end
$$;
insert into membership_powers (membership, powers)
  select id, guards.powers_of(id) from memberships on conflict do nothing;

drop trigger if exists end_sign_ins on memberships;
create constraint trigger end_sign_ins after insert or update or delete on memberships
  deferrable initially deferred for each row execute function guards.end_sign_ins_of_membership();
drop trigger if exists end_sign_ins on memberships_roles;
create constraint trigger end_sign_ins after insert or update or delete on memberships_roles
  deferrable initially deferred for each row execute function guards.end_sign_ins_of_membership();

-- Rules that hold for every writer.

create or replace function guards.minutes_of(p_time text) returns int
language sql immutable strict parallel safe set search_path = pg_catalog as $$
  select split_part(p_time, ':', 1)::int * 60 + split_part(p_time, ':', 2)::int
$$;

create or replace function guards.day_of(p_date text) returns date
language sql immutable parallel safe set search_path = pg_catalog as $$
  select case when p_date is null or p_date = '' then null
              else make_date(split_part(p_date, '-', 1)::int, split_part(p_date, '-', 2)::int,
                             split_part(p_date, '-', 3)::int) end
$$;

-- AVL-1, AVL-2
select guards.ensure_constraint('availability', 'availability_day_of_week',
  'check (day_of_week between 0 and 6 and day_of_week = trunc(day_of_week))');
select guards.ensure_constraint('availability', 'availability_ends_after_start',
  'check (guards.minutes_of(end_time) > guards.minutes_of(start_time) and guards.minutes_of(end_time) <= 1440)');
select guards.ensure_constraint('availability', 'availability_no_overlap',
  'exclude using gist (tenant_id with =, therapist_id with =, day_of_week with =,
     int4range(guards.minutes_of(start_time), guards.minutes_of(end_time)) with &&,
     daterange(guards.day_of(effective_from_on), guards.day_of(effective_to_on), ''[]'') with &&)
   where (active)');

-- PRC-1, TYP-1, TYP-2
create unique index if not exists pricing_one_per_therapist_and_type
  on pricing (tenant_id, therapist_id, therapy_type_id);
create unique index if not exists therapy_types_name_unique
  on therapy_types (tenant_id, lower(btrim(name)));
select guards.ensure_constraint('pricing', 'pricing_amounts',
  'check (price_minor >= 0 and price_minor = trunc(price_minor) and duration_minutes > 0)');
select guards.ensure_constraint('therapy_types', 'therapy_types_amounts',
  'check (default_price_minor >= 0 and default_price_minor = trunc(default_price_minor)
     and default_duration_minutes between 5 and 480
     and buffer_before_minutes between 0 and 120 and buffer_after_minutes between 0 and 120)');

-- PAT-1, PAT-2, PAT-10, ANI-2, USR-7
create unique index if not exists patients_number_unique on patients (tenant_id, number);
create unique index if not exists patients_microchip_unique
  on patients (tenant_id, animal_microchip) where animal_microchip is not null;
create unique index if not exists patients_guardians_one_primary
  on patients_guardians (_parent_id) where is_primary;
create unique index if not exists patients_care_team_once
  on patients_rels (parent_id, path, users_id) where users_id is not null;

-- SES-1, SES-6, GRP-6
create unique index if not exists sessions_number_unique on sessions (tenant_id, number);
select guards.ensure_constraint('sessions', 'sessions_ends_after_start', 'check (ends_at > starts_at)');
select guards.ensure_constraint('attendances', 'attendances_one_per_session_and_patient',
  'unique (tenant_id, session_id, patient_id)');

-- MON-10
create unique index if not exists payments_number_unique on payments (tenant_id, number);
select guards.ensure_constraint('payments', 'payments_amount_positive',
  'check (amount_minor > 0 and amount_minor = trunc(amount_minor))');

-- TEN-7
create unique index if not exists settings_one_per_tenant on settings (tenant_id);

-- API-4
create table if not exists idempotency_records (
  id uuid primary key default guards.new_id(),
  tenant_id uuid not null references tenants (id) on delete restrict,
  user_id uuid not null references users (id) on delete restrict,
  route text not null,
  key text not null,
  hash text not null,
  -- json, not jsonb: the answer is repeated letter for letter.
  body json not null,
  permanent boolean not null,
  created_at timestamptz not null default now(),
  constraint idempotency_records_once unique (tenant_id, user_id, route, key)
);
create index if not exists idempotency_records_old on idempotency_records (created_at) where not permanent;

-- Gapless numbers: the counter row is locked until the transaction ends, and rolls back with it.
create table if not exists number_counters (
  tenant_id uuid not null references tenants (id) on delete restrict,
  series text not null,
  last bigint not null,
  primary key (tenant_id, series)
);
create or replace function counters.next(p_tenant uuid, p_series text) returns bigint
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_next bigint;
begin
  if not guards.in_scope(p_tenant) then
    raise exception 'tenant out of scope' using errcode = '42501';
  end if;
  insert into number_counters as c (tenant_id, series, last) values (p_tenant, p_series, 1)
  on conflict (tenant_id, series) do update set last = c.last + 1
  returning last into v_next;
  return v_next;
end
$$;

-- SES-11: history is written once.
create or replace trigger keep_history before update or delete on session_events
  for each row execute function guards.refuse_change();
create or replace trigger keep_all_history before truncate on session_events
  for each statement execute function guards.refuse_change();

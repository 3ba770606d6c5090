-- SES-3, SES-4: nobody and nothing is booked twice at the same time, whoever writes.

create table if not exists booking_claims (
  id uuid primary key default guards.new_id(),
  tenant_id uuid not null references tenants (id) on delete restrict,
  kind text not null,
  resource_id uuid not null,
  lane smallint not null default 0,
  during tstzrange not null,
  session_id uuid not null,
  constraint booking_claims_kind check (kind in ('therapist', 'patient', 'room')),
  constraint booking_claims_not_empty check (not isempty(during)),
  constraint booking_claims_of_session foreign key (tenant_id, session_id)
    references sessions (tenant_id, id) on delete cascade
);
select guards.ensure_constraint('booking_claims', 'booking_claims_no_overlap',
  'exclude using gist (tenant_id with =, kind with =, resource_id with =, lane with =, during with &&)');
create index if not exists booking_claims_session on booking_claims (session_id);

-- Statuses that take time; the same list as BLOCKING_STATUSES of the domain, which a test compares.
create or replace function claims.is_blocking(p_status text) returns boolean
language sql immutable parallel safe set search_path = pg_catalog as $$
  select p_status in ('held', 'requested', 'scheduled', 'confirmed', 'checked-in', 'in-progress', 'completed')
$$;

-- Queues behind everybody who wants one of the keys, in one order for everybody. The constraint alone
-- deadlocks under a storm.
create or replace function claims.queue(p_keys text[]) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  v_key bigint;
begin
  perform set_config('lock_timeout', '3s', true);
  for v_key in select distinct hashtextextended(k, 0) as key from unnest(p_keys) k order by key loop
    perform pg_advisory_xact_lock(v_key);
  end loop;
end
$$;

-- What a session claims. Therapists and room keep the buffers free, the patient does not.
create or replace function claims.of_session(s sessions)
returns table (kind text, resource_id uuid, lane smallint, during tstzrange)
language sql stable parallel safe set search_path = pg_catalog, public as $$
  select w.* from (values
    ('therapist', s.therapist_id, coalesce(s.lane, 0)::smallint, true),
    ('therapist', s.co_therapist_id, 0::smallint, true),
    ('patient', s.patient_id, 0::smallint, false),
    ('room', s.room_id, coalesce(s.lane, 0)::smallint, true)) as c (kind, resource_id, lane, has_buffers)
  cross join lateral (select c.kind, c.resource_id, c.lane, tstzrange(
    s.starts_at - make_interval(mins => case when c.has_buffers then coalesce(s.buffer_before_minutes, 0) else 0 end::int),
    s.ends_at + make_interval(mins => case when c.has_buffers then coalesce(s.buffer_after_minutes, 0) else 0 end::int))) w
  where c.resource_id is not null and claims.is_blocking(s.status::text)
$$;

-- The claims follow the session.
create or replace function claims.follow_session() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_claim record;
  v_kind text;
begin
  if tg_op = 'UPDATE' then
    if (old.tenant_id, old.status, old.starts_at, old.ends_at, old.therapist_id, old.co_therapist_id,
        old.room_id, old.patient_id, old.buffer_before_minutes, old.buffer_after_minutes, old.lane)
       is not distinct from
       (new.tenant_id, new.status, new.starts_at, new.ends_at, new.therapist_id, new.co_therapist_id,
        new.room_id, new.patient_id, new.buffer_before_minutes, new.buffer_after_minutes, new.lane) then
      return null;
    end if;
    if claims.is_blocking(old.status::text) and claims.is_blocking(new.status::text)
       and (old.tenant_id, old.starts_at, old.ends_at, old.therapist_id, old.co_therapist_id, old.room_id,
            old.patient_id, old.buffer_before_minutes, old.buffer_after_minutes, old.lane)
           is not distinct from
           (new.tenant_id, new.starts_at, new.ends_at, new.therapist_id, new.co_therapist_id, new.room_id,
            new.patient_id, new.buffer_before_minutes, new.buffer_after_minutes, new.lane) then
      return null;
    end if;
    delete from booking_claims where session_id = new.id;
  end if;
  for v_claim in select * from claims.of_session(new) order by kind, resource_id loop
    v_kind := v_claim.kind;
    insert into booking_claims (tenant_id, kind, resource_id, lane, during, session_id)
    values (new.tenant_id, v_claim.kind, v_claim.resource_id, v_claim.lane, v_claim.during, new.id);
  end loop;
  return null;
exception when exclusion_violation then
  -- Which resource, and nothing else: the original detail holds other people's times.
  raise exception 'already booked' using errcode = '23P01', constraint = 'booking_claims_' || v_kind;
end
$$;

create or replace trigger claims_follow_session after insert or update on sessions
  for each row execute function claims.follow_session();

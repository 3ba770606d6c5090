-- SES-3, SES-4: nobody and nothing is booked twice at the same time, whoever writes.

create table if not exists booking_claims (
  id uuid primary key default gen_random_uuid(),
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

-- Queues behind everybody who wants one of the keys. The constraint alone deadlocks under a storm.
create or replace function claims.queue(p_keys text[]) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  v_key text;
begin
  perform set_config('lock_timeout', '3s', true);
  foreach v_key in array p_keys loop
    perform pg_advisory_xact_lock(hashtextextended(v_key, 0));
  end loop;
end
$$;

-- The claims follow the session. Therapists and room keep the buffers free, the patient does not.
create or replace function claims.follow_session() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_claim record;
  v_kind text;
  v_lane smallint := coalesce(new.lane, 0);
  v_session tstzrange := tstzrange(new.starts_at, new.ends_at);
  v_buffered tstzrange := tstzrange(
    new.starts_at - make_interval(mins => coalesce(new.buffer_before_minutes, 0)::int),
    new.ends_at + make_interval(mins => coalesce(new.buffer_after_minutes, 0)::int));
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
  if not claims.is_blocking(new.status::text) then
    return null;
  end if;
  for v_claim in
    select * from (values
      ('therapist', new.therapist_id, v_lane, v_buffered),
      ('therapist', new.co_therapist_id, 0::smallint, v_buffered),
      ('patient', new.patient_id, 0::smallint, v_session),
      ('room', new.room_id, v_lane, v_buffered)) as wanted (kind, resource, lane, during)
    where resource is not null
    order by kind, resource
  loop
    v_kind := v_claim.kind;
    insert into booking_claims (tenant_id, kind, resource_id, lane, during, session_id)
    values (new.tenant_id, v_claim.kind, v_claim.resource, v_claim.lane, v_claim.during, new.id);
  end loop;
  return null;
exception when exclusion_violation then
  -- Which resource, and nothing else: the original detail holds other people's times.
  raise exception 'already booked' using errcode = '23P01', constraint = 'booking_claims_' || v_kind;
end
$$;

create or replace trigger claims_follow_session after insert or update on sessions
  for each row execute function claims.follow_session();

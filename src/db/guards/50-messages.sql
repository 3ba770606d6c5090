-- MSG-6, MSG-12: a message is planned once, its status only rises, and the worker hears of it at once.

create unique index if not exists notifications_planned_once on notifications (tenant_id, dedupe_key);
create index if not exists notifications_due on notifications (planned_at) where status = 'queued';
create index if not exists notifications_open on notifications (not_before_at) where status in ('sending', 'unknown');

-- The same ranks as STATUS_RANK of the domain, which a test compares.
create or replace function guards.notification_rank(p_status text) returns int
language sql immutable parallel safe set search_path = pg_catalog as $$
  select case p_status
           when 'queued' then 0 when 'sending' then 1 when 'unknown' then 2
           when 'sent' then 3 when 'skipped' then 3 when 'cancelled' then 3 when 'expired' then 3
           when 'dead' then 3
           when 'delivered' then 4 when 'undelivered' then 4 when 'failed' then 4
         end
$$;

-- What has left, or has been given up, never becomes unsent again.
create or replace function guards.keep_notification_rank() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
begin
  if guards.notification_rank(old.status::text) >= 3 and new.status <> old.status
     and guards.notification_rank(new.status::text) <= guards.notification_rank(old.status::text) then
    new.status := old.status;
  end if;
  return new;
end
$$;
create or replace trigger keep_rank before update on notifications
  for each row execute function guards.keep_notification_rank();

create or replace function guards.announce_notification() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  perform pg_notify('caseload_notifications', '');
  return null;
end
$$;
create or replace trigger announce after insert on notifications
  for each statement execute function guards.announce_notification();

-- AUD-1 to AUD-4: what was done and opened, append-only for everybody, in monthly partitions, sealed into a
-- chain per tenant. Before the tenancy guards, which leave partitioned tables alone.
create schema if not exists audit;

-- Payload's migration makes a plain table, which nothing has written to yet.
do $$
begin
  if (select relkind from pg_class where oid = 'public.audit_log'::regclass) <> 'r' then
    return;
  end if;
  if exists (select from public.audit_log) then
    raise exception 'audit_log holds rows and is not partitioned';
  end if;
  alter table public.audit_log rename to audit_log_as_migrated;
  create table public.audit_log (like public.audit_log_as_migrated) partition by range (at);
  alter table public.audit_log add column xid xid8 not null default pg_current_xact_id();
  drop table public.audit_log_as_migrated;
end
$$;
alter table public.audit_log
  alter column id set default guards.new_id(),
  alter column at set default clock_timestamp(),
  alter column tenant_id drop not null;
select guards.ensure_constraint('public.audit_log', 'audit_log_pkey', 'primary key (id, at)');
create index if not exists audit_log_of_tenant on public.audit_log (tenant_id, at desc);
create index if not exists audit_log_of_user on public.audit_log (user_id, at desc);
-- Who opened this chart.
create index if not exists audit_log_of_patient on public.audit_log using gin (patients jsonb_path_ops);
-- What the sealer has not seen.
create index if not exists audit_log_by_transaction on public.audit_log (xid);

create or replace trigger keep_history before update or delete on public.audit_log
  for each row execute function guards.refuse_change();
create or replace trigger keep_all_history before truncate on public.audit_log
  for each statement execute function guards.refuse_change();

-- One partition a month, some months ahead; what fits nowhere goes into the default one, so that no line is
-- ever refused. A month that already has lines there stays there.
create or replace function audit.ensure_partitions(p_months int default 3) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_start timestamptz;
  v_name text;
  v_is_kept boolean;
begin
  perform pg_advisory_xact_lock(7420003);
  if to_regclass('audit.log_default') is null then
    create table audit.log_default partition of public.audit_log default;
  end if;
  for i in 0 .. p_months loop
    v_start := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => i)) at time zone 'UTC';
    v_name := 'log_' || to_char(v_start at time zone 'UTC', 'YYYY_MM');
    continue when to_regclass('audit.' || v_name) is not null;
    select exists (select from audit.log_default
                    where at >= v_start and at < v_start + interval '31 days') into v_is_kept;
    continue when v_is_kept;
    execute format('create table audit.%I partition of public.audit_log for values from (%L) to (%L)',
      v_name, v_start, ((v_start at time zone 'UTC') + interval '1 month') at time zone 'UTC');
  end loop;
  -- Nobody goes past the parent: its triggers for single lines come along, this one does not.
  for v_name in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'public.audit_log'::regclass
       and (has_table_privilege('caseload_runtime', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
            or not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'keep_all_history'
                              and t.tgenabled = 'O' and t.tgfoid = 'guards.refuse_change'::regproc))
  loop
    execute format('revoke all on audit.%I from caseload_runtime, public', v_name);
    execute format('create or replace trigger keep_all_history before truncate on audit.%I '
                   'for each statement execute function guards.refuse_change()', v_name);
  end loop;
end
$$;
select audit.ensure_partitions();

-- The second wall: lines of the tenants in sight, and those of the platform for the platform. Whoever
-- writes for the platform, or is nobody yet, may leave a line.
do $$
declare
  v_system text := '(select current_setting(''app.tenants'', true) = ''*'')';
  v_sight text := '(select string_to_array(nullif(current_setting(''app.tenants'', true), ''*''), '','')::uuid[])';
  v_policy name;
  v_platform text := format('%L = any (%s::uuid[])', '00000000-0000-0000-0000-000000000000', v_sight);
begin
  alter table public.audit_log enable row level security;
  alter table public.audit_log force row level security;
  for v_policy in select polname from pg_policy where polrelid = 'public.audit_log'::regclass loop
    execute format('drop policy %I on public.audit_log', v_policy);
  end loop;
  execute format(
    'create policy tenant_wall on public.audit_log using (%s or tenant_id = any (%s::uuid[]) '
    'or (tenant_id is null and %s)) with check (%s or tenant_id = any (%s::uuid[]) or tenant_id is null or %s)',
    v_system, v_sight, v_platform, v_system, v_sight, v_platform);
end
$$;

-- The only way in: when, under which id and in which transaction is not for the caller to say.
create or replace function audit.record(p_events jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into audit_log (tenant_id, user_id, role, action, resource, document, patients, changes, facts,
                         address, request_id, break_glass)
  select e.tenant, e."user", e.role, e.action, e.resource, e.document, e.patients, e.changes, e.facts,
         e.address, e."requestId", e."breakGlass"
    from jsonb_to_recordset(p_events) as e (
           tenant uuid, "user" uuid, role text, action text, resource text, document text, patients jsonb,
           changes jsonb, facts jsonb, address text, "requestId" text, "breakGlass" text);
end
$$;

-- One link for each line. The platform's own chain is that of the nil uuid.
create table if not exists public.audit_seals (
  tenant_id uuid not null,
  seq bigint not null,
  log_id uuid not null,
  at timestamptz(3) not null,
  sealed_at timestamptz not null default clock_timestamp(),
  prev bytea not null,
  hash bytea not null
);
select guards.ensure_constraint('public.audit_seals', 'audit_seals_pkey', 'primary key (tenant_id, seq)');
select guards.ensure_constraint('public.audit_seals', 'audit_seals_once', 'unique (log_id)');
create or replace trigger keep_history before update or delete on public.audit_seals
  for each row execute function guards.refuse_change();
create or replace trigger keep_all_history before truncate on public.audit_seals
  for each statement execute function guards.refuse_change();

-- Where each chain ends, so that a cut at its end shows.
create table if not exists public.audit_heads (
  tenant_id uuid not null,
  seq bigint not null,
  log_id uuid not null,
  at timestamptz(3) not null,
  hash bytea not null
);
select guards.ensure_constraint('public.audit_heads', 'audit_heads_pkey', 'primary key (tenant_id)');

-- Every transaction below this one is over, and its lines are sealed.
create table if not exists audit.progress (id int primary key check (id = 1), xid xid8 not null);
insert into audit.progress values (1, '0') on conflict do nothing;

-- A link covers its line with all columns, also such as come later, and the link before it.
create or replace function audit.digest(p_prev bytea, p_seq bigint, p_line public.audit_log) returns bytea
language sql stable set search_path = pg_catalog set timezone = 'UTC' as $$
  select sha256(p_prev || convert_to(p_seq || jsonb_strip_nulls(to_jsonb(p_line))::text, 'UTF8'))
$$;

-- Chains what has been written since the last time, in the order of transactions, and answers how many.
-- Takes only lines whose transaction is surely over, so that none commits behind it and is left out.
-- `p_since`: looks again at all lines from there on, whatever their transaction.
create or replace function audit.seal(p_limit int default 5000, p_since timestamptz default null) returns int
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_from xid8 := '0';
  v_until xid8;
  v_since timestamptz := p_since;
  v_last xid8 := '0';
  v_count int := 0;
  v_head audit_heads;
  v_prev bytea;
  r record;
begin
  if not pg_try_advisory_xact_lock(7420002) then
    return 0;
  end if;
  v_from := coalesce((select xid from audit.progress), '0');
  v_until := pg_snapshot_xmin(pg_current_snapshot());
  -- Restored into a cluster that counts its transactions from a lower number.
  if v_from > v_until then
    v_since := '-infinity';
  end if;
  for r in
    with open as materialized (
      select l as line, coalesce(l.tenant_id, '00000000-0000-0000-0000-000000000000') as tenant
        from audit_log l
       where (case when v_since is null then l.xid >= v_from and l.xid < v_until else true end)
         and l.xid >= case when v_since is null then v_from else '0' end
         and l.at >= coalesce(v_since, '-infinity')
         and not exists (select from audit_seals s where s.log_id = l.id)
       order by l.xid, l.id
       limit p_limit)
    select line, tenant from open order by tenant, (line).xid, (line).id
  loop
    if v_head.tenant_id is distinct from r.tenant then
      perform audit.move_head(v_head);
      select * into v_head from audit_heads where tenant_id = r.tenant;
      if not found then
        v_head := row (r.tenant, 0, r.tenant, now(), '\x00'::bytea);
      end if;
    end if;
    v_prev := v_head.hash;
    v_head := row (r.tenant, v_head.seq + 1, (r.line).id, (r.line).at,
                   audit.digest(v_prev, v_head.seq + 1, r.line));
    insert into audit_seals (tenant_id, seq, log_id, at, prev, hash)
      values (r.tenant, v_head.seq, v_head.log_id, v_head.at, v_prev, v_head.hash);
    v_count := v_count + 1;
    v_last := greatest(v_last, (r.line).xid);
  end loop;
  perform audit.move_head(v_head);
  -- Of a full batch the last transaction may have more.
  update audit.progress set xid = case when v_count < p_limit then v_until else least(v_last, v_until) end
   where xid <> case when v_count < p_limit then v_until else least(v_last, v_until) end
     and (v_since is null or v_count < p_limit);
  return v_count;
end
$$;

create or replace function audit.move_head(p_head public.audit_heads) returns void
language sql set search_path = pg_catalog, public as $$
  insert into audit_heads select p_head.* where p_head.tenant_id is not null
  on conflict (tenant_id) do update
    set seq = excluded.seq, log_id = excluded.log_id, at = excluded.at, hash = excluded.hash
$$;

-- The first line that is not as it was sealed: changed, missing, or put in beside the chain. No row: whole.
create or replace function audit.verify(p_tenant uuid)
returns table (fault text, seq bigint, log_id uuid, at timestamptz)
language sql stable set search_path = pg_catalog, public as $$
  with chain as (
    select s.seq, s.log_id, s.at, s.prev, s.hash, l as line, l.id is null as is_gone,
           lag(s.hash, 1, '\x00'::bytea) over w as hash_before, lag(s.seq, 1, 0::bigint) over w as seq_before
      from audit_seals s
      left join audit_log l
        on l.id = s.log_id
       and coalesce(l.tenant_id, '00000000-0000-0000-0000-000000000000') = s.tenant_id
     where s.tenant_id = p_tenant
    window w as (order by s.seq)),
  broken as (
    select case when c.seq > c.seq_before + 1 or c.is_gone then 'missing' else 'changed' end as fault,
           case when c.seq > c.seq_before + 1 then c.seq_before + 1 else c.seq end as seq,
           case when c.seq > c.seq_before + 1 then null else c.log_id end as log_id,
           case when c.seq > c.seq_before + 1 then null else c.at end as at
      from chain c
     where c.is_gone or c.seq <> c.seq_before + 1 or c.prev <> c.hash_before
        or c.hash <> audit.digest(c.prev, c.seq, c.line)
     order by c.seq limit 1),
  tail as (
    select h.seq, h.log_id, h.at, h.hash, t.seq as last_seq, t.hash as last_hash
      from (select 1) as one
      left join audit_heads h on h.tenant_id = p_tenant
      left join lateral (select s.seq, s.hash from audit_seals s
                          where s.tenant_id = p_tenant order by s.seq desc limit 1) t on true),
  cut as (
    select case when t.last_hash is not null and t.seq = t.last_seq then 'changed' else 'missing' end as fault,
           least(t.seq, coalesce(t.last_seq, 0) + 1) as seq,
           case when t.seq = coalesce(t.last_seq, 0) + 1 then t.log_id end as log_id,
           case when t.seq = coalesce(t.last_seq, 0) + 1 then t.at end as at
      from tail t
     where t.seq is distinct from t.last_seq or t.hash is distinct from t.last_hash),
  added as (
    select 'inserted' as fault, null::bigint as seq, l.id as log_id, l.at
      from audit_log l
     where l.xid < (select xid from audit.progress)
       and (l.tenant_id = p_tenant
            or (l.tenant_id is null and p_tenant = '00000000-0000-0000-0000-000000000000'))
       and not exists (select from audit_seals s where s.log_id = l.id)
     order by l.at limit 1)
  select f.fault, f.seq, f.log_id, f.at
    from (select *, 1 as place from broken union all select *, 2 from cut union all select *, 3 from added) f
   order by f.place limit 1
$$;

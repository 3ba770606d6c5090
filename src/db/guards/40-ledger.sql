-- MON-2 to MON-5: double entry, append-only, written by fin.post alone. Debit-positive: what a patient
-- owes is a positive receivable, credit is a negative balance that people see as positive.

create table if not exists charges (
  id uuid primary key default guards.new_id(),
  tenant_id uuid not null references tenants (id) on delete restrict,
  patient_id uuid not null,
  session_id uuid,
  source_kind text not null,
  source_id uuid not null,
  due_on date not null,
  cost_minor bigint not null,
  settled_minor bigint not null default 0,
  waived_minor bigint not null default 0,
  refunded_minor bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint charges_one_per_source unique (tenant_id, source_kind, source_id),
  constraint charges_one_per_session_and_patient unique (tenant_id, session_id, patient_id),
  constraint charges_not_negative
    check (cost_minor >= 0 and settled_minor >= 0 and waived_minor >= 0 and refunded_minor >= 0),
  constraint charges_settled_within_cost check (settled_minor + waived_minor <= cost_minor),
  constraint charges_refunded_within_settled check (refunded_minor <= settled_minor),
  constraint charges_of_patient foreign key (tenant_id, patient_id)
    references patients (tenant_id, id) on delete restrict,
  constraint charges_of_session foreign key (tenant_id, session_id)
    references sessions (tenant_id, id) on delete restrict
);
create index if not exists charges_patient on charges (tenant_id, patient_id);
create index if not exists charges_session on charges (session_id);

create unique index if not exists ledger_accounts_one_each
  on ledger_accounts (tenant_id, kind, coalesce(sub, ''),
                      coalesce(patient_id, '00000000-0000-0000-0000-000000000000'::uuid));
create unique index if not exists ledger_transfers_key_once on ledger_transfers (tenant_id, key);
create unique index if not exists ledger_transfers_reversed_once
  on ledger_transfers (tenant_id, reverses_id) where reverses_id is not null;
create unique index if not exists ledger_entries_no_gap on ledger_entries (account_id, account_version);
create index if not exists ledger_entries_transfer on ledger_entries (transfer_id);
create index if not exists payment_allocations_charge on payment_allocations (tenant_id, charge_id);

create or replace function fin.shown(p_kind text, p_balance numeric) returns numeric
language sql immutable parallel safe set search_path = pg_catalog as $$
  select case when p_kind in ('patient-credit', 'revenue', 'opening-balance') then -p_balance else p_balance end
$$;

-- Credit is never overdrawn, a receivable never over-settled; whole minor units everywhere.
select guards.ensure_constraint('ledger_accounts', 'ledger_accounts_above_floor',
  'check (floor_minor is null or balance_minor >= floor_minor)');
select guards.ensure_constraint('ledger_accounts', 'ledger_accounts_below_ceil',
  'check (ceil_minor is null or balance_minor <= ceil_minor)');
select guards.ensure_constraint('ledger_accounts', 'ledger_accounts_shown',
  'check (shown_minor = fin.shown(kind, balance_minor))');
select guards.ensure_constraint('ledger_accounts', 'ledger_accounts_patient_kinds',
  'check ((kind in (''patient-credit'', ''patient-receivable'')) = (patient_id is not null))');
select guards.ensure_constraint('ledger_entries', 'ledger_entries_amount',
  'check (amount_minor <> 0 and amount_minor = trunc(amount_minor))');
select guards.ensure_constraint('payment_allocations', 'payment_allocations_amount',
  'check (amount_minor <> 0 and amount_minor = trunc(amount_minor))');

-- The same list as TRANSFER_KINDS of the domain, which a test compares.
select guards.ensure_constraint('ledger_transfers', 'ledger_transfers_kind',
  'check (kind in (''charge'', ''charge-changed'', ''payment'', ''payment-voided'', ''credit-used'',
     ''cancellation'', ''waiver'', ''waiver-reversed'', ''write-off'', ''write-off-reversed'',
     ''opening-dues'', ''opening-credit''))');

-- Accounts are born with their tenant and their patient.
create or replace function fin.open_tenant_accounts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_sight text := coalesce(current_setting('app.tenants', true), '');
begin
  -- Whoever opens a tenant does not see it yet.
  perform set_config('app.tenants', new.id::text, true);
  insert into ledger_accounts (tenant_id, kind, currency, balance_minor, shown_minor, version, updated_at, created_at)
  select new.id, kind, new.currency, 0, 0, 0, now(), now()
    from unnest(array['cash', 'bank', 'clearing', 'revenue', 'discount', 'write-off', 'opening-balance']) kind
  on conflict do nothing;
  perform set_config('app.tenants', v_sight, true);
  return null;
end
$$;
create or replace trigger open_tenant_accounts after insert on tenants
  for each row execute function fin.open_tenant_accounts();

create or replace function fin.open_patient_accounts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_currency text := (select currency from tenants where id = new.tenant_id);
  v_credit uuid := guards.new_id();
  v_dues uuid := guards.new_id();
begin
  insert into ledger_accounts (id, tenant_id, patient_id, kind, currency, balance_minor, shown_minor,
                               version, floor_minor, ceil_minor, updated_at, created_at)
  values (v_credit, new.tenant_id, new.id, 'patient-credit', v_currency, 0, 0, 0, null, 0, now(), now()),
         (v_dues, new.tenant_id, new.id, 'patient-receivable', v_currency, 0, 0, 0, 0, null, now(), now());
  update patients set credit_account_id = v_credit, dues_account_id = v_dues where id = new.id;
  return null;
end
$$;
create or replace trigger open_patient_accounts after insert on patients
  for each row execute function fin.open_patient_accounts();

-- A patient without any history takes the empty accounts along.
create or replace function fin.close_patient_accounts(p_patient uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from patients where id = p_patient and guards.in_scope(tenant_id)) then
    raise exception 'tenant out of scope' using errcode = '42501';
  end if;
  update patients set credit_account_id = null, dues_account_id = null where id = p_patient;
  perform set_config('fin.posting', 'on', true);
  delete from ledger_accounts where patient_id = p_patient and version = 0;
  perform set_config('fin.posting', '', true);
end
$$;

create or replace function fin.set_currency(p_tenant uuid, p_currency text) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not guards.in_scope(p_tenant) then
    raise exception 'tenant out of scope' using errcode = '42501';
  end if;
  if exists (select from ledger_entries where tenant_id = p_tenant) then
    raise exception 'the currency is fixed' using errcode = '23514', constraint = 'ledger_currency_fixed';
  end if;
  perform set_config('fin.posting', 'on', true);
  update ledger_accounts set currency = p_currency, updated_at = now() where tenant_id = p_tenant;
  perform set_config('fin.posting', '', true);
end
$$;

-- Locks charges in one order for everybody: by id (integrity §2).
create or replace function fin.lock_charges(p_tenant uuid, p_patient uuid, p_source uuid)
returns setof charges
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not guards.in_scope(p_tenant) then
    raise exception 'tenant out of scope' using errcode = '42501';
  end if;
  return query
    select * from charges
     where tenant_id = p_tenant and patient_id = p_patient
       and (p_source is null or source_id = p_source)
     order by id for update;
end
$$;

create or replace function fin.apply_charges(
  p_transfer uuid, p_tenant uuid, p_kind text, p_details jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  c record;
  v_charge uuid;
begin
  perform 1 from charges
    where tenant_id = p_tenant
      and (source_kind, source_id) in (
        select x->>'sourceKind', (x->>'sourceId')::uuid from jsonb_array_elements(p_details->'charges') x)
    order by id for update;
  for c in
    select x->>'sourceKind' as source_kind, (x->>'sourceId')::uuid as source_id,
           coalesce((x->>'costMinor')::bigint, 0) as cost,
           coalesce((x->>'settledMinor')::bigint, 0) as settled,
           coalesce((x->>'waivedMinor')::bigint, 0) as waived,
           coalesce((x->>'refundedMinor')::bigint, 0) as refunded
      from jsonb_array_elements(p_details->'charges') x
  loop
    if p_kind in ('charge', 'opening-dues') then
      insert into charges (tenant_id, patient_id, session_id, source_kind, source_id, due_on, cost_minor,
                           settled_minor, waived_minor, refunded_minor)
      values (p_tenant, (p_details->>'patient')::uuid, (p_details->>'session')::uuid, c.source_kind,
              c.source_id, (p_details->>'effectiveOn')::date, c.cost, c.settled, c.waived, c.refunded);
    else
      update charges
         set cost_minor = cost_minor + c.cost, settled_minor = settled_minor + c.settled,
             waived_minor = waived_minor + c.waived, refunded_minor = refunded_minor + c.refunded,
             updated_at = now()
       where tenant_id = p_tenant and source_kind = c.source_kind and source_id = c.source_id
         and patient_id = (p_details->>'patient')::uuid
      returning id into v_charge;
      if v_charge is null then
        raise exception 'no such charge' using errcode = '23503';
      end if;
    end if;
  end loop;
  insert into payment_allocations (tenant_id, patient_id, payment_id, attendance_id, transfer_id,
                                   charge_id, amount_minor, updated_at, created_at)
  select p_tenant, h.patient_id, (x->>'payment')::uuid,
         case h.source_kind when 'attendance' then h.source_id end, p_transfer, h.id::text,
         (x->>'amountMinor')::bigint, clock_timestamp(), clock_timestamp()
    from jsonb_array_elements(p_details->'allocations') x
    join charges h on h.tenant_id = p_tenant and h.source_kind = x->>'sourceKind'
                  and h.source_id = (x->>'sourceId')::uuid;
end
$$;

-- What is settled on each charge is what allocations say, and what is open is what its patient owes.
create or replace function fin.check_posting(p_legs jsonb, p_details jsonb) returns void
language plpgsql immutable set search_path = pg_catalog as $$
declare
  v_receivable numeric := (select coalesce(sum((x->>'amount')::bigint), 0)
    from jsonb_array_elements(p_legs) x where x->>'kind' = 'patient-receivable');
  v_open numeric := (select coalesce(sum(coalesce((x->>'costMinor')::bigint, 0)
      - coalesce((x->>'settledMinor')::bigint, 0) - coalesce((x->>'waivedMinor')::bigint, 0)), 0)
    from jsonb_array_elements(p_details->'charges') x);
begin
  if jsonb_array_length(p_legs) < 2
     or (select sum((x->>'amount')::bigint) from jsonb_array_elements(p_legs) x) <> 0 then
    raise exception 'unbalanced' using errcode = '23514', constraint = 'ledger_transfers_balanced';
  end if;
  if v_receivable <> v_open
     or exists (select from jsonb_array_elements(p_legs) x
                 where x->>'kind' = 'patient-receivable'
                   and x->>'patient' is distinct from p_details->>'patient') then
    raise exception 'charges and dues differ' using errcode = '23514', constraint = 'ledger_transfers_match_charges';
  end if;
  if exists (
    select from (
      select x->>'sourceKind' as kind, x->>'sourceId' as id,
             coalesce((x->>'settledMinor')::bigint, 0) as settled, 0 as allocated
        from jsonb_array_elements(p_details->'charges') x
      union all
      select x->>'sourceKind', x->>'sourceId', 0, (x->>'amountMinor')::bigint
        from jsonb_array_elements(p_details->'allocations') x) s
    group by kind, id having sum(settled) <> sum(allocated)) then
    raise exception 'settled and allocated differ' using errcode = '23514',
      constraint = 'ledger_transfers_match_allocations';
  end if;
end
$$;

-- Writes one balanced event: transfer, charges, allocations, entries, balances. Answers the transfer's
-- id; the same key with the same hash answers the first one, with another hash is refused.
-- p_legs: [{ kind, patient?, sub?, amount }]
-- p_details: { actor, allocations, charges, effectiveOn, patient, reason, session }
create or replace function fin.post(
  p_tenant uuid, p_key text, p_hash text, p_kind text, p_source jsonb, p_reverses uuid,
  p_legs jsonb, p_details jsonb, out transfer_id uuid, out repeated boolean)
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_hash text;
  l record;
  v_balance numeric;
  v_version numeric;
  v_currency text;
  v_first_currency text;
begin
  if not guards.in_scope(p_tenant) then
    raise exception 'tenant out of scope' using errcode = '42501';
  end if;
  perform fin.check_posting(p_legs, p_details);
  repeated := false;
  insert into ledger_transfers (tenant_id, key, hash, kind, patient_id, session_id, amount_minor,
                                effective_on, source_kind, source_id, reverses_id, reason, actor_id,
                                charges, updated_at, created_at)
  values (p_tenant, p_key, p_hash, p_kind, (p_details->>'patient')::uuid, (p_details->>'session')::uuid,
          (select sum((x->>'amount')::bigint) from jsonb_array_elements(p_legs) x
            where (x->>'amount')::bigint > 0),
          p_details->>'effectiveOn', p_source->>'kind', p_source->>'id', p_reverses,
          p_details->>'reason', (p_details->>'actor')::uuid, p_details->'charges',
          clock_timestamp(), clock_timestamp())
  on conflict (tenant_id, key) do nothing
  returning id into transfer_id;
  if transfer_id is null then
    select id, hash into transfer_id, v_hash from ledger_transfers where tenant_id = p_tenant and key = p_key;
    if v_hash <> p_hash then
      raise exception 'key reused' using errcode = '23514', constraint = 'ledger_transfers_same_key_same_body';
    end if;
    repeated := true;
    return;
  end if;
  perform set_config('fin.posting', 'on', true);
  perform fin.apply_charges(transfer_id, p_tenant, p_kind, p_details);
  perform 1 from ledger_accounts a
    join jsonb_array_elements(p_legs) x
      on a.kind = x->>'kind' and a.patient_id is not distinct from (x->>'patient')::uuid
     and coalesce(a.sub, '') = coalesce(x->>'sub', '')
    where a.tenant_id = p_tenant order by a.id for update of a;
  for l in
    select a.id, sum((x->>'amount')::bigint) as amount
      from jsonb_array_elements(p_legs) x
      left join ledger_accounts a
        on a.tenant_id = p_tenant and a.kind = x->>'kind'
       and a.patient_id is not distinct from (x->>'patient')::uuid
       and coalesce(a.sub, '') = coalesce(x->>'sub', '')
     group by a.id order by a.id
  loop
    if l.id is null then
      raise exception 'no such account' using errcode = '23503';
    end if;
    update ledger_accounts
       set balance_minor = balance_minor + l.amount,
           shown_minor = fin.shown(kind, balance_minor + l.amount),
           version = version + 1, updated_at = clock_timestamp()
     where id = l.id returning balance_minor, version, currency into v_balance, v_version, v_currency;
    v_first_currency := coalesce(v_first_currency, v_currency);
    if v_currency <> v_first_currency then
      raise exception 'two currencies' using errcode = '23514', constraint = 'ledger_transfers_one_currency';
    end if;
    insert into ledger_entries (tenant_id, transfer_id, account_id, amount_minor, balance_after_minor,
                                account_version, updated_at, created_at)
    values (p_tenant, transfer_id, l.id, l.amount, v_balance, v_version, clock_timestamp(), clock_timestamp());
  end loop;
  perform set_config('fin.posting', '', true);
end
$$;

-- What a waiver or a write-off did, so that it can be taken back.
create or replace function fin.forgiveness(p_tenant uuid, p_transfer uuid)
returns table (id uuid, tenant_id uuid, patient_id uuid, kind text, legs jsonb, charges jsonb)
language sql stable security definer set search_path = pg_catalog, public as $$
  select t.id, t.tenant_id, t.patient_id, t.kind,
         (select jsonb_agg(jsonb_build_object('kind', a.kind, 'patient', a.patient_id, 'amount', e.amount_minor))
            from ledger_entries e join ledger_accounts a on a.id = e.account_id where e.transfer_id = t.id),
         t.charges
    from ledger_transfers t
   where t.id = p_transfer and t.tenant_id = p_tenant and guards.in_scope(p_tenant)
$$;

-- Balances and charges change by posting only, also for the owner.
create or replace function fin.only_by_posting() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if coalesce(current_setting('fin.posting', true), '') <> 'on' then
    raise exception 'only fin.post changes this' using errcode = '23514', constraint = 'history_append_only';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end
$$;
create or replace trigger only_by_posting before update or delete on ledger_accounts
  for each row execute function fin.only_by_posting();
create or replace trigger keep_all_history before truncate on ledger_accounts
  for each statement execute function guards.refuse_change();
create or replace trigger only_by_posting before insert or update or delete on charges
  for each row execute function fin.only_by_posting();
create or replace trigger keep_all_history before truncate on charges
  for each statement execute function guards.refuse_change();

create or replace trigger keep_history before update or delete on ledger_transfers
  for each row execute function guards.refuse_change();
create or replace trigger keep_all_history before truncate on ledger_transfers
  for each statement execute function guards.refuse_change();
create or replace trigger keep_history before update or delete on ledger_entries
  for each row execute function guards.refuse_change();
create or replace trigger keep_all_history before truncate on ledger_entries
  for each statement execute function guards.refuse_change();
create or replace trigger keep_history before update or delete on payment_allocations
  for each row execute function guards.refuse_change();
create or replace trigger keep_all_history before truncate on payment_allocations
  for each statement execute function guards.refuse_change();

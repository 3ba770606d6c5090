-- Everything that must be true of the ledger at any moment. Empty, or money is wrong (MON-22).
create or replace view fin.violations with (security_invoker = true) as
  select 'transfer-not-zero' as violation, transfer_id::text as reference, tenant_id
    from ledger_entries group by transfer_id, tenant_id having sum(amount_minor) <> 0
  union all
  select 'transfer-without-entries', t.id::text, t.tenant_id
    from ledger_transfers t
   where not exists (select from ledger_entries e where e.transfer_id = t.id)
  union all
  select 'balance-differs', a.id::text, a.tenant_id
    from ledger_accounts a
    left join (select account_id, sum(amount_minor) as total from ledger_entries group by account_id) e
      on e.account_id = a.id
   where a.balance_minor <> coalesce(e.total, 0)
  union all
  select 'running-balance-differs', e.id::text, e.tenant_id
    from (select id, tenant_id, amount_minor, balance_after_minor,
                 lag(balance_after_minor, 1, 0::numeric) over (partition by account_id order by account_version)
                   as balance_before
            from ledger_entries) e
   where e.balance_after_minor <> e.balance_before + e.amount_minor
  union all
  select 'account-version-gap', account_id::text, tenant_id
    from ledger_entries group by account_id, tenant_id having max(account_version) <> count(*)
  union all
  select 'tenants-mixed', e.id::text, e.tenant_id
    from ledger_entries e
    join ledger_accounts a on a.id = e.account_id
    join ledger_transfers t on t.id = e.transfer_id
   where a.tenant_id <> e.tenant_id or t.tenant_id <> e.tenant_id
  union all
  select 'credit-overdrawn', id::text, tenant_id
    from ledger_accounts where kind = 'patient-credit' and balance_minor > 0
  union all
  select 'receivable-over-settled', id::text, tenant_id
    from ledger_accounts where kind = 'patient-receivable' and balance_minor < 0
  union all
  select 'books-not-zero', tenant_id::text || ' ' || currency, tenant_id
    from ledger_accounts group by tenant_id, currency having sum(balance_minor) <> 0
  union all
  select 'dues-differ-from-charges', a.patient_id::text, a.tenant_id
    from ledger_accounts a
    left join (select tenant_id, patient_id, sum(cost_minor - settled_minor - waived_minor) as open
                 from charges group by tenant_id, patient_id) c
      on c.tenant_id = a.tenant_id and c.patient_id = a.patient_id
   where a.kind = 'patient-receivable' and a.balance_minor <> coalesce(c.open, 0)
  union all
  select 'settled-differs-from-allocations', c.id::text, c.tenant_id
    from charges c
    left join (select charge_id, sum(amount_minor) as total from payment_allocations group by charge_id) p
      on p.charge_id = c.id::text
   where c.settled_minor <> coalesce(p.total, 0)
  union all
  select 'payment-over-allocated', p.id::text, p.tenant_id
    from payments p
    join (select payment_id, sum(amount_minor) as total from payment_allocations group by payment_id) a
      on a.payment_id = p.id
   where a.total > p.amount_minor or a.total < 0 or (p.status = 'cancelled' and a.total <> 0)
  union all
  select 'payment-not-posted-once', p.id::text, p.tenant_id
    from payments p
    left join lateral (
      select count(*) filter (where t.kind = 'payment') as posted,
             count(*) filter (where t.kind = 'payment-voided') as voided
        from ledger_transfers t
       where t.tenant_id = p.tenant_id and t.source_kind = 'payment' and t.source_id = p.id::text) t on true
   where (p.status = 'completed' and (t.posted <> 1 or t.voided <> 0))
      or (p.status = 'cancelled' and t.posted <> t.voided)
      or (p.status not in ('completed', 'cancelled') and t.posted <> 0)
  union all
  select 'number-gap', c.tenant_id::text || ' ' || c.series, c.tenant_id
    from number_counters c
   where (c.series = 'sessions'
          and c.last <> (select count(number) from sessions s where s.tenant_id = c.tenant_id))
      or (c.series = 'payments'
          and c.last <> (select count(number) from payments p where p.tenant_id = c.tenant_id));

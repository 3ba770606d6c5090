-- The runtime role reads and writes rows, and nothing else: it owns no table, and what only functions
-- write it cannot write at all.
grant usage on schema public, guards, claims, counters, fin, audit to caseload_runtime;
grant select, insert, update, delete on all tables in schema public to caseload_runtime;
grant usage, select on all sequences in schema public to caseload_runtime;
grant select on fin.violations, audit.progress to caseload_runtime;

revoke insert, update, delete, truncate on
  ledger_accounts, ledger_transfers, ledger_entries, payment_allocations, charges,
  booking_claims, number_counters, audit_log, audit_seals, audit_heads
  from caseload_runtime, public;
revoke delete, truncate on break_glass_grants from caseload_runtime, public;
revoke update, delete, truncate on session_events from caseload_runtime, public;
revoke update on idempotency_records from caseload_runtime, public;
revoke delete, truncate on encryption_keys, platform_keys from caseload_runtime, public;
revoke insert, update, delete, truncate on payload_migrations, guard_inventory from caseload_runtime, public;

revoke execute on all functions in schema fin, counters, claims, guards, audit from caseload_runtime, public;
grant execute on function
  audit.digest(bytea, bigint, audit_log),
  audit.ensure_partitions(int),
  audit.record(jsonb),
  audit.seal(int, timestamptz),
  audit.verify(uuid),
  fin.post(uuid, text, text, text, jsonb, uuid, jsonb, jsonb),
  fin.lock_charges(uuid, uuid, uuid),
  fin.forgiveness(uuid, uuid),
  fin.close_patient_accounts(uuid),
  fin.set_currency(uuid, text),
  fin.shown(text, numeric),
  counters.next(uuid, text),
  claims.queue(text[]),
  claims.is_blocking(text),
  claims.of_session(sessions),
  guards.in_scope(uuid),
  guards.minutes_of(text),
  guards.new_id(),
  guards.day_of(text),
  guards.notification_rank(text)
  to caseload_runtime;

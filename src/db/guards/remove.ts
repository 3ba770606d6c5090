/** Walls around tables that stay, such as a host's own with a tenant: nobody would set their sight any more. */
const TAKE_WALLS_DOWN = `
  do $walls$
  declare
    v_table regclass;
  begin
    for v_table in select polrelid from pg_policy where polname = 'tenant_wall' loop
      execute format('drop policy tenant_wall on %s', v_table);
      execute format('alter table %s no force row level security', v_table);
      execute format('alter table %s disable row level security', v_table);
    end loop;
  end
  $walls$;`

/**
 * Takes away every guard and the tables that guards made, with all that they hold: for the way back of
 * the first migration, which leaves an empty database.
 */
export const REMOVE_GUARDS = `${TAKE_WALLS_DOWN}
  drop schema if exists fin, claims, counters, audit, guards, limits cascade;
  drop table if exists audit_heads, audit_seals, booking_claims, break_glass_grants, charges,
    encryption_keys, guard_inventory, idempotency_records, invitations, membership_powers,
    number_counters, platform_keys, sign_in_epochs, sign_in_failures, sign_in_records, user_mfa,
    user_mfa_backup_codes cascade`

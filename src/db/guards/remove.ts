/**
 * Takes away every guard and the tables that guards made, with all that they hold: for the way back of
 * the first migration, which leaves an empty database.
 */
export const REMOVE_GUARDS = `
  drop schema if exists fin, claims, counters, guards cascade;
  drop table if exists booking_claims, charges, guard_inventory, idempotency_records, number_counters
    cascade`

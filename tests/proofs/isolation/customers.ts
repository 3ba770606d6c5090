import type { CollectionConfig } from 'payload'
import type { TestDatabase } from '../../support/database.ts'

/** People of a host's own, who sign in beside ours and have no rights here (integrity §1.9). */
export const CUSTOMERS = 'customers'

export const customers: CollectionConfig = {
  slug: CUSTOMERS,
  access: { create: () => false, delete: () => false, read: () => false, update: () => false },
  auth: { useSessions: false },
  fields: [],
  lockDocuments: false,
}

/** What the host's own migration would make. */
export const makeCustomersTable = (database: TestDatabase): Promise<unknown> =>
  database.sql(`
    do $$ begin
      create table customers (
        id uuid primary key default gen_random_uuid(), email varchar not null unique,
        updated_at timestamptz default now(), created_at timestamptz default now(),
        reset_password_token varchar, reset_password_expiration timestamptz,
        reset_password_requested_at timestamptz, salt varchar, hash varchar,
        login_attempts numeric default 0, lock_until timestamptz);
      alter table payload_preferences_rels add column customers_id uuid references customers;
      grant select, insert, update, delete on customers to caseload_runtime;
    end $$`)

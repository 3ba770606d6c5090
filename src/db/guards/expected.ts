import { PLATFORM_RELATIONS, TENANT_RELATIONS } from './expectedRelations.ts'

/**
 * The guards that must be in place, by kind and name. A test compares this list with what the SQL files
 * create and with the collections; the server does not start without any of them.
 */

/** Tables whose rows name their tenant themselves. */
const OWN_TENANT = [
  'attendances',
  'availability',
  'booking_claims',
  'break_glass_grants',
  'charges',
  'contacts',
  'idempotency_records',
  'ledger_accounts',
  'ledger_entries',
  'ledger_transfers',
  'locations',
  'memberships',
  'notifications',
  'number_counters',
  'patients',
  'payment_allocations',
  'payments',
  'pricing',
  'rooms',
  'session_events',
  'sessions',
  'settings',
  'therapy_types',
]

/** Lists and versions of tenant rows: they carry the tenant of their parent. */
const CHILDREN = [
  '_settings_v',
  '_settings_v_version_messaging_confirmation_channels',
  '_settings_v_version_messaging_reminders',
  '_settings_v_version_messaging_reminders_channels',
  'availability_rels',
  'contacts_opt_outs',
  'contacts_preferred_channels',
  'memberships_rels',
  'memberships_roles',
  'patients_guardians',
  'patients_rels',
  'patients_texts',
  'payments_allocations',
  'settings_messaging_confirmation_channels',
  'settings_messaging_reminders',
  'settings_messaging_reminders_channels',
]

const TENANT_TABLES = [...CHILDREN, ...OWN_TENANT]

const CONSTRAINTS = [
  'attendances.attendances_one_per_session_and_patient',
  'availability.availability_day_of_week',
  'availability.availability_ends_after_start',
  'availability.availability_no_overlap',
  'booking_claims.booking_claims_kind',
  'booking_claims.booking_claims_no_overlap',
  'booking_claims.booking_claims_not_empty',
  'break_glass_grants.break_glass_grants_ends',
  'break_glass_grants.break_glass_grants_has_a_reason',
  'charges.charges_not_negative',
  'charges.charges_one_per_session_and_patient',
  'charges.charges_one_per_source',
  'charges.charges_refunded_within_settled',
  'charges.charges_settled_within_cost',
  'idempotency_records.idempotency_records_once',
  'ledger_accounts.ledger_accounts_above_floor',
  'ledger_accounts.ledger_accounts_below_ceil',
  'ledger_accounts.ledger_accounts_patient_kinds',
  'ledger_accounts.ledger_accounts_shown',
  'ledger_entries.ledger_entries_amount',
  'ledger_transfers.ledger_transfers_kind',
  'memberships.memberships_one_per_user',
  'number_counters.number_counters_pkey',
  'payment_allocations.payment_allocations_amount',
  'payments.payments_amount_positive',
  'pricing.pricing_amounts',
  'sessions.sessions_ends_after_start',
  'therapy_types.therapy_types_amounts',
]

const INDEXES = [
  'account_states_user_idx',
  'ledger_accounts_one_each',
  'ledger_entries_no_gap',
  'ledger_transfers_key_once',
  'ledger_transfers_reversed_once',
  'notifications_planned_once',
  'patients_care_team_once',
  'patients_guardians_one_primary',
  'patients_microchip_unique',
  'patients_number_unique',
  'payments_number_unique',
  'pricing_one_per_therapist_and_type',
  'sessions_number_unique',
  'settings_one_per_tenant',
  'tenants_slug_idx',
  'therapy_types_name_unique',
  'users_email_idx',
]

const TRIGGERS = [
  ...CHILDREN.map((name) => `${name}.fill_tenant`),
  ...TENANT_TABLES.map((name) => `${name}.keep_tenant`),
  'break_glass_grants.keep_all_history',
  'break_glass_grants.keep_grant',
  'break_glass_grants.keep_history',
  'charges.keep_all_history',
  'charges.only_by_posting',
  'ledger_accounts.keep_all_history',
  'ledger_accounts.only_by_posting',
  'ledger_entries.keep_all_history',
  'ledger_entries.keep_history',
  'ledger_transfers.keep_all_history',
  'ledger_transfers.keep_history',
  'notifications.announce',
  'notifications.keep_rank',
  'patients.open_patient_accounts',
  'payment_allocations.keep_all_history',
  'payment_allocations.keep_history',
  'session_events.keep_all_history',
  'session_events.keep_history',
  'sessions.claims_follow_session',
  'tenants.open_tenant_accounts',
]

/** PostgreSQL cuts names after 63 characters. */
const FILL_FUNCTIONS = CHILDREN.map((name) => `guards.${`fill_tenant_of_${name}`.slice(0, 63)}`)

const FUNCTIONS = [
  ...FILL_FUNCTIONS,
  'claims.follow_session',
  'claims.is_blocking',
  'claims.of_session',
  'claims.queue',
  'counters.next',
  'fin.apply_charges',
  'fin.check_posting',
  'fin.close_patient_accounts',
  'fin.forgiveness',
  'fin.lock_charges',
  'fin.only_by_posting',
  'fin.open_patient_accounts',
  'fin.open_tenant_accounts',
  'fin.post',
  'fin.set_currency',
  'fin.shown',
  'guards.announce_notification',
  'guards.day_of',
  'guards.in_scope',
  'guards.keep_grant',
  'guards.keep_notification_rank',
  'guards.keep_tenant',
  'guards.minutes_of',
  'guards.new_id',
  'guards.notification_rank',
  'guards.refuse_change',
]

/** What the runtime role must not be able to do. */
const DENIED = [
  ...[
    'booking_claims',
    'charges',
    'guard_inventory',
    'ledger_accounts',
    'ledger_entries',
    'ledger_transfers',
    'number_counters',
    'payload_migrations',
    'payment_allocations',
  ].flatMap((table) => [
    `${table}.insert`,
    `${table}.update`,
    `${table}.delete`,
    `${table}.truncate`,
  ]),
  ...[
    ...FILL_FUNCTIONS,
    'claims.follow_session',
    'fin.apply_charges',
    'fin.open_patient_accounts',
    'fin.open_tenant_accounts',
  ].map((name) => `${name}.execute`),
  'break_glass_grants.delete',
  'break_glass_grants.truncate',
  'idempotency_records.update',
  'session_events.delete',
  'session_events.truncate',
  'session_events.update',
]

export const EXPECTED_GUARDS: readonly string[] = [
  ...TENANT_TABLES.map((name) => `not-null ${name}.tenant_id`),
  ...[...TENANT_RELATIONS, ...PLATFORM_RELATIONS, ...CONSTRAINTS].map(
    (name) => `constraint ${name}`,
  ),
  ...INDEXES.map((name) => `index ${name}`),
  ...TRIGGERS.map((name) => `trigger ${name}`),
  ...FUNCTIONS.map((name) => `function ${name}`),
  'view fin.violations',
  ...TENANT_TABLES.map((name) => `wall ${name}`),
  ...DENIED.map((name) => `denied ${name}`),
  'role caseload_runtime',
]

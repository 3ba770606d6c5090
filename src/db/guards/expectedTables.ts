/** Tables whose rows name their tenant themselves. */
const OWN_TENANT = [
  'attendances',
  'audit_heads',
  'audit_seals',
  'availability',
  'booking_claims',
  'break_glass_grants',
  'charges',
  'contacts',
  'encryption_keys',
  'idempotency_records',
  'invitations',
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
export const CHILDREN = [
  '_settings_v',
  '_settings_v_version_messaging_confirmation_channels',
  '_settings_v_version_messaging_reminders',
  '_settings_v_version_messaging_reminders_channels',
  '_settings_v_version_security_mfa_roles',
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
  'settings_security_mfa_roles',
]

/** Every table with a tenant. */
export const TENANT_TABLES = [...CHILDREN, ...OWN_TENANT]

/** Without a tenant, and only for the system's own work. */
export const SYSTEM_TABLES = [
  'membership_powers',
  'sign_in_epochs',
  'sign_in_failures',
  'sign_in_records',
  'user_mfa',
  'user_mfa_backup_codes',
]

/** Every collection slug, once. The words are those of the model. */
export const slugs = {
  accountStates: 'account-states',
  attendances: 'attendances',
  auditLog: 'audit-log',
  availability: 'availability',
  contacts: 'contacts',
  ledgerAccounts: 'ledger-accounts',
  ledgerEntries: 'ledger-entries',
  ledgerTransfers: 'ledger-transfers',
  locations: 'locations',
  memberships: 'memberships',
  notifications: 'notifications',
  patients: 'patients',
  paymentAllocations: 'payment-allocations',
  payments: 'payments',
  pricing: 'pricing',
  rooms: 'rooms',
  sessionEvents: 'session-events',
  sessions: 'sessions',
  settings: 'settings',
  tenants: 'tenants',
  therapyTypes: 'therapy-types',
  users: 'users',
} as const

/**
 * Collections that belong to the platform; every other one carries a tenant. A line of the audit log is
 * about a tenant or about the platform.
 */
export const platformSlugs = [
  slugs.tenants,
  slugs.users,
  slugs.accountStates,
  slugs.auditLog,
] as const

export type Slug = (typeof slugs)[keyof typeof slugs]
export type TenantSlug = Exclude<Slug, (typeof platformSlugs)[number]>

export const tenantSlugs: readonly TenantSlug[] = Object.values(slugs).filter(
  (slug): slug is TenantSlug => !(platformSlugs as readonly string[]).includes(slug),
)

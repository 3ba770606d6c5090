import { multiTenantPlugin } from '@payloadcms/plugin-multi-tenant'
import type { AccessArgs, Config } from 'payload'
import { accessTo, canChangePerson } from '../access/collectionAccess.ts'
import { isPlatformAdmin } from '../access/rights.ts'
import { slugs, tenantSlugs } from '../slugs.ts'

const usersAccess = { ...accessTo(slugs.users), update: canChangePerson }

/**
 * Payload's multi-tenant plugin as a convenience: tenant field, selector, narrowed lists and pickers. The
 * wall is ours (access, guards), because the plugin constrains the admin users only (integrity §1.9).
 */
export const withTenants = (config: Config): Config | Promise<Config> =>
  multiTenantPlugin({
    cleanupAfterTenantDelete: false,
    collections: Object.fromEntries(
      tenantSlugs.map((slug) => [
        slug,
        { isGlobal: slug === slugs.settings, useTenantAccess: false },
      ]),
    ),
    tenantsArrayField: { includeDefaultField: false },
    tenantsSlug: slugs.tenants,
    useTenantsCollectionAccess: false,
    useTenantsListFilter: false,
    useUsersTenantFilter: false,
    // Which of their rows the platform reads or writes is for access to say.
    userHasAccessToAllTenants: (user) => isPlatformAdmin({ user }),
    // Its own result would ask the database for a `tenants` column that does not exist.
    usersAccessResultOverride: ({ accessKey, ...args }) =>
      usersAccess[accessKey as 'read']?.(args as unknown as AccessArgs) ?? false,
  })(config)

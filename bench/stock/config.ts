// The yardstick: the same collections as a Payload app has them without us. Access is Payload's default
// and the multi-tenant plugin's, depth and indexes are Payload's own; there is no rule in it.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { multiTenantPlugin } from '@payloadcms/plugin-multi-tenant'
import { buildConfig } from 'payload'
import { collections, tenantCollections } from './collections.ts'

const isFromPlatform = (user: unknown): boolean =>
  (user as { isPlatformAdmin?: boolean } | null)?.isPlatformAdmin === true

export default buildConfig({
  admin: {
    importMap: { baseDir: path.dirname(fileURLToPath(import.meta.url)) },
    user: 'users',
  },
  collections,
  db: postgresAdapter({
    idType: 'uuid',
    pool: { connectionString: process.env.DATABASE_URL, max: 20 },
    // Pushed once, when the data is copied; `next start` pushes nothing.
    push: process.env.STOCK_PUSH === 'true',
  }),
  plugins: [
    multiTenantPlugin({
      collections: Object.fromEntries(tenantCollections.map(({ slug }) => [slug, {}])),
      userHasAccessToAllTenants: isFromPlatform,
    }),
  ],
  secret: process.env.PAYLOAD_SECRET ?? '',
  telemetry: false,
  typescript: { autoGenerate: false },
})

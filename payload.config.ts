import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig } from 'payload'
import { caseload, payloadMail, sandboxProvider, smtpProvider } from './src/index.ts'
import { readEnv } from './src/server/env.ts'
import { findEncryptionKeys } from './src/server/secrets.ts'

const env = readEnv()
const root = path.dirname(fileURLToPath(import.meta.url))
// Payload's own `migrate…` commands read this file before they say so in the environment.
const isMigrating =
  process.env.PAYLOAD_MIGRATING === 'true' || process.argv[2]?.startsWith('migrate') === true
const serverURL = env.SERVER_URL ?? ''
const sandboxDirectory = path.resolve(env.CASELOAD_DATA_DIR, 'sent')

const email =
  env.SMTP_URL !== undefined && env.MAIL_FROM !== undefined
    ? smtpProvider({ from: env.MAIL_FROM, url: env.SMTP_URL })
    : sandboxProvider({ channel: 'email', directory: sandboxDirectory })

export default buildConfig({
  admin: {
    // Gravatar would be told of everybody who signs in.
    avatar: 'default',
    importMap: { baseDir: root },
    meta: { titleSuffix: ' · Caseload' },
  },
  db: postgresAdapter({
    idType: 'uuidv7',
    migrationDir: path.resolve(root, 'src/db/migrations'),
    pool: {
      connectionString: isMigrating
        ? (env.DATABASE_OWNER_URL ?? env.DATABASE_URL)
        : env.DATABASE_URL,
      connectionTimeoutMillis: 10_000,
      max: env.DATABASE_POOL_MAX,
    },
    push: false,
  }),
  cors: {
    headers: ['Idempotency-Key', 'If-Match', 'X-Request-Id'],
    origins: env.ALLOWED_ORIGINS ?? [],
  },
  // Without an address of its own the server in front judges alone: by the host that was called.
  csrf: serverURL === '' ? [] : [new URL(serverURL).origin, ...(env.ALLOWED_ORIGINS ?? [])],
  email: payloadMail(email, env.MAIL_FROM ?? 'nobody@caseload.example'),
  graphQL: { schemaOutputFile: path.resolve(root, '.cache/schema.graphql') },
  plugins: [
    caseload({
      encryptionKeys: findEncryptionKeys(env),
      preset: env.CASELOAD_PRESET,
      providers: { email, sandboxDirectory },
      siteUrl: `http://localhost:${env.PORT}`,
    }),
  ],
  secret: env.PAYLOAD_SECRET ?? '',
  serverURL,
  telemetry: false,
  typescript: { outputFile: path.resolve(root, 'src/payload-types.ts') },
})

// Makes a migration from the collections: `npm run migrate:create -- what_is_true_afterwards`.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const directory = new URL('../src/db/migrations/', import.meta.url)
const name = process.argv[2]
if (!/^[a-z][a-z0-9_]+$/.test(name ?? '')) {
  console.error('Say what is true afterwards: npm run migrate:create -- rooms_have_a_colour')
  process.exit(2)
}
const { status } = spawnSync(
  process.execPath,
  ['node_modules/payload/bin.js', 'migrate:create', name, '--skip-empty'],
  {
    env: {
      ...process.env,
      DATABASE_URL: process.env.DATABASE_URL ?? 'postgres://nobody@127.0.0.1:1/none',
      NODE_OPTIONS: '--conditions=production',
      PAYLOAD_CONFIG_PATH: 'payload.config.ts',
      PAYLOAD_SECRET: process.env.PAYLOAD_SECRET ?? 'only-to-read-the-collections-with-it',
    },
    stdio: 'inherit',
  },
)
// Payload writes imports as bundlers read them; we import as Node does.
for (const file of readdirSync(directory).filter((entry) => entry.endsWith('.ts'))) {
  const url = new URL(file, directory)
  const text = readFileSync(url, 'utf8')
  const fixed = text
    .replace(
      "import { MigrateUpArgs, MigrateDownArgs, sql } from '@payloadcms/db-postgres'",
      "import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'",
    )
    .replaceAll(/from '(\.\/\d{8}_\d{6}_[a-z0-9_]+)';?/g, "from '$1.ts'")
    .replace('up({ db, payload, req }: MigrateUpArgs)', 'up({ db }: MigrateUpArgs)')
    .replace('down({ db, payload, req }: MigrateDownArgs)', 'down({ db }: MigrateDownArgs)')
  if (fixed !== text) writeFileSync(url, fixed)
}
process.exit(status ?? 1)

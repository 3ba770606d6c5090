// Writes what is made from other sources: permission table, types, import map. `--check` only compares.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { ensureInstalled, root } from './lib.mjs'

process.chdir(root)
ensureInstalled()
const isCheck = process.argv.includes('--check')

/** Payload's own command line, which needs a configuration that can be read but no database. */
const payload = (command) => {
  const { status, stderr } = spawnSync(process.execPath, ['node_modules/payload/bin.js', command], {
    encoding: 'utf8',
    env: {
      ...process.env,
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      NODE_OPTIONS: '--conditions=production',
      PAYLOAD_CONFIG_PATH: 'payload.config.ts',
      PAYLOAD_SECRET: 'only-to-read-the-collections-with-it',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (status !== 0) throw new Error(`payload ${command} ended with ${status}\n${stderr}`)
}

const GENERATED = [
  { file: 'src/payload-types.ts', make: () => payload('generate:types') },
  {
    file: 'src/app/(payload)/admin/importMap.js',
    make: () => payload('generate:importmap'),
  },
  {
    file: 'src/access/permissionTable.ts',
    make: () => spawnSync(process.execPath, ['scripts/generate-permissions.mjs']),
  },
]

const stale = []
for (const { file, make } of GENERATED) {
  const before = readFileSync(file, 'utf8')
  // The effect is what counts: a process that ends too early writes nothing (integrity §1.11).
  rmSync(file)
  try {
    make()
    if (!existsSync(file)) throw new Error(`${file} was not written`)
  } catch (error) {
    writeFileSync(file, before)
    throw error
  }
  if (readFileSync(file, 'utf8') === before) continue
  stale.push(file)
  if (isCheck) writeFileSync(file, before)
}

if (isCheck && stale.length > 0) {
  console.error(`stale, run \`npm run generate\`: ${stale.join(', ')}`)
  process.exit(1)
}
for (const file of stale) console.log(`written: ${file}`)

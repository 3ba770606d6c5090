// npm run bench: speed on throw-away data beside two yardsticks, against floors in bench/floors.json.
// --json, --only NAME, --set S|M|M10.
import { spawnSync } from 'node:child_process'
import { ensureInstalled, root, runTs, startDatabase } from './lib.mjs'

process.chdir(root)
ensureInstalled()

// Before anything is measured: the product with its admin panel, and the stock yardstick.
for (const args of [
  ['scripts/ensure-build.mjs'],
  ['--conditions=production', '--import', 'tsx', 'bench/buildStock.ts'],
]) {
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(status ?? 1)
}

const database = await startDatabase()
let code
try {
  code = await runTs('bench/run.ts', process.argv.slice(2), {
    CASELOAD_TEST_DATABASE: database.info,
    NODE_ENV: 'test',
  })
} finally {
  await database.stop()
}
process.exit(code)

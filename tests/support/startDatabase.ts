// Starts a throw-away PostgreSQL with a migrated template database, says where it is, and stops it when
// its input ends. Run by scripts/test.mjs, scripts/prove.mjs and scripts/bench.mjs.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { migrate } from '../../src/server/migrate.ts'
import { startCluster } from '../../src/server/embedded/cluster.ts'
import { ensureDatabase } from '../../src/server/embedded/database.ts'
import { readEnv } from '../../src/server/env.ts'

export const TEMPLATE = 'caseload_template'

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'caseload-test-'))
const password = 'throw-away'
// The database's own user must get in; the folder holds nothing but throw-away data.
const { chmodSync } = await import('node:fs')
chmodSync(dataDir, 0o755)
const cluster = await startCluster({ dataDir, isDisposable: true, password })
const urls = await ensureDatabase({ database: TEMPLATE, password, port: cluster.port })

const isQuiet = process.argv.includes('--empty')
if (!isQuiet) {
  await migrate({
    ...readEnv({ CASELOAD_DATA_DIR: dataDir, NODE_ENV: 'test' }),
    DATABASE_OWNER_URL: urls.ownerUrl,
    DATABASE_URL: urls.appUrl,
  })
}
process.stdout.write(`\n@@${JSON.stringify({ dataDir, password, port: cluster.port })}\n`)

const stop = async (): Promise<void> => {
  await cluster.stop()
  rmSync(dataDir, { force: true, recursive: true })
  process.exit(0)
}
process.stdin.resume()
process.stdin.on('end', () => void stop())
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => undefined)

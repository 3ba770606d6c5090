// Throws the embedded development database and what the sandboxes kept away. Run by `npm run dev:reset`.
import { rmSync } from 'node:fs'
import path from 'node:path'
import { startCluster } from '../src/server/embedded/cluster.ts'
import { dropDatabase } from '../src/server/embedded/database.ts'
import { readEnv } from '../src/server/env.ts'
import { readSecrets } from '../src/server/secrets.ts'

const { CASELOAD_DATA_DIR: dataDir, DATABASE_URL } = readEnv()
if (DATABASE_URL !== undefined) {
  process.stderr.write('DATABASE_URL names a database of yours: only the embedded one is reset.\n')
  process.exit(2)
}
const { postgresPassword: password } = readSecrets(dataDir)
const cluster = await startCluster({ dataDir, password })
await dropDatabase({ database: 'caseload', password, port: cluster.port })
await cluster.stop()
rmSync(path.join(dataDir, 'sent'), { force: true, recursive: true })

// npm run bench: speed on throw-away data, against floors in bench/floors.json. --json, --only NAME.
import { ensureInstalled, root, runTs, startDatabase } from './lib.mjs'

process.chdir(root)
ensureInstalled()

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

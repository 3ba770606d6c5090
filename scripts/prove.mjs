// npm run prove -- NAME: one of the heavy proofs; without a name all of them. Each starts what it needs
// and its last line is {"name","ok","figures"}.
import { readdirSync } from 'node:fs'
import { ensureInstalled, root, runTs, startDatabase } from './lib.mjs'

process.chdir(root)
ensureInstalled()

/** `lostUpdates.ts` is asked for as `lost-updates`. */
const files = new Map(
  readdirSync('tests/proofs')
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [
      file.slice(0, -'.ts'.length).replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      file,
    ]),
)
const known = [...files.keys()]
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`There is no proof ${unknown.join(', ')}; there are ${known.join(', ')}.`)
  process.exit(2)
}

let isProved = true
for (const name of asked.length > 0 ? asked : known) {
  const database = await startDatabase()
  try {
    const code = await runTs(`tests/proofs/${files.get(name)}`, [], {
      CASELOAD_TEST_DATABASE: database.info,
      NODE_ENV: 'test',
    })
    isProved &&= code === 0
  } finally {
    await database.stop()
  }
}
process.exit(isProved ? 0 : 1)

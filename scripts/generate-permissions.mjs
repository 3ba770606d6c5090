// Writes src/access/permissionTable.ts from src/access/permissions.csv. `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs'

const SOURCE = new URL('../src/access/permissions.csv', import.meta.url)
const TARGET = new URL('../src/access/permissionTable.ts', import.meta.url)
const ROLES = ['super-admin', 'admin', 'operator', 'therapist', 'accountant', 'guardian']
const CELL = /^(?:all|own|self|break-glass|-|setting:[A-Za-z]+\.[A-Za-z]+(?::own)?)$/

/** The first columns hold no quotes; only the notes do, and they are last. */
const rows = readFileSync(SOURCE, 'utf8').trim().split(/\r?\n/)
const header = rows.shift()?.split(',')
if (header?.slice(0, 8).join() !== ['resource', 'action', ...ROLES].join()) {
  throw new Error('permissions.csv: unexpected header')
}
const seen = new Set()
const lines = rows.map((row) => {
  const [resource, action, ...rest] = row.split(',')
  const cells = rest.slice(0, ROLES.length)
  const name = `${resource}.${action}`
  for (const [index, cell] of cells.entries()) {
    if (!CELL.test(cell)) throw new Error(`permissions.csv: ${name}, ${ROLES[index]}: "${cell}"`)
  }
  if (cells.length !== ROLES.length) throw new Error(`permissions.csv: ${name} lacks a cell`)
  if (seen.has(name)) throw new Error(`permissions.csv: ${name} stands there twice`)
  seen.add(name)
  return `  '${name}': [${cells.map((cell) => `'${cell}'`).join(', ')}],`
})

const text = `// Generated from permissions.csv by \`npm run generate\`. Do not edit.

/** The cells of each permission, in the order of TABLE_ROLES. */
export const TABLE_ROLES = [${ROLES.map((role) => `'${role}'`).join(', ')}] as const

export const PERMISSION_TABLE = {
${lines.join('\n')}
} as const
`

if (process.argv.includes('--check')) {
  if (readFileSync(TARGET, 'utf8') !== text) {
    console.error('src/access/permissionTable.ts is stale: run `npm run generate`.')
    process.exit(1)
  }
} else {
  writeFileSync(TARGET, text)
}

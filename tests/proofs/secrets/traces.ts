// Where a plain text could have been left: every row of every table, the files of the database itself, a
// folder, a log.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { asRoot } from '../../support/sql.ts'
import type { TestApp } from '../../support/app.ts'

export const CANARY = /CANARY-\d{4}-[a-z0-9]+/g

export const canariesIn = (text: string): Set<string> => new Set(text.match(CANARY) ?? [])

/** Every row of every table of every schema, as text: what a dump would hold. */
export const canariesInTables = async (app: TestApp) => {
  const tables = await app.sql<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
        and n.nspname not like 'pg_toast%' and n.nspname not like 'pg_temp%'`,
  )
  const found = new Set<string>()
  let rows = 0
  for (const { name } of tables) {
    for (const { row } of await app.sql<{ row: string }>(`select t::text as row from ${name} t`)) {
      rows += 1
      for (const canary of canariesIn(row)) found.add(canary)
    }
  }
  return { found: found.size, rows, tables: tables.length }
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return filesIn(file)
    return entry.isFile() ? [file] : []
  })

/** What stands in files as bytes. */
export const canariesInFiles = (folders: readonly string[]) => {
  const found = new Set<string>()
  let bytes = 0
  const files = folders.filter((folder) => existsSync(folder)).flatMap(filesIn)
  for (const file of files) {
    bytes += statSync(file).size
    for (const canary of canariesIn(readFileSync(file, 'latin1'))) found.add(canary)
  }
  return { files: files.length, found: found.size, megabytes: Math.round(bytes / 1e6) }
}

/** The database's own files, and its write-ahead log since it was made. */
export const databaseFolders = async (app: TestApp): Promise<string[]> => {
  const { rows } = await asRoot(
    app.database,
    `select current_setting('data_directory') as data, oid::text from pg_database
      where datname = current_database()`,
  )
  const row = rows[0] as { data: string; oid: string } | undefined
  const data = row?.data ?? ''
  return [path.join(data, 'base', row?.oid ?? ''), path.join(data, 'pg_wal')]
}

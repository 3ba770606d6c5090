import { createHash } from 'node:crypto'
import type pg from 'pg'

type Sql = <Row extends pg.QueryResultRow>(text: string) => Promise<Row[]>

interface Row {
  readonly row: Readonly<Record<string, unknown>>
  readonly table: string
}

/** UUIDs, and the ids that Payload gives to rows of a list. */
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{24}\b/g
/** What is not content: the product's own tables, and what is made anew with every sign-up and sign-in. */
const NOT_CONTENT = [
  'encryption_keys',
  'guard_inventory',
  'payload_migrations',
  'platform_keys',
  'sign_in_epochs',
  'sign_in_failures',
  'sign_in_records',
]
const DIFFERS = {
  ledger_transfers: ['hash'],
  patients: ['medical_notes'],
  users: ['hash', 'salt'],
} as Readonly<Record<string, readonly string[]>>
/** A session is this far from its clinic's phone number, and from everything that it points at. */
const ROUNDS = 4

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const readRows = async (sql: Sql): Promise<Row[]> => {
  const tables = await sql<{ name: string }>(
    `select c.relname as name from pg_class c
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`,
  )
  const rows: Row[] = []
  for (const { name } of tables) {
    if (NOT_CONTENT.includes(name)) continue
    const found = await sql<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) as row from "${name}" t`,
    )
    rows.push(...found.map(({ row }) => ({ row, table: name })))
  }
  return rows
}

/** A row without its number of a sequence, which says only who was first. */
const textOf = ({ row, table }: Row): string =>
  JSON.stringify(
    Object.entries(row).filter(
      ([column, value]) =>
        !(DIFFERS[table] ?? []).includes(column) && !(column === 'id' && typeof value === 'number'),
    ),
  )

/**
 * What a database says, whatever the ids are: for each table how many rows it has and a digest of them.
 * Every id stands for what its row says, and for what the rows say that it points at in turn; so two
 * databases are equal when the same things are linked to the same things.
 */
export const contentsOf = async (sql: Sql): Promise<Record<string, string>> => {
  const rows = (await readRows(sql)).map((row) => ({ ...row, text: textOf(row) }))
  let labels = new Map<string, string>()
  const labelOf = ({ table, text }: { table: string; text: string }): string =>
    hashOf(`${table} ${text.replace(ID, (id) => labels.get(id) ?? '?')}`)
  for (let round = 0; round < ROUNDS; round += 1) {
    labels = new Map(
      rows.flatMap((row) =>
        typeof row.row.id === 'string' ? [[row.row.id, labelOf(row)] as const] : [],
      ),
    )
  }
  const tables = new Map<string, string[]>()
  for (const row of rows) tables.set(row.table, [...(tables.get(row.table) ?? []), labelOf(row)])
  return Object.fromEntries(
    [...tables].map(([table, all]) => [
      table,
      `${all.length} rows, ${hashOf(all.sort().join()).slice(0, 16)}`,
    ]),
  )
}

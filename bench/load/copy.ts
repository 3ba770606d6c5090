import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type pg from 'pg'
import { from } from 'pg-copy-streams'

export type Value = boolean | null | number | object | string
export type Row = Readonly<Record<string, Value>>

const CHUNK = 65_536
const ESCAPES: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\\': '\\\\',
}

const cell = (value: Value): string => {
  if (value === null) return '\\N'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.replaceAll(/[\t\n\r\\]/g, (character) => ESCAPES[character] ?? character)
}

/** PostgreSQL's own text form, some rows at a time. */
const chunksOf = function* (rows: readonly Row[]): Generator<string> {
  let chunk = ''
  for (const row of rows) {
    chunk += `${Object.values(row).map(cell).join('\t')}\n`
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

/** The rows of one clinic by table, in an order in which every relation finds its target. */
export class Rows {
  readonly #byTable: Map<string, Row[]>

  /** Tables that are sent first, in this order, whatever is added when. */
  constructor(...tables: readonly string[]) {
    this.#byTable = new Map(tables.map((table) => [table, []]))
  }

  /** All rows of a table have the same columns in the same order. */
  add(table: string, ...rows: readonly Row[]): void {
    const known = this.#byTable.get(table)
    if (known === undefined) this.#byTable.set(table, [...rows])
    else known.push(...rows)
  }

  /** Sends them in the order in which the tables were first named. Answers how many there were. */
  async copyTo(client: pg.ClientBase): Promise<number> {
    let count = 0
    for (const [table, rows] of this.#byTable) {
      const [first] = rows
      if (first === undefined) continue
      const columns = Object.keys(first).map((column) => `"${column}"`)
      const stream = client.query(from(`copy ${table} (${columns.join(', ')}) from stdin`))
      await pipeline(Readable.from(chunksOf(rows), { objectMode: true }), stream)
      count += rows.length
    }
    return count
  }
}

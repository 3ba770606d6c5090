import type { FlattenedField } from 'payload'
import type { Adapter } from '../types.ts'

type Value = unknown
type Doc = Record<string, Value>

/** One thing that is selected of a row, and where it goes in the document. */
export interface LeanColumn {
  readonly put: (doc: Doc, value: Value) => void
  readonly sql: string
}

type DrizzleTable = Readonly<Record<string, { readonly name: string } | undefined>>

const quote = (name: string): string => `"${name}"`
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
const toSnake = (name: string): string =>
  name
    .replace(/([A-Z])/g, '_$1')
    .replaceAll('-', '_')
    .toLowerCase()

const asIs = (value: Value): Value => value
const isoOf = (value: Value): Value => (value instanceof Date ? value.toISOString() : value)
const numberOf = (value: Value): Value =>
  typeof value === 'string' ? Number.parseFloat(value) : value

/** How a column becomes the value of a field; undefined: not a field we know. */
const readerOf = (field: FlattenedField): ((value: Value) => Value) | undefined => {
  if ('localized' in field && field.localized === true) return undefined
  if ('hasMany' in field && field.hasMany === true) return undefined
  if (field.type === 'date') return isoOf
  if (field.type === 'number') return numberOf
  if (field.type === 'relationship') return Array.isArray(field.relationTo) ? undefined : asIs
  return ['checkbox', 'email', 'json', 'select', 'text', 'textarea'].includes(field.type)
    ? asIs
    : undefined
}

/** Fields that Payload keeps in a table of their own, beside that of the collection. */
class LeanTable {
  readonly columns: LeanColumn[] = []
  private readonly adapter: Adapter
  private readonly name: string

  constructor(adapter: Adapter, name: string) {
    this.adapter = adapter
    this.name = name
  }

  /** Adds all fields; false where one of them is beyond us. */
  addAll(fields: readonly FlattenedField[], at: readonly string[] = []): boolean {
    return fields.every((field) => this.add(field, at))
  }

  private add(field: FlattenedField, at: readonly string[]): boolean {
    if ('virtual' in field && Boolean(field.virtual)) return true
    if (field.type === 'group') return this.addAll(field.flattenedFields, [...at, field.name])
    const isMany = 'hasMany' in field && field.hasMany === true
    if (at.length === 0 && isMany && field.type === 'text') return this.addTexts(field.name)
    if (at.length === 0 && isMany && field.type === 'relationship') return this.addRelations(field)
    if (at.length === 0 && field.type === 'array') return this.addRows(field)
    const read = readerOf(field)
    const column = this.columnOf(this.name, [...at, field.name].join('_'))
    if (read === undefined || column === undefined) return false
    this.columns.push({
      put: (doc, value) => {
        let inner = doc
        for (const name of at) inner = (inner[name] ??= {}) as Doc
        inner[field.name] = read(value)
      },
      sql: `${quote(this.name)}.${quote(column)}`,
    })
    return true
  }

  private columnOf(table: string, key: string): string | undefined {
    return (this.adapter.tables[table] as DrizzleTable | undefined)?.[key]?.name
  }

  private addList(field: string, sql: string, read: (value: Value) => Value = asIs): true {
    this.columns.push({
      put: (doc, value) => {
        doc[field] = read(value)
      },
      sql,
    })
    return true
  }

  private addTexts(field: string): boolean {
    const table = `${this.name}_texts`
    if (this.columnOf(table, 'text') === undefined) return false
    return this.addList(
      field,
      `(select coalesce(json_agg(x.text order by x."order"), '[]') from ${quote(table)} x
         where x.parent_id = ${quote(this.name)}.id and x.path = ${literal(field)})`,
    )
  }

  private addRelations(field: FlattenedField): boolean {
    const to = 'relationTo' in field ? field.relationTo : undefined
    const table = `${this.name}_rels`
    if (typeof to !== 'string') return false
    const column = this.columnOf(table, `${to}ID`)
    if (column === undefined) return false
    return this.addList(
      field.name,
      `(select coalesce(json_agg(x.${quote(column)} order by x."order"), '[]')
          from ${quote(table)} x
         where x.parent_id = ${quote(this.name)}.id and x.path = ${literal(field.name)}
           and x.${quote(column)} is not null)`,
    )
  }

  private addRows(field: Extract<FlattenedField, { type: 'array' }>): boolean {
    const table = this.adapter.tableNameMap.get(`${this.name}_${toSnake(field.name)}`)
    if (table === undefined) return false
    const inner = field.flattenedFields.filter((one) => !('virtual' in one && one.virtual))
    const columns = inner.map((one) => this.columnOf(table, one.name))
    const isKnown = inner.every(
      (one, index) =>
        columns[index] !== undefined &&
        (one.name === 'id' || (one.type !== 'date' && readerOf(one) !== undefined)),
    )
    if (!isKnown) return false
    const pairs = inner.map((one, at) => `${literal(one.name)}, x.${quote(columns[at] ?? '')}`)
    return this.addList(
      field.name,
      `(select coalesce(json_agg(json_build_object(${pairs.join(', ')}) order by x._order), '[]')
          from ${quote(table)} x where x._parent_id = ${quote(this.name)}.id)`,
    )
  }
}

/** What is selected for each field of a collection's documents; none for a field that is beyond us. */
export type LeanFields = ReadonlyMap<string, readonly LeanColumn[] | undefined>

export const leanFields = (
  adapter: Adapter,
  { fields, table }: { fields: readonly FlattenedField[]; table: string },
): LeanFields =>
  new Map(
    fields
      .filter(({ name }) => name !== 'id')
      .map((field) => {
        const lean = new LeanTable(adapter, table)
        return [field.name, lean.addAll([field]) ? lean.columns : undefined]
      }),
  )

import { buildQuery } from '@payloadcms/drizzle'
import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest, Where } from 'payload'
import { queryBuilt } from '../query.ts'
import type { Adapter } from '../types.ts'
import { columnsOf, configOf, tableOf } from './columns.ts'
import { type Statement, steady } from './steady.ts'
import type { LeanColumn } from './table.ts'

interface FindArgs {
  readonly collection: string
  readonly draftsEnabled?: boolean
  readonly joins?: unknown
  readonly limit?: number
  readonly page?: number
  readonly pagination?: boolean
  readonly req?: Partial<PayloadRequest>
  readonly select?: Record<string, unknown>
  readonly sort?: string | string[]
  readonly where?: Where
}

type Order = { readonly column: unknown; readonly order: (column: unknown) => SQL }[]

interface JoinableQuery {
  readonly getSQL: () => SQL
  readonly innerJoin: (table: never, condition: SQL) => JoinableQuery
  readonly leftJoin: (table: never, condition: SQL) => JoinableQuery
}

type SelectDistinct = (columns: { id: never }) => {
  from: (table: never) => { where: (where: SQL | undefined) => JoinableQuery }
}

interface Join {
  readonly condition: SQL
  readonly table: never
  readonly type?: 'innerJoin' | 'leftJoin'
}

interface Built {
  readonly joins: readonly Join[]
  readonly orderBy: Order
  readonly where?: SQL
}

const asked = new WeakSet<object>()

/** From here on the request's documents are read straight from their tables, where that is the same. */
export const readLeanly = (req: PayloadRequest): void => {
  asked.add(req)
}

const isPlainSelect = (select: Record<string, unknown> | undefined): boolean =>
  select === undefined ||
  Object.values(select).every((value) => value === true) ||
  Object.values(select).every((value) => value === false)

const buildOf = (adapter: Adapter, args: FindArgs, table: string): Built => {
  const config = configOf(adapter, args.collection)
  return buildQuery({
    adapter: adapter as never,
    fields: config.flattenedFields,
    locale: undefined,
    sort: args.sort ?? config.defaultSort,
    tableName: table,
    where: args.where as Where,
  }) as unknown as Built
}

const ask = <Row extends Record<string, unknown>>(
  adapter: Adapter,
  req: PayloadRequest,
  statement: SQL,
): Promise<Row[]> => {
  const { dialect } = adapter.drizzle as unknown as {
    dialect: { sqlToQuery: (statement: SQL) => Statement }
  }
  const { params, sql: text } = steady(dialect.sqlToQuery(statement))
  return queryBuilt<Row>(req, text, params)
}

/** The rows that were asked for: what goes before a statement on the table, and its condition. */
interface Hits {
  readonly condition: SQL
  readonly prefix: SQL
}

const idOf = (table: string): SQL => sql.raw(`"${table}".id`)

/** A filter on other tables finds each row once, whatever it is joined to. */
const hitsOf = (adapter: Adapter, { joins, where }: Built, table: string): Hits => {
  if (joins.length === 0) return { condition: where ?? sql`true`, prefix: sql`` }
  const whole = adapter.tables[table] as unknown as { id: never }
  const hits = joins.reduce<JoinableQuery>(
    (built, { condition, table: joined, type = 'leftJoin' }) => built[type](joined, condition),
    (adapter.drizzle as unknown as { selectDistinct: SelectDistinct })
      .selectDistinct({ id: whole.id })
      .from(whole as never)
      .where(where),
  )
  return {
    condition: sql`${idOf(table)} in (select id from hits)`,
    prefix: sql`with hits as materialized (${hits.getSQL()}) `,
  }
}

interface Page {
  readonly columns: readonly LeanColumn[]
  readonly isCounted: boolean
  readonly limit: number
  readonly page: number
  readonly table: string
}

interface Read {
  readonly docs: Record<string, unknown>[]
  /** Undefined where nobody asked, or no row was there to tell. */
  readonly total: number | undefined
}

const countOf = ({ condition }: Hits, table: string): SQL =>
  sql`select count(*) as total from ${sql.raw(`"${table}"`)} where ${condition}`

const readPage = async (
  adapter: Adapter,
  req: PayloadRequest,
  of: { built: Built; hits: Hits } & Page,
): Promise<Read> => {
  const { built, columns, hits, isCounted, limit, page, table } = of
  const selected = columns.map((column, index) => `${column.sql} as "${index}"`)
  const order = sql.join(
    built.orderBy.map(({ column, order: direction }) => direction(column)),
    sql`, `,
  )
  const window = limit === 0 ? sql`` : sql` limit ${limit} offset ${(page - 1) * limit}`
  const total = isCounted ? sql`, (${countOf(hits, table)}) as total` : sql``
  const rows = await ask<Record<string, unknown>>(
    adapter,
    req,
    sql`${hits.prefix}select ${sql.raw([`"${table}".id`, ...selected].join(', '))}${total}
        from ${sql.raw(`"${table}"`)} where ${hits.condition} order by ${order}${window}`,
  )
  const docs = rows.map((row) => {
    const doc: Record<string, unknown> = { id: row.id }
    columns.forEach(({ put }, index) => {
      put(doc, row[String(index)])
    })
    return doc
  })
  return { docs, total: rows[0]?.total === undefined ? undefined : Number(rows[0].total) }
}

/** How many there are; asked for by itself only where the page is beyond the last. */
const totalOf = async (
  adapter: Adapter,
  req: PayloadRequest,
  { hits, page, table, total }: { hits: Hits; page: number; table: string; total: Read['total'] },
): Promise<number> => {
  if (total !== undefined || page === 1) return total ?? 0
  const [row] = await ask<{ total: string }>(
    adapter,
    req,
    sql`${hits.prefix}${countOf(hits, table)}`,
  )
  return Number(row?.total ?? 0)
}

/** Whether the order is one of the table's own columns. */
const isOrderedByItself = (adapter: Adapter, { orderBy }: Built, table: string): boolean =>
  orderBy.every(({ column }) => (column as { table?: unknown }).table === adapter.tables[table])

/** What Payload says where a filter on other tables finds nothing. */
const NO_HITS = {
  docs: [],
  hasNextPage: false,
  hasPrevPage: false,
  nextPage: null,
  page: 1,
  pagingCounter: 0,
  prevPage: null,
  totalDocs: 0,
  totalPages: 0,
}

type Find = (args: FindArgs) => Promise<unknown>

/**
 * Payload's `find`, and for requests that read leanly the same answer from one statement, or two where the
 * rows must be counted. Filters and order are still Payload's own; where they need other tables, and for
 * fields that we do not know, Payload reads.
 */
export const findLeanly =
  (adapter: Adapter, original: Find): Find =>
  async (args) => {
    const { collection, limit = 0, page = 1, req, select } = args
    const columns =
      req !== undefined && asked.has(req) && args.draftsEnabled !== true && isPlainSelect(select)
        ? columnsOf(adapter, collection, select)
        : undefined
    if (columns === undefined || req === undefined) return original.call(adapter, args)
    const table = tableOf(adapter, collection)
    const built = buildOf(adapter, args, table)
    if (!isOrderedByItself(adapter, built, table)) return original.call(adapter, args)
    const isCounted = args.pagination !== false && limit !== 0
    const hits = hitsOf(adapter, built, table)
    const reader = req as PayloadRequest
    const of = { built, columns, hits, isCounted, limit, page, table }
    const { docs, total } = await readPage(adapter, reader, of)
    if (docs.length === 0 && built.joins.length > 0) return { ...NO_HITS, limit: args.limit }
    const counted = isCounted ? await totalOf(adapter, reader, { hits, page, table, total }) : 0
    const hasPages = isCounted && counted > 0
    const totalPages = hasPages ? Math.ceil(counted / limit) : 1
    const hasNextPage = hasPages && totalPages > page
    const hasPrevPage = hasPages && page > 1
    return {
      docs,
      hasNextPage,
      hasPrevPage,
      limit: args.limit,
      nextPage: hasNextPage ? page + 1 : null,
      page,
      pagingCounter: hasPages ? (page - 1) * limit + 1 : 1,
      prevPage: hasPrevPage ? page - 1 : null,
      totalDocs: hasPages ? counted : docs.length,
      totalPages,
    }
  }

import { buildQuery } from '@payloadcms/drizzle'
import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest, Where } from 'payload'
import { query } from '../query.ts'
import type { Adapter } from '../types.ts'
import { type LeanColumn, leanColumns } from './table.ts'

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

interface Built {
  readonly joins: readonly unknown[]
  readonly orderBy: Order
  readonly where?: SQL
}

const asked = new WeakSet<object>()

/** From here on the request's documents are read straight from their tables, where that is the same. */
export const readLeanly = (req: PayloadRequest): void => {
  asked.add(req)
}

const known = new WeakMap<object, Map<string, readonly LeanColumn[] | undefined>>()

const configOf = (adapter: Adapter, slug: string) =>
  adapter.payload.collections[slug as keyof Adapter['payload']['collections']].config

const tableOf = (adapter: Adapter, slug: string): string =>
  adapter.tableNameMap.get(slug.replaceAll('-', '_')) ?? ''

/** The columns of a collection's documents; undefined where they must be read by Payload. */
export const columnsOf = (adapter: Adapter, slug: string): readonly LeanColumn[] | undefined => {
  const ofAdapter = known.get(adapter) ?? new Map<string, readonly LeanColumn[] | undefined>()
  known.set(adapter, ofAdapter)
  if (!ofAdapter.has(slug)) {
    const fields = configOf(adapter, slug).flattenedFields
    ofAdapter.set(slug, leanColumns(adapter, { fields, table: tableOf(adapter, slug) }))
  }
  return ofAdapter.get(slug)
}

const isPlainSelect = (select: Record<string, unknown> | undefined): boolean =>
  select === undefined || Object.values(select).every((value) => value === true)

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

const render = (adapter: Adapter, statement: SQL): { params: unknown[]; sql: string } =>
  (
    adapter.drizzle.dialect as {
      sqlToQuery: (statement: SQL) => { params: unknown[]; sql: string }
    }
  ).sqlToQuery(statement)

const ask = <Row extends Record<string, unknown>>(
  adapter: Adapter,
  req: PayloadRequest,
  statement: SQL,
): Promise<Row[]> => {
  const { params, sql: text } = render(adapter, statement)
  return query<Row>(req, text, params)
}

interface Page {
  readonly columns: readonly LeanColumn[]
  readonly limit: number
  readonly page: number
  readonly table: string
}

const readPage = async (
  adapter: Adapter,
  args: FindArgs,
  { built, columns, limit, page, table }: { built: Built } & Page,
): Promise<Record<string, unknown>[]> => {
  const selected = columns.map((column, index) => `${column.sql} as "${index}"`)
  const order = sql.join(
    built.orderBy.map(({ column, order: direction }) => direction(column)),
    sql`, `,
  )
  const window = limit === 0 ? sql`` : sql` limit ${limit} offset ${(page - 1) * limit}`
  const rows = await ask<Record<string, unknown>>(
    adapter,
    args.req as PayloadRequest,
    sql`select ${sql.raw([`"${table}".id`, ...selected].join(', '))} from ${sql.raw(`"${table}"`)}
        where ${built.where ?? sql`true`} order by ${order}${window}`,
  )
  return rows.map((row) => {
    const doc: Record<string, unknown> = { id: row.id }
    columns.forEach(({ put }, index) => {
      put(doc, row[String(index)])
    })
    return doc
  })
}

const countOf = async (
  adapter: Adapter,
  req: PayloadRequest,
  { built, table }: { built: Built; table: string },
): Promise<number> => {
  const [row] = await ask<{ count: string }>(
    adapter,
    req,
    sql`select count(*) from ${sql.raw(`"${table}"`)} where ${built.where ?? sql`true`}`,
  )
  return Number(row?.count ?? 0)
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
    const all =
      req !== undefined && asked.has(req) && args.draftsEnabled !== true && isPlainSelect(select)
        ? columnsOf(adapter, collection)
        : undefined
    if (all === undefined || req === undefined) return original.call(adapter, args)
    const table = tableOf(adapter, collection)
    const built = buildOf(adapter, args, table)
    if (built.joins.length > 0) return original.call(adapter, args)
    const columns = select === undefined ? all : all.filter(({ field }) => select[field] === true)
    const isCounted = args.pagination !== false && limit !== 0
    const docs = await readPage(adapter, args, { built, columns, limit, page, table })
    const isLast = docs.length > 0 || page === 1
    const isWhole = docs.length < limit && isLast
    const counted = !isCounted
      ? 0
      : isWhole
        ? (page - 1) * limit + docs.length
        : await countOf(adapter, req as PayloadRequest, { built, table })
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

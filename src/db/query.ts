import { commitTransaction, initTransaction, killTransaction, type PayloadRequest } from 'payload'
import type pg from 'pg'
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { busyTryAgain } from '../domain/errors.ts'
import { isWorthRetrying, toldTo } from './errors.ts'
import { inTenants } from './scope.ts'
import type { Adapter } from './types.ts'

export type DatabaseRequest = Pick<PayloadRequest, 'payload' | 'transactionID'> &
  Partial<PayloadRequest>

const adapterOf = (req: DatabaseRequest): Adapter => req.payload.db as unknown as Adapter

const names = new Map<string, string>()

/** A statement with a name is parsed and planned once on each connection. */
const nameOf = (sql: string): string => {
  const name = names.get(sql) ?? `q${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`
  names.set(sql, name)
  return name
}

const MOST_BUILT = 300
const built = new Set<string>()

/** Connections keep what has a name for ever: of statements that callers shape, only the first get one. */
const nameOfBuilt = (sql: string): string | undefined => {
  if (!built.has(sql) && built.size >= MOST_BUILT) return undefined
  built.add(sql)
  return nameOf(sql)
}

const run = async <Row extends pg.QueryResultRow>(
  req: DatabaseRequest,
  statement: { name: string | undefined; text: string; values: unknown[] },
): Promise<Row[]> => {
  const adapter = adapterOf(req)
  // Whether a statement writes cannot be told from its text: after a rollback there is none at all.
  await adapter.ensureAlive(req, true)
  const id = ((await req.transactionID) as string | null | undefined) ?? ''
  const runner = adapter.sessions[id]?.client ?? adapter.pool
  return inTenants(adapter.tenantsOf(req), async () => {
    try {
      const result = await runner.query<Row>(statement)
      return result.rows
    } catch (error) {
      throw toldTo(req.payload, error, 'query')
    }
  })
}

/**
 * Runs one SQL statement for a request: inside its transaction if it has one, in its tenant scope.
 * Instants come back as Date, bigint and numeric as text.
 */
export const query = <Row extends pg.QueryResultRow>(
  req: DatabaseRequest,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> => run<Row>(req, { name: nameOf(sql), text: sql, values: [...values] })

/** As `query`, for a statement that was built of what a caller asked for. */
export const queryBuilt = <Row extends pg.QueryResultRow>(
  req: DatabaseRequest,
  sql: string,
  values: readonly unknown[],
): Promise<Row[]> => run<Row>(req, { name: nameOfBuilt(sql), text: sql, values: [...values] })

/** As `query`, for statements that answer exactly one row. */
export const queryOne = async <Row extends pg.QueryResultRow>(
  req: DatabaseRequest,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row> => {
  const [row] = await query<Row>(req, sql, values)
  if (row === undefined) throw new Error('the statement answered no row')
  return row
}

const MAX_TRIES = 4

/**
 * One transaction around `run`. Joins the request's own if there is one; else a deadlock or a
 * serialisation fault is tried again up to three times with jitter, then answers `busy-try-again`.
 */
export const inTransaction = async <T>(req: PayloadRequest, run: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    const isMine = await initTransaction(req)
    try {
      const result = await run()
      if (isMine) await commitTransaction(req)
      return result
    } catch (error) {
      await killTransaction(req)
      if (!isMine || !isWorthRetrying(error)) throw error
      if (attempt === MAX_TRIES) throw busyTryAgain({})
      await sleep(10 * 2 ** attempt * (0.5 + Math.random()))
    }
  }
}

/**
 * Queues behind everybody who wants one of the same resources, before the constraint is asked
 * (integrity §1.6). Keys are taken in sorted order, so that no two requests wait for each other.
 * Waiting longer than 3 s is `busy-try-again`.
 */
export const queueFor = async (req: DatabaseRequest, keys: readonly string[]): Promise<void> => {
  if (keys.length === 0) return
  await query(req, 'select claims.queue($1::text[])', [[...new Set(keys)].sort()])
}

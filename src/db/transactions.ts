import { NodePgSession, NodePgTransaction } from '@payloadcms/db-postgres/drizzle/node-postgres'
import { randomUUID } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import type pg from 'pg'
import { isConnectionLost } from './pool.ts'
import type { Adapter } from './types.ts'

type State = 'committed' | 'open' | 'rolled-back'

/** Drizzle's session on one checked-out connection, so that Payload's own code runs inside it. */
const drizzleOn = (adapter: Adapter, client: pg.PoolClient): unknown => {
  const { dialect, session } = adapter.drizzle
  // The constructors are public, their parameter types are not.
  const Session = NodePgSession as unknown as new (...args: unknown[]) => unknown
  const Transaction = NodePgTransaction as unknown as new (...args: unknown[]) => unknown
  return new Transaction(
    dialect,
    new Session(client, dialect, session.schema, session.options),
    session.schema,
  )
}

const beginStatement = (options: Record<string, unknown> | undefined): string => {
  const level = options?.isolationLevel
  return typeof level === 'string' ? `begin isolation level ${level}` : 'begin'
}

/**
 * Transactions that say what happened: a COMMIT that fails, or that Postgres turned into a ROLLBACK
 * because a statement had failed, is an error; and a request whose transaction was rolled back writes
 * nothing more (integrity §1.1, payload §4.2).
 */
export const loudTransactions = (adapter: Adapter) => {
  const states = new Map<string, State>()
  const lastOf = new WeakMap<object, string>()

  const end = async (
    id: string,
    client: pg.PoolClient,
    statement: 'commit' | 'rollback',
  ): Promise<void> => {
    let lost: Error | undefined
    try {
      const { command } = await client.query(statement)
      if (statement === 'commit' && command !== 'COMMIT') {
        throw new Error('the transaction had failed and was rolled back')
      }
      states.set(id, statement === 'commit' ? 'committed' : 'rolled-back')
    } catch (error) {
      states.set(id, 'rolled-back')
      if (isConnectionLost(error)) lost = error as Error
      throw error
    } finally {
      client.release(lost)
      forgetLater(id)
    }
  }

  const forgetLater = (id: string): void => {
    setTimeout(() => states.delete(id), 60_000).unref()
  }

  const take = async (idOrPromise: Promise<string> | string | undefined) => {
    const id = (await idOrPromise) ?? undefined
    const session = id === undefined ? undefined : adapter.sessions[id]
    if (id !== undefined) Reflect.deleteProperty(adapter.sessions, id)
    return session
  }

  const methods = {
    async beginTransaction(options?: Record<string, unknown>): Promise<string> {
      await adapter.initializing
      const client = await adapter.pool.connect()
      try {
        await client.query(beginStatement(options))
      } catch (error) {
        client.release(error as Error)
        throw error
      }
      const id = randomUUID()
      states.set(id, 'open')
      adapter.sessions[id] = {
        client,
        db: drizzleOn(adapter, client),
        reject: () => end(id, client, 'rollback'),
        resolve: () => end(id, client, 'commit'),
      }
      return id
    },

    async commitTransaction(idOrPromise?: Promise<string> | string): Promise<void> {
      const session = await take(idOrPromise)
      if (session === undefined) throw new Error('the transaction was already rolled back')
      await session.resolve()
    },

    async rollbackTransaction(idOrPromise: Promise<string> | string): Promise<void> {
      const session = await take(idOrPromise)
      await session?.reject()
    },
  }

  /** Refuses work in a transaction that is over, and writes outside one that was rolled back. */
  const ensureAlive = async (
    req: Partial<PayloadRequest> | undefined,
    isWrite: boolean,
  ): Promise<void> => {
    if (req === undefined) return
    // Payload's loader leaves null where there is no transaction.
    const id = ((await req.transactionID) as string | null | undefined) ?? undefined
    if (id === undefined) {
      const last = lastOf.get(req)
      if (isWrite && last !== undefined && states.get(last) === 'rolled-back') {
        throw new Error('this request was rolled back: it writes nothing more')
      }
      return
    }
    lastOf.set(req, id)
    if (adapter.sessions[id] === undefined) throw new Error('the transaction is over')
  }

  return { ensureAlive, methods }
}

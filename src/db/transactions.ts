import { NodePgSession, NodePgTransaction } from '@payloadcms/db-postgres/drizzle/node-postgres'
import { randomUUID } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import type pg from 'pg'
import { withoutValues } from './errors.ts'
import { isConnectionLost } from './pool.ts'
import type { Adapter } from './types.ts'

interface Transaction {
  state: 'committed' | 'open' | 'rolled-back'
}

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

type MaybeId = Promise<string> | string | null | undefined

/**
 * Transactions that say what happened: a COMMIT that fails, or that Postgres turned into a ROLLBACK
 * because a statement had failed, is an error; and a request whose transaction was rolled back writes
 * nothing more (integrity §1.1, payload §4.2).
 */
export class LoudTransactions {
  private readonly adapter: Adapter
  /** How the last transaction of a request ended, for as long as somebody holds the request. */
  private readonly lastOf = new WeakMap<object, Transaction>()
  private readonly open = new Map<string, Transaction>()

  constructor(adapter: Adapter) {
    this.adapter = adapter
  }

  async begin(options?: Record<string, unknown>): Promise<string> {
    await this.adapter.initializing
    const client = await this.adapter.pool.connect()
    try {
      await client.query(beginStatement(options))
    } catch (error) {
      client.release(error as Error)
      throw error
    }
    const id = randomUUID()
    this.open.set(id, { state: 'open' })
    this.adapter.sessions[id] = {
      client,
      db: drizzleOn(this.adapter, client),
      reject: () => this.end(id, client, 'rollback'),
      resolve: () => this.end(id, client, 'commit'),
    }
    return id
  }

  async commit(id: MaybeId): Promise<void> {
    const session = await this.take(id)
    if (session === undefined) throw new Error('the transaction was already rolled back')
    await session.resolve()
  }

  async rollback(id: MaybeId): Promise<void> {
    const session = await this.take(id)
    await session?.reject()
  }

  /** Refuses work in a transaction that is over, and writes after one that was rolled back. */
  async ensureAlive(req: Partial<PayloadRequest> | undefined, isWrite: boolean): Promise<void> {
    if (req === undefined) return
    // Payload's loader leaves null where there is no transaction.
    const id = ((await req.transactionID) as string | null | undefined) ?? undefined
    if (id === undefined) {
      if (isWrite && this.lastOf.get(req)?.state === 'rolled-back') {
        throw new Error('this request was rolled back: it writes nothing more')
      }
      return
    }
    const transaction = this.open.get(id)
    if (transaction === undefined || this.adapter.sessions[id] === undefined) {
      throw new Error('the transaction is over')
    }
    this.lastOf.set(req, transaction)
  }

  private async take(idOrPromise: MaybeId) {
    const id = (await idOrPromise) ?? undefined
    if (id === undefined) return undefined
    const session = this.adapter.sessions[id]
    Reflect.deleteProperty(this.adapter.sessions, id)
    return session
  }

  private async end(
    id: string,
    client: pg.PoolClient,
    statement: 'commit' | 'rollback',
  ): Promise<void> {
    const transaction = this.open.get(id)
    this.open.delete(id)
    let state: Transaction['state'] = 'rolled-back'
    let unusable: Error | undefined
    try {
      const { command } = await client.query(statement)
      if (statement === 'commit' && command !== 'COMMIT') {
        throw new Error('the transaction had failed and was rolled back')
      }
      if (statement === 'commit') state = 'committed'
    } catch (error) {
      if (statement === 'rollback' || isConnectionLost(error)) unusable = error as Error
      throw withoutValues(error)
    } finally {
      if (transaction !== undefined) transaction.state = state
      client.release(unusable)
    }
  }
}

import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { PayloadRequest, Where } from 'payload'
import type pg from 'pg'

/** A connection as pg's pool hands it out; `release` is there while it is checked out. */
export type PooledClient = pg.Client & { release?: (error?: Error | boolean) => void }

export interface AdapterPool extends pg.Pool {
  readonly _clients: PooledClient[]
  readonly _idle: { client: PooledClient }[]
  readonly ended: boolean
}

export interface AdapterSession {
  readonly client: pg.PoolClient
  readonly db: unknown
  readonly reject: () => Promise<void>
  readonly resolve: () => Promise<void>
}

type AnyMethod = (args: { req?: Partial<PayloadRequest>; where?: Where }) => Promise<unknown>

/** The parts of Payload's Postgres adapter that we touch; several are not public, hence this one place. */
export interface Adapter {
  [method: string]: unknown
  beginTransaction: (options?: Record<string, unknown>) => Promise<string>
  collection?: never
  commitTransaction: (id?: Promise<string> | string) => Promise<void>
  connect: (args?: { hotReload: boolean }) => Promise<void>
  destroy?: () => Promise<void>
  drizzle: {
    dialect: unknown
    session: { options: unknown; schema: unknown }
  }
  /** Refuses work in a transaction that is over, and writes after one that was rolled back; ours. */
  ensureAlive: (req: Partial<PayloadRequest> | undefined, isWrite: boolean) => Promise<void>
  find: AnyMethod
  idType: string
  initializing: Promise<void>
  migrate: (args?: { migrations?: unknown[] }) => Promise<void>
  migrateFresh: (args: { forceAcceptWarning?: boolean }) => Promise<void>
  payload: PostgresAdapter['payload']
  pg: unknown
  pool: AdapterPool
  push?: boolean
  rollbackTransaction: (id: Promise<string> | string) => Promise<void>
  sessions: Record<string, AdapterSession>
  tableNameMap: Map<string, string>
  tables: Record<string, Record<string, unknown>>
  /** The tenants a request may see; ours. */
  tenantsOf: (req: Partial<PayloadRequest> | undefined, where?: Where) => readonly string[]
}

import pg from 'pg'
import { refusalOf } from './errors.ts'
import { currentTenants } from './scope.ts'
import { ScopedQuery, SEE_TENANTS } from './scopedQuery.ts'

/** The role that serves requests: neither owner nor superuser. Made by the privileges guard. */
export const RUNTIME_ROLE = 'caseload_runtime'

const TRANSACTION_CONTROL = /^\s*(?:begin|commit|rollback|savepoint|release)\b/i
const BEGIN = /^\s*begin\b/i
const COMMIT = /^\s*commit\b/i
const ROLLBACK = /^\s*rollback\b/i
const ROLLBACK_TO = /^\s*rollback\s+to\b/i

type QueryArguments = [unknown, ...unknown[]]
type RawQuery = (...args: QueryArguments) => Promise<pg.QueryResult>

const textOf = (first: unknown): string =>
  typeof first === 'string' ? first : ((first as { text?: string } | null)?.text ?? '')

/** Whether the statement goes as several messages, so that another may go ahead of it. */
const isExtended = ([first, values]: QueryArguments): boolean => {
  const config = (typeof first === 'string' ? { text: first } : first) as pg.QueryConfig
  if (typeof (first as { submit?: unknown }).submit === 'function') return false
  if (typeof values === 'function') return false
  return (
    Boolean(config.name) || [values, config.values].some((v) => Array.isArray(v) && v.length > 0)
  )
}

/** What the connection has; undefined tenants: unknown. */
interface Known {
  readonly hasRole: boolean
  readonly tenants: string | undefined
}

const NOTHING_KNOWN: Known = { hasRole: false, tenants: undefined }

/**
 * A connection that knows for whom it works: before a statement it sets the role once and
 * `app.tenants` whenever that differs from what this connection has (integrity §1.7, §1.8).
 * Statements run one after the other; where the scope cannot be set, the statement is not run.
 */
export class ScopedClient extends pg.Client {
  readonly asRuntimeRole: boolean = false
  /** As it was when the transaction began: a rollback brings that back. */
  private before: Known = NOTHING_KNOWN
  private isPrepared = false
  private known: Known = NOTHING_KNOWN
  private last: Promise<unknown> = Promise.resolve()

  constructor(config?: pg.ClientConfig | string) {
    super(config)
    // Without a listener a killed backend would end the process.
    this.on('error', () => undefined)
  }

  /** Whether this connection has that scope already. */
  isIn(tenants: string): boolean {
    return this.known.tenants === tenants
  }

  // pg's overloads cannot be overridden one by one; callers keep the types of pg.Client.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  override query(...args: any[]): any {
    const run = (): Promise<pg.QueryResult> => this.runInScope(args as QueryArguments)
    const result = this.last.then(run, run)
    this.last = result.catch(() => undefined)
    return result
  }

  private async runInScope(args: QueryArguments): Promise<pg.QueryResult> {
    const text = textOf(args[0])
    try {
      if (TRANSACTION_CONTROL.test(text)) return await this.control(text, args)
      const tenants = currentTenants()
      if (this.known.tenants === tenants && this.hasItsRole()) return await this.send(...args)
      const result = await this.enterAndSend(tenants, args)
      this.known = { hasRole: true, tenants }
      return result
    } catch (error) {
      throw (this.asRuntimeRole ? refusalOf(error) : undefined) ?? error
    }
  }

  private hasItsRole(): boolean {
    return this.known.hasRole || !this.asRuntimeRole
  }

  private send(...args: QueryArguments): Promise<pg.QueryResult> {
    return (super.query as unknown as RawQuery).apply(this, args)
  }

  /** What was set inside a transaction goes with it, also when its COMMIT fails or rolls back. */
  private async control(text: string, args: QueryArguments): Promise<pg.QueryResult> {
    if (BEGIN.test(text)) this.before = this.known
    let isKept = !ROLLBACK.test(text) && !COMMIT.test(text)
    try {
      const result = await this.send(...args)
      isKept ||= result.command === 'COMMIT'
      return result
    } finally {
      if (!isKept) this.known = ROLLBACK_TO.test(text) ? NOTHING_KNOWN : this.before
    }
  }

  private async enterAndSend(tenants: string, args: QueryArguments): Promise<pg.QueryResult> {
    const canGoTogether = this.isPrepared && this.hasItsRole() && isExtended(args)
    // A statement that fails may take back what came with it.
    this.known = NOTHING_KNOWN
    if (canGoTogether) return this.sendTogether(tenants, args)
    if (this.asRuntimeRole) await this.send(`select set_config('role', '${RUNTIME_ROLE}', false)`)
    await this.send({ ...SEE_TENANTS, values: [tenants] })
    this.isPrepared = true
    return this.send(...args)
  }

  private sendTogether(tenants: string, args: QueryArguments): Promise<pg.QueryResult> {
    return new Promise((resolve, reject) => {
      const answer = (error: Error | null, result: pg.QueryResult): void => {
        if (error === null) resolve(result)
        else reject(error)
      }
      void this.send(new ScopedQuery(tenants, args, answer))
    })
  }
}

/** As `ScopedClient`, and every statement runs as the runtime role, whoever signed in. */
export class RuntimeClient extends ScopedClient {
  override readonly asRuntimeRole = true
}

/**
 * pg's own `pool.query` runs in the context of whoever released the connection; awaiting the checkout
 * keeps the caller's scope. Whoever asks gets the idle connection that has their scope already, if there
 * is one: that one need not be told.
 */
export class ScopedPool extends pg.Pool {
  declare private readonly _idle: { readonly client: ScopedClient }[]

  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  override connect(...args: any[]): any {
    const tenants = currentTenants()
    const at = this._idle.findLastIndex(({ client }) => client.isIn(tenants))
    // pg takes the last one.
    if (at >= 0) this._idle.push(...this._idle.splice(at, 1))
    return (super.connect as (...of: unknown[]) => unknown).apply(this, args)
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  override async query(...args: any[]): Promise<any> {
    const client = (await this.connect()) as unknown as { query: RawQuery } & pg.PoolClient
    let failure: Error | undefined
    try {
      return await client.query(...(args as QueryArguments))
    } catch (error) {
      failure = isConnectionLost(error) ? (error as Error) : undefined
      throw error
    } finally {
      client.release(failure)
    }
  }
}

/** A connection that must not go back into the pool. */
export const isConnectionLost = (error: unknown): boolean => {
  const { code, message } = error as { code?: string; message?: string }
  return (
    ['57P01', '57P02', '08003', '08006', 'ECONNRESET', 'EPIPE'].includes(code ?? '') ||
    /connection terminated|not queryable|connection error/i.test(message ?? '')
  )
}

export const scopedPoolClass = (options: { asRuntimeRole: boolean }): typeof pg.Pool => {
  const Client = options.asRuntimeRole ? RuntimeClient : ScopedClient
  return class CaseloadPool extends ScopedPool {
    constructor(config?: pg.PoolConfig) {
      super({ ...config, Client })
      // An idle connection that dies is replaced; it is no reason to end the process.
      this.on('error', () => undefined)
    }
  }
}

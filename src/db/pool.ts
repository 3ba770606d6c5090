import pg from 'pg'
import { refusalOf } from './errors.ts'
import { currentTenants } from './scope.ts'

/** The role that serves requests: neither owner nor superuser. Made by the privileges guard. */
export const RUNTIME_ROLE = 'caseload_runtime'

const TRANSACTION_CONTROL = /^\s*(?:begin|commit|rollback|savepoint|release)\b/i
const COMMIT = /^\s*commit\b/i
const ROLLBACK = /^\s*rollback\b/i

type QueryArguments = [unknown, ...unknown[]]
type RawQuery = (...args: QueryArguments) => Promise<pg.QueryResult>

const textOf = (first: unknown): string =>
  typeof first === 'string' ? first : ((first as { text?: string } | null)?.text ?? '')

/**
 * A connection that knows for whom it works: before a statement it sets the role once and
 * `app.tenants` whenever that differs from what this connection has (integrity §1.7, §1.8).
 * Statements run one after the other; where the scope cannot be set, the statement is not sent.
 */
export class ScopedClient extends pg.Client {
  readonly asRuntimeRole: boolean = false
  private hasRole = false
  private last: Promise<unknown> = Promise.resolve()
  /** `tenants` as the connection has it; undefined when a rollback may have taken it back. */
  private tenants: string | undefined

  constructor(config?: pg.ClientConfig | string) {
    super(config)
    // Without a listener a killed backend would end the process.
    this.on('error', () => undefined)
  }

  // pg's overloads cannot be overridden one by one; callers keep the types of pg.Client.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  override query(...args: any[]): any {
    const send = super.query.bind(this) as unknown as RawQuery
    const run = async (): Promise<pg.QueryResult> => {
      const text = textOf(args[0])
      if (!TRANSACTION_CONTROL.test(text)) await this.enterScope(send)
      // What was set inside a transaction goes with it, also when its COMMIT fails or rolls back.
      let isKept = !ROLLBACK.test(text) && !COMMIT.test(text)
      try {
        const result = await send(...(args as QueryArguments))
        isKept ||= result.command === 'COMMIT'
        return result
      } catch (error) {
        throw (this.asRuntimeRole ? refusalOf(error) : undefined) ?? error
      } finally {
        if (!isKept) this.forgetScope()
      }
    }
    const result = this.last.then(run, run)
    this.last = result.catch(() => undefined)
    return result
  }

  private forgetScope(): void {
    this.hasRole = false
    this.tenants = undefined
  }

  private async enterScope(send: RawQuery): Promise<void> {
    const tenants = currentTenants()
    const wantsRole = this.asRuntimeRole && !this.hasRole
    if (!wantsRole && this.tenants === tenants) return
    const role = wantsRole ? `, set_config('role', '${RUNTIME_ROLE}', false)` : ''
    await send(`select set_config('app.tenants', $1, false)${role}`, [tenants])
    this.hasRole = true
    this.tenants = tenants
  }
}

/** As `ScopedClient`, and every statement runs as the runtime role, whoever signed in. */
export class RuntimeClient extends ScopedClient {
  override readonly asRuntimeRole = true
}

/**
 * pg's own `pool.query` runs in the context of whoever released the connection; awaiting the checkout
 * keeps the caller's scope.
 */
export class ScopedPool extends pg.Pool {
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

import pg from 'pg'

/** Tells a connection whom it may see; prepared once on each. */
export const SEE_TENANTS = {
  name: 'see_tenants',
  text: `select set_config('app.tenants', $1, false)`,
} as const

/** What pg's own query does with its connection and the server's messages; its types leave this out. */
interface PgConnection {
  bind: (of: { portal: string; statement: string; values: readonly string[] }) => void
  execute: (of: { portal: string; rows: number }) => void
  readonly stream: { cork: () => void; uncork: () => void }
}
interface PgQuery {
  handleCommandComplete(message: unknown, connection: PgConnection): void
  handleDataRow(message: unknown): void
  submit(connection: PgConnection): Error | null
}

const Query = pg.Query as unknown as new (
  config: unknown,
  values: unknown,
  callback: unknown,
) => PgQuery

/**
 * A statement that is preceded by the tenants it may see, both in one message: no waiting for the first
 * before the second is sent. Where the first fails, the server does not run the second, because nothing
 * but the end of the message lies between them.
 */
export class ScopedQuery extends Query {
  private isEntering = true
  private readonly tenants: string

  constructor(tenants: string, statement: readonly unknown[], callback: unknown) {
    super(statement[0], statement[1], callback)
    this.tenants = tenants
  }

  override handleCommandComplete(message: unknown, connection: PgConnection): void {
    if (this.isEntering) this.isEntering = false
    else super.handleCommandComplete(message, connection)
  }

  override handleDataRow(message: unknown): void {
    if (!this.isEntering) super.handleDataRow(message)
  }

  override submit(connection: PgConnection): Error | null {
    connection.stream.cork()
    try {
      connection.bind({ portal: '', statement: SEE_TENANTS.name, values: [this.tenants] })
      connection.execute({ portal: '', rows: 0 })
      return super.submit(connection)
    } finally {
      connection.stream.uncork()
    }
  }
}

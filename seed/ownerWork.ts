import pg from 'pg'

const LOCK = 7_420_009

/**
 * One connection of the owner, in sight of every tenant, for what the seed does past the guards: stamping
 * the demo's rows, and removing them. Only one process at a time; another one is told.
 */
export const withOwner = async <T>(
  ownerUrl: string,
  work: (owner: pg.Client) => Promise<T>,
): Promise<T> => {
  const owner = new pg.Client({ connectionString: ownerUrl })
  owner.on('error', () => undefined)
  await owner.connect()
  try {
    const { rows } = await owner.query<{ taken: boolean }>(
      `select pg_try_advisory_lock($1) as taken, set_config('app.tenants', '*', false)`,
      [LOCK],
    )
    if (rows[0]?.taken !== true) throw new Error('another seed works on this database')
    return await work(owner)
  } finally {
    await owner.end()
  }
}

/** Tables that refuse every change of what was written. Their guard is off for one transaction. */
const APPEND_ONLY = [
  'session_events',
  'ledger_transfers',
  'payment_allocations',
  'ledger_entries',
] as const

const MAX_TRIES = 5

/** Somebody who writes at the same moment took the tables in another order. */
const isDeadlock = (error: unknown): boolean =>
  (error as { code?: string } | undefined)?.code === '40P01'

/**
 * Runs `work` in one transaction in which history may be changed. Exactly the triggers that keep history
 * are off, for the time of the transaction (others wait for these tables meanwhile), and balances may be
 * written; foreign keys, checks and the tenant wall stay. Needs the owner of the tables.
 */
export const pastHistory = async (owner: pg.Client, work: () => Promise<void>): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    await owner.query('begin')
    try {
      for (const table of APPEND_ONLY) {
        await owner.query(`alter table ${table} disable trigger keep_history`)
      }
      await owner.query(`select set_config('fin.posting', 'on', true)`)
      await work()
      for (const table of APPEND_ONLY) {
        await owner.query(`alter table ${table} enable trigger keep_history`)
      }
      await owner.query('commit')
      return
    } catch (error) {
      await owner.query('rollback')
      if (!isDeadlock(error) || attempt === MAX_TRIES) throw error
    }
  }
}

/** Tables with a tenant's rows, as the catalog tells them, with those of the given columns that they have. */
export const tenantTables = async (
  owner: pg.Client,
  columns: readonly string[] = [],
): Promise<{ columns: string[]; name: string }[]> => {
  const { rows } = await owner.query<{ columns: string[] | null; name: string }>(
    `select c.relname as name,
            (select array_agg(x.attname::text order by x.attname) from pg_attribute x
              where x.attrelid = c.oid and x.attname = any ($1) and not x.attisdropped) as columns
       from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      order by c.relname`,
    [columns],
  )
  return rows.map(({ columns: found, name }) => ({ columns: found ?? [], name }))
}
